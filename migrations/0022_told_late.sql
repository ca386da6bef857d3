-- A file may be set aside after its source was told that it was taken: then the source is told that, too.
alter table pickups add column place text;                           -- where it lies at its source since it was settled, as far as the grid knows
alter table pickups add column late jsonb;                           -- why it was set aside since; null: there is nothing to tell
create index pickups_late on pickups (channel) where late is not null;
create index pickups_interchange on pickups (interchange) where interchange is not null;
