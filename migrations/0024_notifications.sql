-- What people are told of in the console, and what they want to be told.

-- A row is for one person; what happens often within an hour is one row with a count.
create table notifications (
  id uuid primary key,
  member uuid not null references members,
  organization uuid references organizations,    -- that of the member; null: of the grid itself
  kind text not null,                            -- see modules/notifications/policy.ts
  document_type text,                            -- null: it is not known, or of nothing that has one
  partner uuid,                                  -- whom it is about, as this person may know it
  count int not null,
  subject_kind text not null,                    -- the last of them
  subject uuid not null,
  called text,                                   -- its business key, or its name
  first_at timestamptz not null,
  at timestamptz not null,                       -- of the last
  read_at timestamptz
) with (fillfactor = 80);
create index notifications_list on notifications (member, (read_at is null), at, id);
create index notifications_old on notifications (at);

-- What a person said otherwise than the role says. Null: whatever it is.
create table notification_rules (
  member uuid not null references members,
  organization uuid references organizations,    -- that of the member
  kind text,
  document_type text,
  partner uuid references organizations,
  told boolean not null,
  unique nulls not distinct (member, kind, document_type, partner)
);

select entrepot_rows_of_partners(name::regclass, 'organization = (select entrepot_asker())')
  from unnest(array['notifications', 'notification_rules']) as name;
