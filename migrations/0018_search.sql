-- Search: one box over what somebody may see, texts of documents, and searches that are kept.

-- Whether somebody may see a document is asked by the document; lists go by its id, which begins with the time it arrived.
delete from document_sides a using document_sides b
  where a.organization = b.organization and a.document = b.document and (a.at, a.ctid) > (b.at, b.ctid);
alter table document_sides drop constraint document_sides_pkey;
alter table document_sides add primary key (organization, document);

create index document_files_name on document_files using gin (to_tsvector('simple', translate(name, '._-/', '    ')));

-- The words of a document, filled when the grid has time (modules/search). A word's weight is the class of what it stands in: A bank,
-- B price, C person, D anything else. Of an opaque one nobody can say: it is found by those who may see all of them.
create table document_texts (
  document uuid primary key,
  words tsvector not null,
  opaque boolean not null
);
create index document_texts_words on document_texts using gin (words);
select entrepot_rows_of_partners('document_texts',
  'exists (select from document_sides v where v.document = document_texts.document and v.organization = (select entrepot_asker()))');

create function entrepot_begins(wanted text) returns text language sql immutable as $$
  select regexp_replace(wanted, '([\\%_])', '\\\1', 'g') || '%'
$$;

-- The functions below look as the owner, since under a policy `like` and `@@` use no index, and give only what is of who asks;
-- without a setting they are of the grid and give all. Plans are made for the values, which is what says if they are frequent.

-- How many documents have a key that begins so, of all partners and at most so many: whether it says little or much.
create function entrepot_keys_beginning(wanted text, at_most int) returns int
  language plpgsql stable security definer set search_path from current as $$
declare found int;
begin
  execute 'select count(*) from (select from document_keys where value like $1 limit $2) k' into found using entrepot_begins(wanted), at_most;
  return found;
end $$;

create or replace function entrepot_documents_called(wanted text, prefix boolean) returns setof uuid
  language plpgsql stable security definer set search_path from current as $$
begin
  return query execute format('select k.document from document_keys k where k.value %s $1 and ($2 is null
      or exists (select from document_sides v where v.document = k.document and v.organization = $2))', case when prefix then 'like' else '=' end)
    using case when prefix then entrepot_begins(wanted) else wanted end, entrepot_asker();
end $$;

-- The first of them in the order of keys. Where neither the keys nor the documents of who asks are few, among the first and the newest.
create function entrepot_first_called(wanted text, at_most int) returns setof uuid
  language plpgsql stable security definer set search_path from current as $$
begin
  if entrepot_asker() is null then
    return query execute 'select document from document_keys where value like $1 order by value, document desc limit $2'
      using entrepot_begins(wanted), at_most;
    return;
  end if;
  return query execute 'with first as materialized (select k.document, k.value from document_keys k where k.value like $1 order by k.value limit 2000),
      newest as materialized (select v.document from document_sides v where v.organization = $2 and (select count(*) from first) = 2000 order by v.document desc limit 2000)
    select f.document from (select * from first f where exists (select from document_sides v where v.document = f.document and v.organization = $2)
      union select k.document, k.value from newest n join document_keys k on k.document = n.document where k.value like $1) f order by f.value, f.document desc limit $3'
    using entrepot_begins(wanted), entrepot_asker(), at_most;
end $$;

-- The newest documents that have these words.
create function entrepot_documents_saying(wanted tsquery, opaque boolean, before uuid, at_most int) returns setof uuid
  language plpgsql stable security definer set search_path from current as $$
begin
  return query execute format('select t.document from document_texts t %s where t.words @@ $1 and ($2 or not t.opaque) %s order by t.document desc limit $4',
      case when entrepot_asker() is null then '' else 'join document_sides v on v.document = t.document and v.organization = $5' end,
      case when before is null then '' else 'and t.document < $3' end)
    using wanted, opaque, before, at_most, entrepot_asker();
end $$;

-- Current files whose name has these words, beside documents of who asks.
create function entrepot_files_called(wanted tsquery, at_most int) returns table (id uuid, document uuid, name text, relation text, at timestamptz)
  language plpgsql stable security definer set search_path from current as $$
begin
  return query execute 'select f.id, f.document, f.name, f.relation, f.at from document_files f
      where to_tsvector(''simple'', translate(f.name, ''._-/'', ''    '')) @@ $1 and f.superseded_by is null
        and ($2 is null or exists (select from document_sides v where v.document = f.document and v.organization = $2)) order by f.id desc limit $3'
    using wanted, entrepot_asker(), at_most;
end $$;

-- Searches that somebody keeps, as they stand in the address of a page.
create table saved_searches (
  id uuid primary key,
  organization uuid,                             -- within which it is shared; null: the grid's own people
  owner text not null,                           -- an actor
  name text not null,
  page text not null,
  filter text not null,
  shared boolean not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  unique (owner, page, name)
);
create index saved_searches_organization on saved_searches (organization, name);
select entrepot_rows_of_partners('saved_searches', 'organization = (select entrepot_asker())');

-- The classes of sensitive fields that a role does not see, where the host says otherwise than the role comes.
create table sensitive_rules (
  role text primary key,
  hidden text[] not null
);
alter table api_keys add column hides text[] not null default '{}';  -- from who made it

-- Who may see a document may see the files beside it, whoever gave them.
alter policy partner on document_files using (
  exists (select from document_sides v where v.document = document_files.document and v.organization = (select entrepot_asker())));

-- The number of the last event, which is nobody's; of the moment of the statement that asks.
create function entrepot_last_event() returns bigint language sql stable security definer set search_path from current as $$
  select n from event_head
$$;

-- What was sent before in place of these interchanges or of what this document is in: ids only, their events are asked for as who asks.
create function entrepot_parents_of(of uuid, children uuid[]) returns setof uuid language sql stable security definer set search_path from current as $$
  select parent from resends where document = of union select parent from resends where child = any(children)
$$;

-- Documents that came to need somebody, with what they were last: hardly any, so a list of them need not walk over all. A row stays when
-- its document goes on, and says nothing then. No index on the status itself: each completed document would be written to every index again.
create table document_troubles (
  document uuid primary key,
  status text not null
);
create index document_troubles_status on document_troubles (status, document);
select entrepot_rows_of_partners('document_troubles',
  'exists (select from document_sides v where v.document = document_troubles.document and v.organization = (select entrepot_asker()))');
insert into document_troubles select id, status from documents where status in ('invalid', 'suspended', 'held', 'unapproved', 'quarantined', 'declined');

create function entrepot_note_trouble() returns trigger language plpgsql set search_path from current as $$
begin
  insert into document_troubles values (new.id, new.status) on conflict (document) do update set status = excluded.status;
  return null;
end $$;
create trigger documents_trouble after insert or update of status on documents for each row
  when (new.status in ('invalid', 'suspended', 'held', 'unapproved', 'quarantined', 'declined')) execute function entrepot_note_trouble();
