-- The second guard of partner-facing rows: a role that reads for a partner and sees its rows only. Who asks is a setting of
-- the transaction (platform/rows-of.ts); without it there are no rows. The grid itself works on as the owner.

do $$ begin
  begin
    if not exists (select from pg_roles where rolname = 'entrepot_partner') then
      create role entrepot_partner nologin;
    end if;
  exception when duplicate_object or unique_violation then
    null; -- roles belong to the server: another grid on it made this one at the same moment
  end;
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant entrepot_partner to %I', current_user);
  end if;
exception when insufficient_privilege then
  if not exists (select from pg_roles where rolname = 'entrepot_partner') or not pg_has_role(current_user, 'entrepot_partner', 'member') then
    raise exception 'The grid reads for partners as the role entrepot_partner, which % may not make. Enter once, as an administrator of the server: create role entrepot_partner nologin; grant entrepot_partner to %;',
      current_user, quote_ident(current_user);
  end if;
end $$;

do $$ begin execute format('grant usage on schema %I to entrepot_partner', current_schema()); end $$;

create function entrepot_asker() returns uuid language sql stable as $$
  select nullif(current_setting('entrepot.organization', true), '')::uuid
$$;

-- A table that partners read, and which of its rows are theirs. Forced: also the owner reads by a policy, one that lets all pass.
create function entrepot_rows_of_partners(in_table regclass, theirs text) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', in_table);
  execute format('alter table %s force row level security', in_table);
  execute format('create policy grid on %s to %I using (true) with check (true)', in_table, current_user);
  execute format('create policy partner on %s for select to entrepot_partner using (%s)', in_table, theirs);
  execute format('grant select on %s to entrepot_partner', in_table);
end $$;

-- What names its organization.
select entrepot_rows_of_partners(name::regclass, 'organization = (select entrepot_asker())')
  from unnest(array['api_keys', 'webhooks', 'members', 'invitations', 'units', 'identifiers', 'channels', 'connections', 'sftp_credentials',
    'inbox_files', 'agreement_defaults', 'interchanges', 'document_sides', 'document_files', 'payload_uses', 'work_items']) as name;
select entrepot_rows_of_partners('organizations', 'id = (select entrepot_asker())');
select entrepot_rows_of_partners('events', '(select entrepot_asker()) = any(organizations)');

-- What has two sides.
select entrepot_rows_of_partners(name::regclass, '(select entrepot_asker()) in (sender, receiver)') from unnest(array['agreements', 'deliveries']) as name;
select entrepot_rows_of_partners('speaks_for', '(select entrepot_asker()) in (speaker, organization)');

-- What belongs to such a row; the rule of that one holds within.
select entrepot_rows_of_partners('documents',
  'exists (select from document_sides v where v.document = documents.id and v.organization = (select entrepot_asker()))');
select entrepot_rows_of_partners('document_keys',
  'exists (select from document_sides v where v.document = document_keys.document and v.organization = (select entrepot_asker()))');
select entrepot_rows_of_partners('receipts', 'exists (select from deliveries v where v.id = receipts.delivery)');
select entrepot_rows_of_partners('webhook_messages', 'exists (select from webhooks w where w.id = webhook_messages.webhook)');
select entrepot_rows_of_partners('connection_checks', 'exists (select from connections c where c.id = connection_checks.connection)');
select entrepot_rows_of_partners('pickup_channels', 'exists (select from channels c where c.id = pickup_channels.channel)');
select entrepot_rows_of_partners('pickups', 'exists (select from channels c where c.id = pickups.channel)');
select entrepot_rows_of_partners('invitation_uses', 'exists (select from invitations i where i.id = invitation_uses.invitation)');
select entrepot_rows_of_partners(name::regclass,
    format('exists (select from organizations o where o.%1$s = %2$s.id) or exists (select from units u where u.%1$s = %2$s.id)', part, name))
  from (values ('regions', 'region'), ('calendars', 'calendar')) as shared (name, part);

-- What the other side of a row is called, for who has that row.
create function entrepot_slug(of uuid) returns text language sql stable security definer set search_path from current as $$
  select slug from organizations where id = of
$$;

-- The documents of who asks with this business key, or one that begins so. Under a policy `like` could use no index.
create function entrepot_documents_called(wanted text, prefix boolean) returns setof uuid
  language sql stable security definer set search_path from current as $$
  select k.document from document_keys k
    where (case when prefix then k.value like regexp_replace(wanted, '([\\%_])', '\\\1', 'g') || '%' else k.value = wanted end)
      and exists (select from document_sides v where v.document = k.document and v.organization = (select entrepot_asker()))
$$;
