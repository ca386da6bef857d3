-- The work list, corrections, and sending again.

alter table work_items
  add column class text not null default 'other',   -- of the error: see modules/exchange/classes.ts
  add column owner text,                            -- null: the owner that is usual for the class
  add column ignored_until timestamptz,             -- comes back then
  add column ignored_by text,
  add column ignore_reason text,
  add column version int not null default 1,
  add column changed_at timestamptz not null default now();
update work_items set class = case kind when 'overdue' then 'receipt' when 'duplicate' then 'duplicate' else 'other' end;
create index work_items_list on work_items (organization, id);

-- Who sees to errors of a class, and whether the grid tries again by itself before a person has to.
create table work_policies (
  class text primary key,
  owner text,
  retry_after_minutes int,                       -- null: never by itself
  retries_max int not null default 0,
  version int not null default 1,
  changed_at timestamptz not null default now()
);

-- The interchange that this one was corrected from: the first of a chain.
alter table interchanges add column corrects uuid;
create index interchanges_corrects on interchanges (corrects) where corrects is not null;

-- An attempt that may not be repeated has begun; a process that dies within leaves the mark.
alter table deliveries add column begun_at timestamptz;

-- An edited copy, whole as it would come in. The original never changes.
create table corrections (
  id uuid primary key,
  interchange uuid not null,                     -- the original
  document uuid,                                 -- the one that was edited; null: the whole interchange
  payload bytea not null,
  size_bytes bigint not null,
  reason text not null,
  diff jsonb not null,
  verdict jsonb not null,                        -- as found when it was made
  actor text not null,
  at timestamptz not null default now()
);
create index corrections_interchange on corrections (interchange);

-- Lineage: what was sent again, as what, by whom.
create table resends (
  id uuid primary key,
  kind text not null check (kind in ('same', 'new', 'corrected')),
  parent uuid not null,                          -- the interchange that was sent before; corrected: that came in
  child uuid not null,                           -- the one it goes in now; same: the parent
  document uuid,                                 -- null: all of it
  delivery uuid,
  correction uuid,
  bulk uuid,
  basis text,                                    -- original, current: which agreement
  reason text not null,
  before jsonb,                                  -- the delivery as it was
  actor text not null,
  at timestamptz not null default now()
);
create index resends_parent on resends (parent);
create index resends_child on resends (child);
create index resends_document on resends (document) where document is not null;
create unique index resends_bulk on resends (bulk, document) where bulk is not null;
create unique index resends_correction on resends (correction) where correction is not null;

-- Many documents, one act: walked in the order of their ids, resumed where it stood.
create table bulk_resends (
  id uuid primary key,
  kind text not null check (kind in ('same', 'new')),
  basis text not null,
  filter jsonb not null,
  per_minute int,
  reason text not null,
  status text not null check (status in ('running', 'cancelled', 'done', 'failed')),
  total int not null,
  sent int not null default 0,
  refused int not null default 0,
  cursor uuid not null,                          -- the last document looked at
  problem jsonb,
  actor text not null,
  at timestamptz not null default now(),
  ended_at timestamptz
);
create table bulk_resend_refusals (
  bulk uuid not null,
  document uuid not null,
  problem jsonb not null,
  primary key (bulk, document)
);
