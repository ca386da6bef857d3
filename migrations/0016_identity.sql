-- People: who they are (schema auth, as better-auth 1.7 wants its tables), members, invitations, mails, the audit.

create schema auth;

create table auth."user" (
  "id" uuid primary key default gen_random_uuid(),
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "twoFactorEnabled" boolean
);

create table auth."session" (
  "id" uuid primary key default gen_random_uuid(),
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" uuid not null references auth."user" on delete cascade
);
create index "session_userId_idx" on auth."session" ("userId");

create table auth."account" (
  "id" uuid primary key default gen_random_uuid(),
  "accountId" text not null,
  "providerId" text not null,
  "userId" uuid not null references auth."user" on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null
);
create index "account_userId_idx" on auth."account" ("userId");

create table auth."verification" (
  "id" uuid primary key default gen_random_uuid(),
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index "verification_identifier_idx" on auth."verification" ("identifier");

create table auth."twoFactor" (
  "id" uuid primary key default gen_random_uuid(),
  "secret" text not null,
  "backupCodes" text not null,
  "userId" uuid not null references auth."user" on delete cascade,
  "verified" boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);
create index "twoFactor_secret_idx" on auth."twoFactor" ("secret");
create index "twoFactor_userId_idx" on auth."twoFactor" ("userId");

create table auth."passkey" (
  "id" uuid primary key default gen_random_uuid(),
  "name" text,
  "publicKey" text not null,
  "userId" uuid not null references auth."user" on delete cascade,
  "credentialID" text not null,
  "counter" integer not null,
  "deviceType" text not null,
  "backedUp" boolean not null,
  "transports" text,
  "createdAt" timestamptz,
  "aaguid" text
);
create index "passkey_userId_idx" on auth."passkey" ("userId");
create index "passkey_credentialID_idx" on auth."passkey" ("credentialID");

create table auth."ssoProvider" (
  "id" uuid primary key default gen_random_uuid(),
  "issuer" text not null,
  "oidcConfig" text,
  "samlConfig" text,
  "userId" uuid not null references auth."user" on delete cascade,
  "providerId" text not null unique,
  "organizationId" text,
  "domain" text not null
);

-- A session that ends is forgotten by every node, whoever ended it.
create function auth.session_ended() returns trigger language plpgsql as $$
begin
  perform pg_notify('access', '');
  return null;
end $$;
create trigger session_ended after delete on auth."session" for each statement execute function auth.session_ended();

create table members (
  id uuid primary key,
  organization uuid references organizations,    -- null: the grid itself, whoever is its host
  "user" uuid not null references auth."user",
  role text not null check (role in ('admin', 'engineer', 'operator', 'agent', 'approver', 'auditor', 'partner-admin', 'partner-member', 'guest')),
  locale text not null default 'en',
  time_zone text not null default 'UTC',
  ends_at timestamptz,                           -- of guests: until then
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  check ((organization is null) = (role in ('admin', 'engineer', 'operator', 'agent', 'approver', 'auditor')) or role = 'guest')
);
-- A person is in one organization at a time: a session needs no choice of which.
create unique index members_current on members ("user") where ended_at is null;
create index members_organization on members (organization, id);

create table mails (
  id uuid primary key,
  template text not null,
  locale text not null,
  recipient text not null,
  parameters jsonb not null,
  sealed bytea,                                  -- the link in it, until it is sent
  status text not null check (status in ('waiting', 'sent', 'failed')),
  attempt int not null default 0,
  problem jsonb,
  created_at timestamptz not null default now(),
  sent_at timestamptz
);

create table invitations (
  id uuid primary key,
  kind text not null check (kind in ('personal', 'code', 'link')),   -- link: made on the machine itself
  organization uuid references organizations,    -- null: the grid itself
  role text not null,
  email text,
  email_domain text,
  locale text not null default 'en',
  hash bytea not null unique,                    -- SHA-256 of the code
  uses_max int not null default 1,
  uses int not null default 0,
  member_ends_at timestamptz,                    -- of guests
  mail uuid references mails,
  actor text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  opened_at timestamptz,
  revoked_at timestamptz,
  check ((kind = 'personal') <= (email is not null))
);
create index invitations_list on invitations (organization, id);

create table invitation_uses (
  invitation uuid not null references invitations,
  member uuid not null references members,
  at timestamptz not null default now(),
  primary key (invitation, member)
);

-- What people did. Not of programs and the grid itself: the hot path writes nothing here.
create index events_members on events (actor, seq) where actor like 'member:%';
