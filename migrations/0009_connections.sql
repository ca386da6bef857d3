-- Connections to outside systems, and what was picked up there.
create table connections (
  id uuid primary key,
  organization uuid not null references organizations,
  name text not null,
  connector text not null,
  settings jsonb not null default '{}',          -- without credentials: those are in secrets, as connection:<id>
  credentials text[] not null default '{}',      -- the names of the fields that are sealed
  halted jsonb,                                  -- an alarm: nothing is said to the other side until a person has acted
  version int not null default 1,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  unique (organization, name)
);

-- What tests of a connection found, layer by layer.
create table connection_checks (
  id uuid primary key,
  connection uuid not null references connections,
  version int not null,                          -- of the connection, as tested
  holds boolean not null,
  probes jsonb not null,
  actor text not null,
  at timestamptz not null default now()
);
create index connection_checks_connection on connection_checks (connection, at desc);

alter table channels add column connection uuid references connections;
alter table channels drop constraint channels_kind_check;
alter table channels add constraint channels_kind_check check (kind in ('sftp-home', 'api', 'https', 'sftp', 's3'));
alter table channels add constraint channels_connection_check check ((connection is not null) = (kind in ('sftp', 's3')));

-- How the looks of a channel that picks up go.
create table pickup_channels (
  channel uuid primary key references channels,
  looked_at timestamptz,                         -- the last look that went through
  failures int not null default 0,               -- since then
  problem jsonb,                                 -- of the last look
  problem_at timestamptz
);

-- The ledger: one row for each version of an item that was ever seen at a source. No foreign keys: this is a hot table.
create table pickups (
  channel uuid not null,
  identity bytea not null,                       -- SHA-256 of key and version: keys may be longer than an index takes
  key text not null,
  version text not null,
  name text not null,
  size_bytes bigint not null,
  changed_at timestamptz,                        -- as the source says
  seen_at timestamptz not null default now(),    -- the first look that saw this version
  times int not null default 0,                  -- taken or refused so often: what was gone may come again; 0: waits
  decided_at timestamptz,
  interchange uuid,                              -- what it was taken as
  problem jsonb,                                 -- or why it was not
  settled_at timestamptz,                        -- the source knows what became of it
  remains boolean,                               -- settled, and lies there still
  primary key (channel, identity)
);
create index pickups_open on pickups (channel) where settled_at is null;
create index pickups_list on pickups (channel, seen_at);

alter table work_items drop constraint work_items_kind_check;
alter table work_items add constraint work_items_kind_check
  check (kind in ('quarantine', 'failure', 'overdue', 'duplicate', 'outcome-unknown', 'alarm'));
