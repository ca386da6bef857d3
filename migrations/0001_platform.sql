-- The one mechanism (jobs, lanes, events, readers), payloads and access. No business words.

-- Raised by a statement of a grouped commit that did not find what it was told to find; rolls the group back.
create function entrepot_expect(actual bigint, wanted bigint, what text) returns void language plpgsql as $$
begin
  if actual <> wanted then
    raise exception 'entrepot: % (% of % rows)', what, actual, wanted using errcode = 'EN001';
  end if;
end $$;

create table jobs (
  id bigint generated always as identity primary key,
  kind text not null,
  subject uuid not null,
  lane text,
  due_at timestamptz not null default now(),
  attempt int not null default 0,
  worker int,
  cause uuid,
  depth smallint not null default 0
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
create index jobs_free on jobs (due_at, id) where lane is null and worker is null;
create index jobs_lane on jobs (lane, id) where lane is not null;
create index jobs_held on jobs (worker) where worker is not null;
create index jobs_subject on jobs (subject) where due_at = 'infinity';

create table lanes (
  name text primary key,
  due_at timestamptz not null,
  added bigint not null default 0,
  worker int
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);
create index lanes_free on lanes (due_at) where worker is null;

-- One row: its n is the number of the last event. Taken as the last lock of a transaction, so number order is commit order.
create table event_head (n bigint not null) with (fillfactor = 10);
insert into event_head values (0);

create table events (
  seq bigint primary key,
  at timestamptz not null default now(),
  type text not null,
  subject_kind text not null,
  subject uuid not null,
  -- the organizations concerned; a partner sees an event only when named here
  organizations uuid[] not null default '{}',
  actor text not null,
  cause uuid,
  depth smallint not null default 0,
  data jsonb not null default '{}'
);
create index events_subject on events (subject, seq);

-- A reader of events: everything up to and including `cursor` has been read.
create table readers (
  name text primary key,
  cursor bigint not null
);

create table payloads (
  hash bytea primary key,                       -- SHA-256 of the plain bytes
  size_bytes bigint not null,
  place text not null check (place in ('row', 'disk', 's3')),
  content bytea,                                -- header + bytes, when place is 'row'
  created_at timestamptz not null default now(),
  check ((place = 'row') = (content is not null))
) with (toast_tuple_target = 8160);
alter table payloads alter column content set storage external;   -- never compressed by the database: measured, pglz costs more than it saves

-- A payload is reached only through a use: one hash may belong to several organizations, retentions and holds.
create table payload_uses (
  payload bytea not null,
  organization uuid not null,
  subject uuid not null,                        -- the interchange, file or material that uses it
  purpose text not null,
  created_at timestamptz not null default now(),
  primary key (payload, organization, subject)
);

create table secrets (
  id uuid primary key,
  name text not null unique,
  sealed bytea not null,                        -- header (format, key id) + nonce + AES-256-GCM text + tag
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);

create table api_keys (
  id uuid primary key,
  organization uuid,                            -- null: the grid itself
  name text not null,
  hash bytea not null unique,                   -- SHA-256 of the key
  scopes text[] not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz
);

-- The stored answer of a request sent with an Idempotency-Key.
create table idempotent_requests (
  actor text not null,
  key text not null,
  fingerprint bytea not null,                   -- SHA-256 of method, path and body
  status int,
  headers jsonb,
  body text,
  created_at timestamptz not null default now(),
  primary key (actor, key)
);
