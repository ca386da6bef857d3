-- The archive at a connection, and files beside documents.
alter table archive_rules
  add column moment text not null default 'completed' check (moment in ('received', 'completed')),
  add column connection uuid references connections,  -- null: the data folder
  add column settings jsonb not null default '{}';    -- how that connection's connector puts it there

-- A row is the plan until everything is put: a second attempt puts the same bytes under the same names.
alter table archived
  add column manifest bytea,                          -- the payload of manifest.json; null: there is none
  add column put_at timestamptz;
update archived set put_at = at;
-- Paths are unlike each other where a manifest makes them a folder.
create unique index archived_path on archived (rule, path) where manifest is not null;

-- One about a target, however many interchanges wait for it.
create unique index work_items_archive on work_items (subject, (problem->>'interchange')) nulls not distinct
  where subject_kind = 'archive-rule' and closed_at is null;
