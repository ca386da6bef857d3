-- Free text is a class of its own (edi/sensitive), hidden from whoever is hidden anything: nobody can say what stands in it.
update api_keys set hides = hides || 'text'::text where hides <> '{}';
update sensitive_rules set hidden = hidden || 'text'::text where hidden <> '{}';

-- Of the words that are kept already nobody says which are of free text: such documents are found by words by those who see all.
alter table document_texts rename column opaque to unread;
alter table document_texts add column opaque boolean not null default true;
alter table document_texts drop column unread;
