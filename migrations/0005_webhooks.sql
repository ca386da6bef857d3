-- Addresses that are told of events, and what they were told.
create table webhooks (
  id uuid primary key,
  organization uuid references organizations,     -- null: the grid itself, told of everything
  name text not null,
  url text not null,
  after_seq bigint not null,                      -- told of events behind this one
  types text[] not null,                          -- document.released, document.*, *
  paused_at timestamptz,
  pause_reason text,
  former_secret_until timestamptz,                -- after a change of secret both sign until then
  version int not null default 1,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  unique nulls not distinct (organization, name)
);

create table webhook_messages (
  id uuid primary key,
  webhook uuid not null references webhooks,
  seq bigint not null,                            -- the event
  status text not null check (status in ('waiting', 'sent', 'failed')),
  attempt int not null default 0,
  problem jsonb,
  at timestamptz not null default now(),
  sent_at timestamptz,
  unique (webhook, seq)
) with (fillfactor = 80);
create index webhook_messages_list on webhook_messages (webhook, id);
