-- Approvals before a document leaves: bound to what came and to what would go out.

-- One row each time that a person is asked.
create table approvals (
  id uuid primary key,
  document uuid not null,
  source bytea not null,                         -- SHA-256 of the document's own bytes as they came
  payload bytea not null,                        -- SHA-256 of the interchange that they came in
  outgoing bytea not null,                       -- SHA-256 of the form
  form text not null,                            -- JSON: what would leave, to whom, by which way and agreement
  agreement uuid not null,
  agreement_version int not null,
  status text not null check (status in ('asked', 'approved', 'declined', 'void')),
  due_at timestamptz,
  overdue boolean not null default false,
  reason text,
  actor text,                                    -- who approved or declined
  requested_at timestamptz not null default now(),
  at timestamptz                                 -- when that was
);
create unique index approvals_asked on approvals (document) where status = 'asked';
create index approvals_document on approvals (document, id);

alter table work_items drop constraint work_items_kind_check, add constraint work_items_kind_check
  check (kind in ('quarantine', 'failure', 'overdue', 'duplicate', 'outcome-unknown', 'alarm', 'approval'));
