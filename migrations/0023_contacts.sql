-- Persons at partners, keys that end, and rules of the archive that pause.

-- Nothing of a person is kept that is no longer needed: an ended contact is a row less, and events do not repeat what stood in it.
create table contacts (
  id uuid primary key,
  organization uuid not null references organizations,
  name text not null,
  purposes text[] not null default '{}',          -- what for, in free words: orders, invoices
  email text,
  phone text,
  note text not null default '',
  language text,                                  -- null: that of the organization
  version int not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  unique (organization, name)
);
select entrepot_rows_of_partners('contacts', 'organization = (select entrepot_asker())');

alter table sftp_credentials
  add expires_at timestamptz,                     -- null: without end
  add last_used_at timestamptz,                   -- to the minute
  add refused_at timestamptz;                     -- when it last was told that it has expired, to the day

alter table archive_rules add paused_at timestamptz;
