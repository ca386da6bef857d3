import { expect, test } from 'vitest'
import { ambiguitiesOf } from '../ambiguity.ts'
import type { Use } from '../grammar.ts'
import { InterchangeReader } from './interchange-reader.ts'
import { standardOf } from './standards.ts'

const versions = ['004010', '005010'].map((version) => ({ version, standard: standardOf(version)! }))
const sets = versions.flatMap(({ version, standard }) =>
  Object.entries(standard.sets).map(([type, set]) => ({ version, type, set, standard })),
)
const everyUse = (uses: Use[]): Use[] => uses.flatMap((use) => [use, ...('loop' in use ? everyUse(use.loop) : [])])

/** Where the standard itself has two places for one segment, and the nearest one is meant. */
const TWO_PLACES: Record<string, string> = {
  '855 DTM: PO1/SLN/ACK/DTM or PO1/SLN/DTM': 'a date behind an ACK of a part is that of the answer, else of the part',
  '856 DTM: HL/CLD/DTM or HL/DTM': 'a date behind a load is that of the load, else of the level',
}

test('both versions have the sets of orders, their answers, deliveries, invoices, payments, stock and catalogs', () => {
  const usual = ['810', '820', '824', '832', '846', '850', '855', '856', '860', '861', '997']
  expect(Object.keys(standardOf('004010')!.sets)).toEqual(usual)
  expect(Object.keys(standardOf('005010X218')!.sets)).toEqual([...usual, '999'])
})

test('every set goes from ST to SE, and what opens a loop is mandatory in it', () => {
  for (const { type, set } of sets) {
    expect(set.id).toBe(type)
    expect([set.content[0]?.tag, set.content.at(-1)?.tag]).toEqual(['ST', 'SE'])
    for (const use of everyUse(set.content))
      if ('loop' in use) expect(use.loop[0]).toEqual({ tag: use.tag, mandatory: true, max: 1 })
  }
})

test('relations name elements that their segment has, and lengths make sense', () => {
  for (const { version, standard } of versions)
    for (const [tag, { elements, relations }] of Object.entries(standard.segments)) {
      for (const { elements: of } of relations)
        for (const n of of) expect(n, `${version} ${tag}`).toBeLessThanOrEqual(elements.length)
      for (const { type, min, max, reference } of elements) {
        expect('AN ID DT TM R N C'.split(' '), `${version} ${tag} ${reference}`).toContain(type)
        if (type !== 'C') expect(min >= 1 && max >= min, `${version} ${tag} ${reference}`).toBe(true)
      }
    }
})

test('what a segment belongs to is plain, but where the standard has two places for it', () => {
  const found = sets.flatMap(({ type, set }) =>
    ambiguitiesOf(set.content).map(({ tag, places }) => `${type} ${tag}: ${places.join(' or ')}`),
  )
  expect(new Set(found)).toEqual(new Set(Object.keys(TWO_PLACES)))
})

test.each(['constructor', 'toString', '__proto__'])('a set that calls itself %s is unknown, and no more', (type) => {
  const text =
    'ISA*00*          *00*          *ZZ*ACME           *ZZ*BOLT           *261120*2230*U*00401*000000042*0*P*>~' +
    `GS*PO*ACME*BOLT*20261120*2230*7*X*004010~ST*${type}*0001~SE*2*0001~GE*1*7~IEA*1*000000042~`
  const reader = new InterchangeReader()
  const items = [...reader.push(Buffer.from(text)), ...reader.end()]
  const [set] = items.flatMap((item) => (item.kind === 'set' ? [item.set] : []))
  expect(set).toMatchObject({ type, known: false, accepted: false, keys: [] })
})
