-- What dashboards show, counted by the hour while events are read: nobody looks at a million documents to draw a line.

create table figures (
  organization uuid not null,                    -- whose it is; all zeros: the grid itself
  measure text not null,                         -- documents, answered; processing, delivery, work: what waited at most
  hour timestamptz not null,
  side text not null,                            -- sent, received; '' of what waits
  partner uuid,                                  -- the other side, where it is known
  unit text not null,                            -- of the receiver, where the agreement names one
  type text not null,
  mode text not null,
  bucket int not null,                           -- answered: 4 × the binary logarithm of the seconds that it took
  n bigint not null,
  unique nulls not distinct (organization, measure, hour, side, partner, unit, type, mode, bucket)
) with (fillfactor = 70);
create index figures_hour on figures (measure, hour);

select entrepot_rows_of_partners('figures', 'organization = (select entrepot_asker())');

-- What came before there were figures.
insert into figures (organization, measure, hour, side, partner, unit, type, mode, bucket, n)
  select v.organization, 'documents', date_bin('1 hour', to_timestamp(('x' || translate(left(d.id::text, 13), '-', ''))::bit(48)::bigint / 1000.0), 'epoch'),
      s.side, s.partner, '', d.type, d.mode, 0, count(*)
    from document_sides v join documents d on d.id = v.document
      cross join lateral (select case when v.organization = d.sender then 'sent' else 'received' end as side,
        case when v.organization = d.sender then d.receiver else d.sender end as partner) s
    group by 1, 3, 4, 5, 7, 8;
insert into figures (organization, measure, hour, side, partner, unit, type, mode, bucket, n)
  select s.organization, 'answered', date_bin('1 hour', r.at, 'epoch'), s.side, s.partner, '', coalesce(d.type, ''), v.mode,
      round(4 * log(2, greatest(extract(epoch from r.at - v.sent_at), 0.01)::numeric))::int, count(*)
    from receipts r join deliveries v on v.id = r.delivery
      left join lateral (select type from documents where outgoing = v.interchange limit 1) d on true
      cross join lateral (values (v.sender, 'sent', v.receiver), (v.receiver, 'received', v.sender)) as s (organization, side, partner)
    where r.level = 'technical' and r.settles and r.state in ('positive', 'negative') and v.purpose = 'documents' and v.sent_at is not null
    group by 1, 3, 4, 5, 7, 8, 9;
