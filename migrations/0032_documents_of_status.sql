-- Lists of a status that few documents have, such as `released` where most are completed, without walking over all.

-- An index of blocks: which statuses occur in 32 pages of the table. It knows those that a vacuum has seen; younger pages are looked at.
-- Since Postgres 16 such an index leaves updates within their page: a document that completes is written to no other index. Before, the
-- lists walk.
do $$
begin
  if current_setting('server_version_num')::int >= 160000 then
    create index documents_status on documents using brin (status text_bloom_ops (n_distinct_per_range = 16)) with (pages_per_range = 32);
  end if;
end $$;

-- Documents of a status, as those of migration 0027 for who asks. For a partner among its newest; where too few are there, among all of
-- that status while those are few in the grid, and else among the partner's own.
create function entrepot_documents_of_status(narrowed jsonb, first uuid, last uuid, newest boolean, at_most int) returns setof uuid
  language plpgsql stable security definer set search_path from current as $$
declare
  asker uuid := entrepot_asker();
  direction text := case when newest then 'desc' else '' end;
  -- As a word in the statement, so that the planner knows how many have it.
  fits text := format('d.status = %L and ', narrowed->>'status') || entrepot_narrowed(narrowed - 'status');
  found uuid[];
  seen int;
begin
  if asker is null then
    return query execute format('select d.id from documents d where %s order by d.id %s limit $4', fits, direction)
      using narrowed, first, last, at_most;
    return;
  end if;
  execute format('with own as materialized (select v.document from document_sides v where v.organization = $5
        and ($2 is null or v.document >= $2) and ($3 is null or v.document < $3) order by v.document %1$s limit 3000)
      select (select array_agg(document) from (select o.document from own o
          where (select true from documents d where d.id = o.document and %2$s) limit $4) f), (select count(*) from own)', direction, fits)
    into found, seen using narrowed, first, last, at_most, asker;
  if seen < 3000 or cardinality(found) >= at_most then
    return query select unnest(found);
    return;
  end if;
  execute format('select count(*) from (select from documents d where d.status = %L limit 20000) n', narrowed->>'status') into seen;
  if seen < 20000 then
    return query execute format('select d.id from (select d.id from documents d where %s offset 0) d
        where (select true from document_sides v where v.document = d.id and v.organization = $5) order by d.id %s limit $4', fits, direction)
      using narrowed, first, last, at_most, asker;
  else
    return query execute format('select v.document from document_sides v where v.organization = $5 and ($2 is null or v.document >= $2)
        and ($3 is null or v.document < $3) and (select true from documents d where d.id = v.document and %s) order by v.document %s limit $4',
        fits, direction)
      using narrowed, first, last, at_most, asker;
  end if;
end $$;
