-- What XML documents call an organization otherwise than by GLN or DUNS: the qualifier is the scheme id of UBL or the domain of cXML.
alter table identifiers drop constraint identifiers_scheme_check;
alter table identifiers add constraint identifiers_scheme_check
  check (scheme in ('x12-isa', 'x12-gs', 'edifact-unb', 'gln', 'duns', 'xml', 'as2'));
