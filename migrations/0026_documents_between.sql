-- Documents of one partner, or between two, the newest first, without walking over those of all others. With what lists are narrowed
-- to besides and never changes, so that those that do not fit are passed over in the index.
create index documents_between on documents (sender, receiver, id) include (type, mode);

-- The functions below look as the owner, as those of migrations 0018 and 0021: under a policy the planner hashes all that the asker may
-- see. They give only what is of who asks. What lists are narrowed to besides comes as type, mode and status.

create function entrepot_narrowed(narrowed jsonb) returns text language sql immutable as $$
  select concat_ws(' and ', 'true', case when narrowed ? 'type' then 'd.type = $1->>''type''' end, case when narrowed ? 'mode' then 'd.mode = $1->>''mode''' end,
    -- What never came to need somebody has no such status.
    case when narrowed->>'status' in ('invalid', 'suspended', 'held', 'unapproved', 'quarantined', 'declined')
      then '(select true from document_troubles t where t.document = d.id and t.status = $1->>''status'')' end,
    case when narrowed ? 'status' then 'd.status = $1->>''status''' end, '($2 is null or d.id >= $2) and ($3 is null or d.id < $3)')
$$;

-- Documents between who asks and this partner; for the grid those of the partner: of one that has many what fits is met on the way.
create function entrepot_documents_between(partner uuid, narrowed jsonb, first uuid, last uuid, newest boolean, at_most int) returns setof uuid
  language plpgsql stable security definer set search_path from current as $$
declare
  asker uuid := entrepot_asker();
  direction text := case when newest then 'desc' else '' end;
  found text;
begin
  if asker is not null then
    found := 'select * from documents where sender = $6 and receiver = $5 union all select * from documents r where sender = $5 and receiver = $6
      and (select true from document_sides v where v.document = r.id and v.organization = $6)';
  elsif (select count(*) from (select from document_sides where organization = partner limit 20000) s) < 20000 then
    found := 'select * from documents where sender = $5 union all select r.* from organizations o join documents r on r.sender = o.id and r.receiver = $5
      where o.id <> $5 union all select * from documents where sender is null and receiver = $5';
  elsif narrowed->>'status' in ('invalid', 'suspended', 'held', 'unapproved', 'quarantined', 'declined') then
    found := 'select d.* from document_troubles n join documents d on d.id = n.document where n.status = $1->>''status'' and $5 in (d.sender, d.receiver)';
  else
    found := 'select * from documents where $5 in (sender, receiver)';
  end if;
  return query execute format('select d.id from (%s) d where %s order by d.id %s limit $4', found, entrepot_narrowed(narrowed), direction)
    using narrowed, first, last, at_most, partner, asker;
end $$;

-- Documents of who asks that need somebody, in their order.
create function entrepot_documents_needing(narrowed jsonb, first uuid, last uuid, newest boolean, at_most int) returns setof uuid
  language plpgsql stable security definer set search_path from current as $$
begin
  return query execute format('select n.document from document_troubles n join documents d on d.id = n.document
      where n.status = $1->>''status'' and %s and ($5 is null or (select true from document_sides v where v.document = n.document and v.organization = $5))
      order by n.document %s limit $4', replace(entrepot_narrowed(narrowed - 'status'), 'd.id', 'n.document') || ' and d.status = n.status',
      case when newest then 'desc' else '' end)
    using narrowed, first, last, at_most, entrepot_asker();
end $$;

-- The newest documents that have these words. Frequent ones are met among the newest of who asks; where too few are, among sixteen times as
-- many, and then among all. By the index of words but for those whose newest lie scattered among all: theirs are looked at one by one.
create or replace function entrepot_documents_saying(wanted tsquery, opaque boolean, before uuid, at_most int) returns setof uuid
  language plpgsql stable security definer set search_path from current as $$
declare
  asker uuid := entrepot_asker();
  found uuid[];
  oldest uuid;
  seen int := 3000;
  -- Row by row: a join would hash all that the asker may see.
  mine text := case when asker is null then 'true' else '(select true from document_sides v where v.document = t.document and v.organization = $5)' end;
  earlier text := case when before is null then 'true' else 't.document < $3' end;
begin
  loop
    oldest := null;
    if seen < 50000 then
      execute format('select document from %s and ($1 is null or document < $1) order by document desc offset $3 limit 1',
          case when asker is null then 'document_texts where true' else 'document_sides where organization = $2' end)
        into oldest using before, asker, seen - 1;
    end if;
    if seen = 3000 and asker is not null and (oldest is null
        or (select count(*) from (select from document_texts where document >= oldest and (before is null or document < before) limit 12000) t) = 12000) then
      execute format('select array_agg(document) from (select t.document from (select t.document from document_sides t where t.organization = $5 and %s
            order by t.document desc limit 3000) t
          where (select s.words @@ $1 and ($2 or not s.opaque) from document_texts s where s.document = t.document) limit $4) f', earlier)
        into found using wanted, opaque, before, at_most, asker;
      if oldest is not null and coalesce(cardinality(found), 0) < at_most then
        seen := 50000;
        continue;
      end if;
      oldest := null;
    else
      execute format('with said as %s materialized (select t.document from document_texts t where t.words @@ $1 and ($2 or not t.opaque) and %s and %s)
          select array_agg(document) from (select t.document from said t where %s order by t.document desc limit $4) f',
          case when seen = 3000 and oldest is not null then 'not' else '' end, case when oldest is null then 'true' else 't.document >= $6' end, earlier, mine)
        into found using wanted, opaque, before, at_most, asker, oldest;
    end if;
    if oldest is null or cardinality(found) >= at_most then
      return query select unnest(found);
      return;
    end if;
    seen := seen * 16;
  end loop;
end $$;

-- The newest documents with a key that begins so: among the newest of who asks, then among the newest that are called so, then among all.
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
  execute 'with c as materialized (select document from (select k.document from document_keys k where k.value like $1 and ($2 is null or k.document < $2) offset 0) k
        order by document desc limit 2000)
      select (select array_agg(document) from (select distinct on (c.document) c.document from c
        where $4 is null or (select true from document_sides v where v.document = c.document and v.organization = $4) order by c.document desc limit $3) f), (select count(*) from c)'
    into found, seen using entrepot_begins(wanted), before, at_most, entrepot_asker();
  if cardinality(found) >= at_most or seen < 2000 then
    return query select unnest(found);
    return;
  end if;
  return query execute 'with called as materialized (select k.document from document_keys k where k.value like $1 and ($2 is null or k.document < $2))
      select distinct on (c.document) c.document from (select document from called order by document desc offset 0) c
      where $4 is null or exists (select from document_sides v where v.document = c.document and v.organization = $4) order by c.document desc limit $3'
    using entrepot_begins(wanted), before, at_most, entrepot_asker();
end $$;
