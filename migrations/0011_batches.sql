-- What leaves later, together with what else its agreement lets go by then.
create table batch_entries (
  id uuid primary key,                           -- until it leaves, its documents name this as their outgoing interchange
  agreement uuid not null,
  interchange uuid not null,                     -- the one that it came in
  payload bytea not null,                        -- of that; the documents say where they lie in it
  envelope text not null,                        -- what the new one needs; text, since a delimiter may be a character that jsonb refuses
  document_count int not null,
  size_bytes bigint not null,
  status text not null,                          -- open, closed
  outgoing uuid,                                 -- the interchange that it left in
  at timestamptz not null default now(),
  due_at timestamptz not null
);
create index batch_entries_open on batch_entries (agreement, id) where status = 'open';

-- ST02 as it left, where several files in one group had the same; null: as it came.
alter table documents add column sent_number text;
