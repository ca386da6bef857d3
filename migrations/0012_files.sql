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

-- Files beside documents. Each belongs to one document; a newer one of its name leaves it there and says so.
create table document_files (
  id uuid primary key,
  document uuid not null,
  organization uuid not null,                         -- who gave it: sender or receiver of the document
  name text not null,
  relation text not null,                             -- what it is to the document: certificate, specification, …
  payload bytea not null,
  size_bytes bigint not null,
  content_type text not null,
  source uuid,                                        -- the document that it came as; null: by API
  version int not null,
  superseded_by uuid,
  actor text not null,
  at timestamptz not null default now()
);
create index document_files_document on document_files (document, at);
create unique index document_files_current on document_files (document, organization, name) where superseded_by is null;

-- What a document that the grid does not read says it belongs to, by a business key inside its pair.
create table document_attachments (
  source uuid primary key,                            -- that document
  kind text not null,
  value text not null,
  type text,                                          -- of the document that it belongs to; null: the one whose own number it is
  deliver boolean not null,                           -- false: it only lies beside the document
  status text not null,                               -- waiting, undecided (several documents have that number), attached, apart
  at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);
create index document_attachments_waiting on document_attachments (value, kind) where status = 'waiting';
