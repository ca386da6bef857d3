-- Lists narrowed by type, by mode or by a unit find their documents without walking over all others.

create index documents_of_kind on documents (type, mode, id);

-- The agreement says of which unit a document is.
drop index documents_between;
create index documents_between on documents (sender, receiver, id) include (type, mode, agreement);

-- As those of migration 0026 the functions below look as the owner and give only what is of who asks.

-- The types and modes that there are: a jump in the index for each.
create function entrepot_document_kinds() returns table (type text, mode text)
  language sql stable security definer set search_path from current as $$
  with recursive kinds as (
    (select d.type, d.mode from documents d order by d.type, d.mode limit 1)
    union all select n.type, n.mode from kinds k cross join lateral
      (select d.type, d.mode from documents d where (d.type, d.mode) > (k.type, k.mode) order by d.type, d.mode limit 1) n)
  select * from kinds
$$;

-- Documents of a type, a mode or both. For a partner among its newest; where too few are there, among all of that kind while those
-- are few, and else among all between it and others, by the index alone.
create function entrepot_documents_of_kind(narrowed jsonb, first uuid, last uuid, newest boolean, at_most int) returns setof uuid
  language plpgsql stable security definer set search_path from current as $$
declare
  asker uuid := entrepot_asker();
  direction text := case when newest then 'desc' else '' end;
  fits text := entrepot_narrowed(narrowed);
  kinds text := 'entrepot_document_kinds() k where ($1->>''type'' is null or k.type = $1->>''type'') and ($1->>''mode'' is null or k.mode = $1->>''mode'')';
  mine text := '';
  found uuid[];
  seen int;
begin
  if asker is not null then
    -- One by one in their order, until there are enough.
    execute format('with own as materialized (select v.document from document_sides v where v.organization = $5
          and ($2 is null or v.document >= $2) and ($3 is null or v.document < $3) order by v.document %1$s limit 3000)
        select (select array_agg(document) from (select o.document from own o
            where (select true from documents d where d.id = o.document and %2$s) limit $4) f), (select count(*) from own)', direction, fits)
      into found, seen using narrowed, first, last, at_most, asker;
    if seen < 3000 or cardinality(found) >= at_most then
      return query select unnest(found);
      return;
    end if;
    execute format('select count(*) from (select from (select k.* from %s) k join documents d on d.type = k.type and d.mode = k.mode limit 20000) n', kinds)
      into seen using narrowed;
    if seen = 20000 then
      return query execute format('select d.id from (select * from documents where sender = $5 union all
            select r.* from organizations o join documents r on r.sender = o.id and r.receiver = $5
              where o.id <> $5 and (select true from document_sides v where v.document = r.id and v.organization = $5)) d
          where %s order by d.id %s limit $4', fits, direction)
        using narrowed, first, last, at_most, asker;
      return;
    end if;
    mine := 'and (select true from document_sides v where v.document = d.id and v.organization = $5)';
  end if;
  return query execute format('select f.id from (select k.* from %s) k cross join lateral
      (select d.id from documents d where d.type = k.type and d.mode = k.mode and %s %s order by d.id %4$s limit $4) f order by f.id %4$s limit $4',
      kinds, fits, mine, direction)
    using narrowed, first, last, at_most, asker;
end $$;

-- Documents by these agreements; with a partner those of them that it is a side of.
create function entrepot_documents_agreed(agreed uuid[], partner uuid, narrowed jsonb, first uuid, last uuid, newest boolean, at_most int) returns setof uuid
  language plpgsql stable security definer set search_path from current as $$
begin
  return query execute format('select f.id from agreements a cross join lateral
      (select d.id from documents d where d.sender = a.sender and d.receiver = a.receiver and d.agreement = a.id and %1$s
        and ($7 is null or (select true from document_sides v where v.document = d.id and v.organization = $7)) order by d.id %2$s limit $4) f
      where a.id = any($5) and ($6 is null or $6 in (a.sender, a.receiver)) and ($7 is null or $7 in (a.sender, a.receiver)) order by f.id %2$s limit $4',
      entrepot_narrowed(narrowed), case when newest then 'desc' else '' end)
    using narrowed, first, last, at_most, agreed, partner, entrepot_asker();
end $$;
