import { expect, test } from 'vitest'
import { compareGuides } from './compare.ts'
import { type Guide, readGuide } from './guide.ts'
import { pageOf } from './page.ts'

const text = {
  name: 'bolt-850',
  version: '1',
  title: 'Purchase orders to Bolt',
  standard: 'x12',
  release: '004010',
  document: '850',
  others: 'not-used',
  segments: [
    {
      at: 'BEG',
      note: 'One order each.',
      elements: [
        { at: '1', codes: ['00', '05'] },
        { at: '3', max: 10, name: 'Our order number' },
      ],
    },
    { at: 'N1[ST]', usage: 'required', max: 1, elements: [{ at: '4', usage: 'required' }] },
    { at: 'N1[ST]/N3', usage: 'required' },
    { at: 'N1[BY]', usage: 'optional' },
    { at: 'PO1' },
  ],
  rules: [{ id: 'total', check: 'line-total', value: ['PO102', 'PO104'], equals: 'AMT[TT]02', tolerance: '0.05' }],
}
const read = (guide: object): Guide => {
  const { guide: found, problems } = readGuide(JSON.stringify(guide))
  expect(problems).toEqual([])
  return found!
}

test('a page shows a guide in the order of the document', () => {
  const page = pageOf(read(text))
  expect(page).toMatchObject({ title: 'Purchase orders to Bolt', version: '1', document: '850' })
  expect(page.sections.map(({ name }) => name)).toEqual(['header', 'lines', 'summary'])
  const used = page.sections.map(({ segments }) =>
    segments.filter(({ usage }) => usage !== 'not-used').map(({ at }) => at),
  )
  expect(used).toEqual([['ST', 'BEG', 'N1[ST]', 'N1[ST]/N3', 'N1[BY]'], ['PO1'], ['SE']])
  const [beg, ship, street] = ['BEG', 'N1[ST]', 'N1[ST]/N3'].map(
    (at) => page.sections[0]!.segments.find((one) => one.at === at)!,
  )
  expect(beg).toMatchObject({
    name: 'Purchase order',
    usage: 'required',
    note: 'One order each.',
    mentioned: true,
    depth: 0,
  })
  expect(beg!.elements.slice(0, 4)).toMatchObject([
    { at: 'BEG01', reference: '353', usage: 'required', codes: ['00', '05'], type: 'ID', min: 2, max: 2 },
    { at: 'BEG02', usage: 'required' },
    { at: 'BEG03', name: 'Our order number', max: 10 },
    { at: 'BEG04', usage: 'not-used' },
  ])
  expect(ship).toMatchObject({ loop: true, usage: 'required', max: 1 })
  expect(ship!.elements[0]).toMatchObject({ at: 'N101', codes: ['ST'], usage: 'required' })
  expect(street).toMatchObject({ depth: 1, usage: 'required' })
  expect(page.rules).toEqual([
    { id: 'total', severity: 'error', text: 'AMT[TT]02 is the sum of PO102 × PO104, give or take 0.05.', note: null },
  ])
})

test('a page shows a place of which the guide says only something below it', () => {
  const guide = {
    ...text,
    others: 'allowed',
    segments: [{ at: 'N1' }, { at: 'N1[ST]/N4', usage: 'required' }],
    rules: [],
  }
  const [header] = pageOf(read(guide)).sections
  const at = (path: string) => header!.segments.find((one) => one.at === path)
  expect([at('N1')?.mentioned, at('N1[ST]')?.mentioned]).toEqual([true, false])
  expect(at('N1[ST]')!.elements[0]).toMatchObject({ codes: ['ST'], usage: 'required' })
  expect([at('N1/N4')?.usage, at('N1[ST]/N4')?.usage]).toEqual(['optional', 'required'])
})

test('a page of a message of EDIFACT shows components', () => {
  const guide = {
    ...text,
    standard: 'edifact',
    release: 'D.01B',
    document: 'DESADV',
    segments: [{ at: 'DTM[11]' }],
    rules: [],
  }
  const dtm = pageOf(read(guide)).sections[0]!.segments.find(({ at }) => at === 'DTM[11]')!
  expect(dtm.elements.map(({ at, reference, codes }) => [at, reference, codes])).toEqual([
    ['DTM01', 'C507', []],
    ['DTM01-1', '2005', ['11']],
    ['DTM01-2', '2380', []],
    ['DTM01-3', '2379', []],
  ])
})

test('two versions are compared place by place, and each change is told as tighter or looser', () => {
  const [beg, ship, street, buyer, line] = text.segments as [(typeof text.segments)[0], ...object[]]
  const later = {
    ...text,
    version: '2',
    others: 'allowed',
    segments: [
      {
        ...beg,
        elements: [
          { at: '1', codes: ['00'] },
          { at: '3', max: 12, name: 'Our order number' },
        ],
      },
      { ...ship, severity: 'warning' },
      { ...buyer, usage: 'required' },
      line,
      { at: 'DTM', max: 2 },
    ],
    rules: [],
  }
  expect(street).toBeDefined()
  const changes = compareGuides(read(text), read(later)).map(
    ({ at, what, from, to, kind }) => `${at} ${what}: ${from} → ${to}, ${kind}`,
  )
  expect(changes).toEqual([
    ' others: not-used → allowed, loosened',
    'BEG 1 codes: 00, 05 → 00, tightened',
    'BEG 3 max: 10 → 12, loosened',
    'N1[ST] severity: error → warning, loosened',
    'N1[ST]/N3 usage: required → null, loosened',
    'N1[BY] usage: optional → required, tightened',
    'rule total check: line-total → null, loosened',
    'DTM max: null → 2, tightened',
  ])
  expect(compareGuides(read(text), read(text))).toEqual([])
})
