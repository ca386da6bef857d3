-- Organizations, agreements, channels and the exchange of documents.
create extension if not exists btree_gist;

create table calendars (
  id uuid primary key,
  name text not null unique,
  hours jsonb not null,                          -- {"mon":[["08:00","17:00"]], …}
  holidays date[] not null default '{}'
);

create table regions (
  id uuid primary key,
  name text not null unique
);

create table organizations (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null,
  role text not null default 'partner' check (role in ('host', 'partner')),
  status text not null default 'active' check (status in ('active', 'inactive')),
  region uuid references regions,
  locale text not null default 'en',
  time_zone text not null default 'UTC',
  calendar uuid references calendars,
  version int not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);
create unique index organizations_one_host on organizations (role) where role = 'host';

create table units (
  id uuid primary key,
  organization uuid not null references organizations,
  slug text not null,
  name text not null,
  region uuid references regions,
  time_zone text not null default 'UTC',
  calendar uuid references calendars,
  unique (organization, slug)
);

-- What an organization is called on the wire. One owner at any time.
create table identifiers (
  id uuid primary key,
  organization uuid not null references organizations,
  scheme text not null check (scheme in ('x12-isa', 'x12-gs', 'edifact-unb', 'gln', 'duns', 'as2')),
  qualifier text not null default '',
  value text not null,
  mode text not null check (mode in ('test', 'production')),
  valid_from timestamptz not null default '-infinity',
  valid_until timestamptz not null default 'infinity',
  exclude using gist (scheme with =, qualifier with =, value with =, mode with =, tstzrange(valid_from, valid_until) with &&)
);
create index identifiers_organization on identifiers (organization);

create table channels (
  id uuid primary key,
  organization uuid not null references organizations,
  name text not null,
  direction text not null check (direction in ('in', 'out')),
  kind text not null check (kind in ('sftp-home', 'api', 'https')),
  mode text check (mode in ('test', 'production')),   -- null: taken from the envelope
  settings jsonb not null default '{}',
  version int not null default 1,
  created_at timestamptz not null default now(),
  unique (organization, name)
);

create table agreements (
  id uuid primary key,
  sender uuid not null references organizations,
  receiver uuid not null references organizations,
  document_type text not null,                   -- '850', or '*'
  mode text not null check (mode in ('test', 'production')),
  channel uuid not null references channels,     -- the way out to the receiver
  settings jsonb not null default '{}',          -- see modules/agreements/settings.ts
  valid_from timestamptz not null default '-infinity',
  valid_until timestamptz not null default 'infinity',
  version int not null default 1,
  created_at timestamptz not null default now(),
  exclude using gist (sender with =, receiver with =, document_type with =, mode with =, tstzrange(valid_from, valid_until) with &&)
);

-- Who may sign in to the grid's SFTP server as an organization.
create table sftp_credentials (
  id uuid primary key,
  organization uuid not null references organizations,
  kind text not null check (kind in ('key', 'password')),
  label text not null,
  public_key text,                               -- OpenSSH one-line form
  password_hash text,                            -- scrypt$N$r$p$salt$hash
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  check ((kind = 'key') = (public_key is not null) and (kind = 'password') = (password_hash is not null))
);
create index sftp_credentials_organization on sftp_credentials (organization);

-- One file or message received or sent, with its envelope. No foreign keys on the hot tables: each costs a trigger a row.
create table interchanges (
  id uuid primary key,
  direction text not null,                       -- in, out
  organization uuid not null,                    -- in: owner of the channel; out: the receiver
  channel uuid not null,
  name text not null default '',                 -- file name, where there is one
  payload bytea not null,
  from_offset bigint not null default 0,         -- where this interchange begins in its payload (a file may hold several)
  to_offset bigint,                              -- and ends; null: not known yet, or the end of the payload
  size_bytes bigint not null,
  status text not null,                          -- in: received, processed, duplicate, quarantined; out: sent once made
  standard text,
  mode text,
  sender uuid,
  receiver uuid,
  envelope jsonb,                                -- identifiers, date, delimiters as found
  control_number text,
  answer uuid,                                   -- in: the interchange that acknowledges it
  duplicate_of uuid,
  problems jsonb,
  progress int not null default 0,               -- documents already kept of a large interchange
  document_count int,
  cause uuid,
  at timestamptz not null default now()
) with (fillfactor = 80);
create index interchanges_list on interchanges (organization, id);

create table documents (
  id uuid primary key,
  interchange uuid not null,
  position int not null,                         -- within the interchange, from 0
  sender uuid,
  receiver uuid,
  agreement uuid,
  mode text not null,
  standard text not null,
  type text not null,
  version text not null,
  control_number text not null,                  -- ST02
  group_number text not null,                    -- GS06
  business_key text,                             -- the first of document_keys, for lists
  from_offset bigint not null,
  to_offset bigint not null,
  status text not null,                          -- received recognised invalid suspended held released completed quarantined declined
  problems jsonb,
  outgoing uuid,                                 -- the interchange it left in
  changed_at timestamptz not null default now()
) with (fillfactor = 80);
create unique index documents_interchange on documents (interchange, position);
create index documents_outgoing on documents (outgoing, position) where outgoing is not null;

-- Narrow tables that outlive documents.
create table document_keys (
  kind text not null,                            -- purchase-order, …
  value text not null,                           -- normalised
  issuer uuid not null,
  counterpart uuid not null,
  document uuid not null,
  at timestamptz not null default now()
);
create index document_keys_value on document_keys (value, kind, issuer);
create index document_keys_document on document_keys (document);

create table document_sides (
  organization uuid not null,
  at timestamptz not null default now(),
  document uuid not null,
  primary key (organization, at, document)
);

create table source_identities (
  kind text not null,                            -- x12-interchange, api, …
  scope text not null,                           -- the pair and environment, or the channel, in which the value is unique
  value text not null,
  subject uuid not null,
  payload bytea not null,
  at timestamptz not null default now(),
  primary key (kind, scope, value)
);

-- The next free control number per pair and environment; ranges are reserved, so a crash leaves an explained gap.
create table control_numbers (
  sender uuid not null,
  receiver uuid not null,
  mode text not null,
  next bigint not null default 1,
  primary key (sender, receiver, mode)
) with (fillfactor = 50);
create table control_number_reservations (
  sender uuid not null,
  receiver uuid not null,
  mode text not null,
  first bigint not null,
  last bigint not null,
  worker int not null,
  at timestamptz not null default now(),
  primary key (sender, receiver, mode, first)
);

create table deliveries (
  id uuid primary key,
  interchange uuid not null,                     -- the outgoing one
  sender uuid not null,
  receiver uuid not null,
  channel uuid not null,
  mode text not null,
  purpose text not null,                         -- documents, acknowledgement
  name text not null,                            -- file name or key at the receiver: the same on every attempt
  control_number bigint,
  outbox boolean not null default false,         -- the receiver fetches it from its SFTP home
  status text not null,                          -- waiting, sent, collected, failed
  awaits text,                                   -- the technical receipt asked for: 997, or null
  attempt int not null default 0,
  last_problem jsonb,
  sent_at timestamptz,
  collected_at timestamptz,
  removed_at timestamptz,                        -- gone from the outbox
  at timestamptz not null default now()
) with (fillfactor = 70);
create index deliveries_interchange on deliveries (interchange);
create index deliveries_awaiting on deliveries (sender, receiver, mode, control_number) where awaits is not null;
create unique index deliveries_outbox on deliveries (receiver, name) where outbox and removed_at is null;

create table receipts (
  id uuid primary key,
  delivery uuid not null,
  document uuid,                                 -- null: the whole interchange
  level text not null check (level in ('transport', 'technical', 'business')),
  state text not null check (state in ('awaited', 'positive', 'negative', 'overdue')),
  evidence uuid,                                 -- the interchange that said so
  problems jsonb,
  due_at timestamptz,
  at timestamptz not null default now()
);
create index receipts_delivery on receipts (delivery);

create table work_items (
  id uuid primary key,
  kind text not null check (kind in ('quarantine', 'failure', 'overdue', 'duplicate', 'outcome-unknown')),
  subject_kind text not null,
  subject uuid not null,
  organization uuid,
  problem jsonb not null,
  opened_at timestamptz not null default now(),
  closed_at timestamptz,
  closed_by text,
  close_reason text
);
create index work_items_open on work_items (opened_at) where closed_at is null;
create index work_items_subject on work_items (subject);

-- Files in a partner's inbox that are not (yet) an interchange: temporary names, waiting for their rename.
create table inbox_files (
  id uuid primary key,
  organization uuid not null,
  name text not null,
  payload bytea not null,
  size_bytes bigint not null,
  interchange uuid,                              -- set once received
  at timestamptz not null default now(),
  gone_at timestamptz
);
create unique index inbox_files_name on inbox_files (organization, name) where gone_at is null;
