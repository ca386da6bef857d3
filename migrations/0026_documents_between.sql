-- Documents of one partner, or between two, the newest first, without walking over those of all others.
create index documents_between on documents (sender, receiver, id);

-- What its receiver has not seen came to need somebody: with whom it was meant for, they and the sides are all of a partner's.
alter table document_troubles add column receiver uuid;
update document_troubles t set receiver = d.receiver from documents d where d.id = t.document;
create index document_troubles_receiver on document_troubles (receiver, document);
create or replace function entrepot_note_trouble() returns trigger language plpgsql set search_path from current as $$
begin
  insert into document_troubles values (new.id, new.status, new.receiver)
    on conflict (document) do update set status = excluded.status, receiver = excluded.receiver;
  return null;
end $$;
