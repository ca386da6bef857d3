-- Searches among a million documents: what many have is met among the newest, what few have is found by an index.

-- With the document, so that those whose key begins somehow are found in the index alone.
drop index document_keys_value;
create index document_keys_value on document_keys (value, kind, issuer, document);

-- The first of them in the order of keys. Where neither the keys nor the documents of who asks are few, among the first and the newest.
create or replace function entrepot_first_called(wanted text, at_most int) returns setof uuid
  language plpgsql stable security definer set search_path from current as $$
begin
  if entrepot_asker() is null then
    return query execute 'select document from document_keys where value like $1 order by value, document desc limit $2'
      using entrepot_begins(wanted), at_most;
    return;
  end if;
  return query execute 'with first as materialized (select k.document, k.value from document_keys k where k.value like $1 order by k.value limit 500),
      newest as materialized (select v.document from document_sides v where v.organization = $2 and (select count(*) from first) = 500 order by v.document desc limit 500)
    select f.document from (select * from first f where exists (select from document_sides v where v.document = f.document and v.organization = $2)
      union select k.document, k.value from newest n join document_keys k on k.document = n.document where k.value like $1) f order by f.value, f.document desc limit $3'
    using entrepot_begins(wanted), entrepot_asker(), at_most;
end $$;

-- The newest documents that have these words: what many have is met among the newest, what few have is found by the index.
create or replace function entrepot_documents_saying(wanted tsquery, opaque boolean, before uuid, at_most int) returns setof uuid
  language plpgsql stable security definer set search_path from current as $$
declare
  found uuid[];
  seen int;
  earlier text := case when before is null then 'true' else 'document < $3' end;
begin
  execute format('with n as materialized (%s where %s order by document desc limit 3000)
      select (select array_agg(document) from (select t.document from n join document_texts t using (document) where t.words @@ $1 and ($2 or not t.opaque)
        order by t.document desc limit $4) f), (select count(*) from n)',
      case when entrepot_asker() is null then 'select document from document_texts' else 'select document from document_sides v' end,
      earlier || case when entrepot_asker() is null then '' else ' and v.organization = $5' end)
    into found, seen using wanted, opaque, before, at_most, entrepot_asker();
  if cardinality(found) >= at_most or seen < 3000 then
    return query select unnest(found);
    return;
  end if;
  return query execute format('with said as materialized (select t.document from document_texts t where t.words @@ $1 and ($2 or not t.opaque) and %s)
      select s.document from said s where $5 is null or exists (select from document_sides v where v.document = s.document and v.organization = $5)
      order by s.document desc limit $4', earlier)
    using wanted, opaque, before, at_most, entrepot_asker();
end $$;

-- The newest documents with a key that begins so, in the same two ways.
create or replace function entrepot_newest_called(wanted text, before uuid, at_most int) returns setof uuid
  language plpgsql stable security definer set search_path from current as $$
declare
  found uuid[];
  seen int;
begin
  execute format('with n as materialized (select %s from %s where %s order by 1 desc limit 3000)
      select (select array_agg(document) from (select n.document from n where exists (select from document_keys k where k.document = n.document and k.value like $1)
        order by 1 desc limit $3) f), (select count(*) from n)',
      case when entrepot_asker() is null then 'id as document' else 'v.document' end,
      case when entrepot_asker() is null then 'documents' else 'document_sides v' end,
      case when entrepot_asker() is null then '($2 is null or id < $2)' else 'v.organization = $4 and ($2 is null or v.document < $2)' end)
    into found, seen using entrepot_begins(wanted), before, at_most, entrepot_asker();
  if cardinality(found) >= at_most or seen < 3000 then
    return query select unnest(found);
    return;
  end if;
  return query execute 'with called as materialized (select k.document from document_keys k where k.value like $1 and ($2 is null or k.document < $2))
      select distinct on (c.document) c.document from (select document from called order by document desc offset 0) c
      where $4 is null or exists (select from document_sides v where v.document = c.document and v.organization = $4) order by c.document desc limit $3'
    using entrepot_begins(wanted), before, at_most, entrepot_asker();
end $$;

-- Documents of who asks that came to need somebody, and are still said to.
create or replace function entrepot_documents_troubled(as_status text) returns setof uuid
  language plpgsql stable security definer set search_path from current as $$
begin
  return query execute 'select t.document from document_troubles t where t.status = $1 and ($2 is null
      or exists (select from document_sides v where v.document = t.document and v.organization = $2))' using as_status, entrepot_asker();
end $$;
