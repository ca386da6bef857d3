-- A wide lane rests while the other side is away: so often in a row, and until then.
alter table lanes add column failures int not null default 0, add column rests_until timestamptz;
