-- Who made a key: whoever did is the person behind it, where two people are needed. Null: not known, or the grid itself.
alter table api_keys add column made_by text;
update api_keys k set made_by = e.actor from events e where e.subject_kind = 'api-key' and e.subject = k.id and e.type = 'api-key.created';

-- Classes of things that two people change: one proposes, another approves.
create table four_eyes (
  id uuid primary key,
  class text not null unique,
  required boolean not null,
  version int not null default 1,
  changed_at timestamptz not null default now()
);

-- What somebody wants to change, until somebody else approves it.
create table proposals (
  id uuid primary key,
  class text not null,                           -- of things: agreements
  verb text not null,                            -- what is done once it is approved
  given jsonb not null,                          -- with what
  subject uuid,                                  -- null: made when it is approved
  version int,                                   -- of the subject, when it was proposed
  before jsonb,
  after jsonb not null,
  actor text not null,
  reason text,
  status text not null check (status in ('open', 'approved', 'declined', 'withdrawn', 'stale')),
  created_at timestamptz not null default now(),
  settled_by text,
  settled_at timestamptz,
  answer text,                                   -- why
  check ((status = 'open') = (settled_at is null))
);
create index proposals_open on proposals (subject) where status = 'open';
