/** What ACME adds to X12: a segment of its own in orders. */
export const ACME_DICTIONARY = {
  ...{ standard: 'x12', name: 'acme', version: '004010' },
  elements: { '9001': 'ID 3/3 RED,TAN' },
  segments: { ZA: { elements: ['9001 M', '373 O DT 8/8', '355 O'], relations: ['P0203'] } },
  sets: {
    '850': {
      functionalId: 'PO',
      content: ['ST M', 'BEG M', 'ZA O 5', { loop: 'PO1 M >1', content: ['PID O 1000'] }, 'CTT O', 'SE M'],
    },
  },
}
