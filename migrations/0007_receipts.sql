-- What came without settling anything (repeated, contradicting, for nothing that is awaited) is kept beside what did.
alter table receipts alter column delivery drop not null;
alter table receipts add column settles boolean not null default true;

-- The answer to an interchange of which documents are suspended: sent once a person has corrected or refused each of them.
create table withheld_answers (
  interchange uuid primary key,                  -- the one that came in
  envelope jsonb not null,                       -- what the answer's own envelope is made from
  groups text not null,                          -- JSON: the answers to its groups, with "?" for what is not said yet
  state text not null default 'held' check (state in ('held', 'sent')),
  at timestamptz not null default now()
);
