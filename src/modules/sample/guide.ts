/** What ACME wants of ship notices: one of the sample's documents is not so. */
export const SHIP_NOTICE_GUIDE = {
  name: 'acme-856',
  version: '1',
  title: 'Ship notices to ACME Stores',
  note: 'What the receiving docks of ACME Stores need to take in a shipment without a call.',
  standard: 'x12',
  release: '004010',
  document: '856',
  segments: [
    {
      at: 'BSN',
      elements: [
        { at: '1', codes: ['00'], note: 'Only originals.' },
        { at: '2', max: 12, name: 'Shipment number' },
      ],
    },
    { at: 'HL', max: 200 },
    { at: 'HL/TD1', elements: [{ at: '1', codes: ['CTN', 'PLT'], name: 'Packaging' }] },
    {
      at: 'HL/SN1',
      elements: [{ at: '3', usage: 'required', codes: ['EA'], name: 'Unit', note: 'Docks count pieces, not cases.' }],
    },
    { at: 'HL/PRF', elements: [{ at: '1', name: 'Purchase order' }] },
  ],
  rules: [
    { id: 'levels', check: 'line-count', lines: 'HL', equals: 'CTT01' },
    {
      id: 'item',
      check: 'one-of-elements',
      at: 'HL/LIN',
      elements: ['3', '5'],
      note: 'Any number of the item will do.',
    },
  ],
}
