-- What lies at a source still is compared with the ledger now and then: rows whose item stays away are removed.
alter table pickups add column missing_since timestamptz;            -- settled as left, and not listed since then
alter table pickup_channels add column compared_at timestamptz;      -- the last whole list that was compared
