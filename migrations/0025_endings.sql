-- Keys that end are told of before they do.
alter table work_items drop constraint work_items_kind_check, add constraint work_items_kind_check
  check (kind in ('quarantine', 'failure', 'overdue', 'duplicate', 'outcome-unknown', 'alarm', 'approval', 'ending'));
