-- What is not read of requests for approvals: few, and read by all when one of them answers.
create index notifications_asked on notifications (subject) where read_at is null and kind in ('approval-waiting', 'approval-overdue');
