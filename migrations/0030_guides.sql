-- Guides and dictionaries: each version stays as it was added.

create table dictionaries (
  id uuid primary key,
  name text not null,
  number int not null,                            -- its version, counted by the grid
  standard text not null,
  release text not null,                          -- 004010, or D.96A
  content text not null,                          -- as JSON
  actor text not null,
  created_at timestamptz not null default now(),
  unique (name, number)
);

create table guides (
  id uuid primary key,
  name text not null,
  version text not null,                          -- as the guide calls it
  number int not null,                            -- in the order of adding
  title text not null,
  standard text not null,
  release text not null,
  document text not null,                         -- 850, or ORDERS
  dictionary uuid references dictionaries,
  content text not null,
  actor text not null,
  created_at timestamptz not null default now(),
  unique (name, version),
  unique (name, number)
);
create index on guides (dictionary) where dictionary is not null;

create function entrepot_immutable() returns trigger language plpgsql as $$
begin
  raise exception 'a version of % never changes', tg_table_name;
end $$;
create trigger immutable before update on dictionaries for each row execute function entrepot_immutable();
create trigger immutable before update on guides for each row execute function entrepot_immutable();

-- The guides that hold in agreements of who asks, as NAME or NAME@VERSION: said by the agreement itself, or by what it lies upon.
create function entrepot_guides_named() returns setof text language sql stable security definer set search_path from current as $$
  select distinct said.guide from agreements a
    cross join lateral (
      select l.content->>'guide' as guide from (
        select 1 as nearness, a.settings as content
        union all select 2, p.settings from agreements p
          where p.sender = a.sender and p.receiver = a.receiver and p.mode = a.mode and p.document_type = '*'
            and p.valid_from < a.valid_until and p.valid_until > a.valid_from
        union all select 3, d.content from agreement_defaults d where d.scope = 'receiving' and d.organization = a.receiver and d.mode = a.mode
        union all select 4, d.content from agreement_defaults d where d.scope = 'sending' and d.organization = a.sender and d.mode = a.mode
        union all select 5, d.content from agreement_defaults d where d.scope = 'grid' and d.mode = a.mode) l
      where l.content ? 'guide' order by l.nearness limit 1) said
    where (select entrepot_asker()) in (a.sender, a.receiver) and said.guide is not null
$$;
select entrepot_rows_of_partners('guides',
  'name in (select entrepot_guides_named()) or name || ''@'' || version in (select entrepot_guides_named())');
select entrepot_rows_of_partners('dictionaries', 'exists (select from guides g where g.dictionary = dictionaries.id)');
