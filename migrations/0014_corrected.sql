-- What is suspended can be corrected; where several share one fate, decisions on them are taken in turn.
alter table withheld_answers add column turn int not null default 0;

-- The way out that a rule chose for a document that waits; null: that of its agreement.
alter table documents add column channel uuid;
