-- Documents that their receivers get in another form than they came in.

-- One row each time that a document left translated; the newest is what its receiver has.
create table document_translations (
  id uuid primary key,
  document uuid not null,
  source text not null,                          -- as translation calls it: x12:850
  target text not null,                          -- edifact:ORDERS:D96A
  payload bytea not null,                        -- the set or message alone, or the file
  size_bytes bigint not null,
  number text,                                   -- of the set or message in it; null: a file has none
  losses jsonb not null,                         -- what the source says and the target does not: the first of them
  loss_count int not null,
  created_at timestamptz not null default now()
);
create index on document_translations (document, id);

-- What its receiver has it as; null: as it came.
alter table documents add sent_standard text, add sent_type text, add sent_version text;
