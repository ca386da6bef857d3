-- A document is written twice: released, then completed. With room on its page the second version stays there, and none of the six
-- indexes hears of it (a heap-only update); without, seven of ten went to another page and into each of them again.
alter table documents set (fillfactor = 50);
