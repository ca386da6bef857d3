-- A channel has history, so it is not deleted but closed; opening it again clears the date.
alter table channels add column ended_at timestamptz;
