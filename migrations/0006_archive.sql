-- What is archived when it is completed, and what was.
create table archive_rules (
  id uuid primary key,
  name text not null unique,
  after_seq bigint not null,                      -- what was completed behind this event
  parties uuid[] not null default '{}',           -- sender or receiver is one of them; empty: any
  types text[] not null default '{}',             -- 850; empty: all
  mode text check (mode in ('test', 'production')),
  path text not null,                             -- {yyyy}/{mm}/{partner}/{type}/{number}-{hash}
  version int not null default 1,
  created_at timestamptz not null default now(),
  ended_at timestamptz
);

create table archived (
  rule uuid not null references archive_rules,
  interchange uuid not null,                      -- the outgoing one
  path text not null,
  files jsonb not null,                           -- [{name, sha256, sizeBytes}]
  at timestamptz not null default now(),
  primary key (rule, interchange)
);
create index archived_interchange on archived (interchange);
