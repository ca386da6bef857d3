-- What holds where an agreement says nothing: of the grid, and of an organization as sender or as receiver. Routing rules too.
create table agreement_defaults (
  id uuid primary key,
  organization uuid references organizations,    -- null: the grid's
  scope text not null check (scope in ('grid', 'routing', 'sending', 'receiving')),
  mode text not null check (mode in ('test', 'production')),
  content jsonb not null,                        -- only what is said; routing: a list of rules
  version int not null default 1,
  changed_at timestamptz not null default now(),
  unique nulls not distinct (organization, scope, mode),
  check ((scope in ('grid', 'routing')) = (organization is null))
);

-- Every version of an agreement and of defaults, by the id of either. Never changed.
create table agreement_versions (
  subject uuid not null,
  version int not null,
  content jsonb not null,
  actor text not null,
  at timestamptz not null default now(),
  primary key (subject, version)
);
insert into agreement_versions (subject, version, content, actor, at)
  select id, version, jsonb_build_object('channel', channel, 'settings', settings,
    'from', nullif(valid_from, '-infinity'), 'until', nullif(valid_until, 'infinity')), 'migration', created_at from agreements;

-- The version of the agreement that a document was decided by.
alter table documents add column agreement_version int;

-- What a person decided on a document that was held or set aside.
create table document_decisions (
  document uuid primary key,
  decision text not null check (decision in ('release', 'decline')),
  reason text not null,
  actor text not null,
  at timestamptz not null default now()
);

-- Who may send envelopes of another: a network or a carrier for its customers. Stated, dated, test and production apart.
create table speaks_for (
  id uuid primary key,
  speaker uuid not null references organizations,      -- by whose channels they come
  organization uuid not null references organizations, -- whose envelopes they are
  mode text not null check (mode in ('test', 'production')),
  valid_from timestamptz not null default '-infinity',
  valid_until timestamptz not null default 'infinity',
  check (speaker <> organization),
  exclude using gist (speaker with =, organization with =, mode with =, tstzrange(valid_from, valid_until) with &&)
);

-- Organizations made from an envelope that named nobody known: inactive until a person confirms.
create table organization_proposals (
  organization uuid primary key references organizations,
  interchange uuid not null,                     -- whose envelope named it
  proposed_by text not null,
  at timestamptz not null default now(),
  confirmed_by text,
  confirmed_at timestamptz
);

-- An interchange that was set aside and is decided anew under another id, once.
create table reprocessings (
  interchange uuid primary key,                  -- the new one, with the same bytes
  original uuid not null unique,
  actor text not null,
  at timestamptz not null default now()
);

-- Files that come in two: the document itself, and the side file that says what it is.
create table opaque_files (
  interchange uuid primary key,
  channel uuid not null,
  base text not null,                            -- the name of the document
  side boolean not null,                         -- this is the one that says what the other is
  at timestamptz not null default now()
);
create index opaque_files_base on opaque_files (channel, base);
