import { expect, test } from 'vitest'
import { renderDefinitionProblem } from '../definitions.ts'
import { InterchangeReader as EdifactReader } from '../edifact/interchange-reader.ts'
import { InterchangeReader } from '../x12/interchange-reader.ts'
import { standardOf } from '../x12/standards.ts'
import { readDictionary } from './dictionary.ts'

const problemsOf = (json: unknown) =>
  readDictionary(JSON.stringify(json)).problems.map((one) => `${one.severity} ${renderDefinitionProblem(one)}`)

const own = {
  standard: 'x12',
  name: 'acme',
  version: '004010',
  elements: { '353': 'ID 2/2 00,05', '9001': 'ID 3/3 RED,TAN' },
  segments: { ZA: { elements: ['9001 M', '373 O DT 8/8', '355 O'], relations: ['P0203'] } },
  sets: {
    '850': {
      functionalId: 'PO',
      content: ['ST M', 'BEG M', 'ZA O 5', { loop: 'PO1 M >1', content: ['PID O 10'] }, 'SE M'],
    },
    '999': { functionalId: 'FA', content: ['ST M', 'ZA M', 'SE M'] },
  },
}

function read(segments: string[]) {
  const { dictionary } = readDictionary(JSON.stringify(own))
  if (dictionary?.standard !== 'x12') throw new Error('no dictionary of X12')
  const reader = new InterchangeReader({
    standardOf: (version) => (version.startsWith(dictionary.version) ? dictionary.tables : standardOf(version)),
  })
  const text =
    'ISA*00*          *00*          *ZZ*ACME           *ZZ*BOLT           *261120*2230*U*00401*000000042*0*P*>~' +
    `GS*PO*ACME*BOLT*20261120*2230*7*X*004010~ST*850*0001~${segments.join('~')}~SE*${segments.length + 2}*0001~GE*1*7~IEA*1*000000042~`
  const items = [...reader.push(Buffer.from(text)), ...reader.end()]
  const [set] = items.flatMap((item) => (item.kind === 'set' ? [item.set] : []))
  return set!.problems.map(({ code, segment, element }) => `${code} ${segment} ${element ?? ''}`.trim())
}

test('a dictionary lies over the standard: its sets, segments and elements are read as it says', () => {
  expect(problemsOf(own)).toEqual([])
  const line = 'PO1*1*10*EA*9.95'
  expect(read(['BEG*00*SA*PO1**20261120', 'ZA*RED', 'ZA*TAN*20261120*EA', line])).toEqual([])
  expect(read(['BEG*01*SA*PO1**20261120', 'ZA*BLU', 'ZA*RED*20261120', line])).toEqual([
    'element-code BEG 1',
    'element-code ZA 1',
    'element-condition-missing ZA 3',
  ])
  expect(read(['BEG*00*SA*PO1**20261120', 'REF*DP*38'])).toEqual(['segment-not-in-set REF', 'segment-missing PO1'])
})

test('another version, and what the dictionary does not name, is as in the standard', () => {
  const { dictionary } = readDictionary(JSON.stringify(own))
  expect(dictionary?.standard === 'x12' && dictionary.tables.sets['810']).toBe(standardOf('004010')!.sets['810'])
  expect(standardOf('004010')!.segments['BEG']!.elements[0]!.codes).toBeUndefined()
})

test('what is wrong is told with its place', () => {
  expect(problemsOf({ ...own, standard: 'x13' })).toEqual([
    expect.stringMatching(/^error \/standard: found "x13", expected /),
  ])
  expect(problemsOf({ ...own, version: '4010' })).toEqual([
    'error /version: found "4010", expected a version such as "004010".',
  ])
  expect(problemsOf({ ...own, colour: 1 })).toEqual([
    'error /colour: found no name that is known here, expected it to be left out or written otherwise.',
  ])
  expect(problemsOf({ ...own, segments: { ZA: { elements: ['9001 Q'] } } })).toEqual([
    'error /segments/ZA/elements/0: found "9001 Q", expected an element such as "353 M ID 2/2 00,05", or "353 M".',
  ])
  expect(problemsOf({ ...own, segments: { ZA: { elements: ['7777 M'], relations: ['P0109'] } } })).toEqual([
    'error /segments/ZA/elements/0: found "7777 M", expected a type, as no element of this number is known.',
    'error /segments/ZA/relations/0: found "P0109", expected elements from 01 to 1.',
  ])
  expect(problemsOf({ ...own, segments: { ZA: { elements: ['9001 M ID 2/1 A'] } } })[0]).toContain('a least length')
  const sets = {
    '850': {
      functionalId: 'PO',
      content: ['BEG M', 'XX O', 'REF O 5', { loop: 'N1 O', content: ['REF O'] }, 'REF O', 'SE M'],
    },
  }
  expect(problemsOf({ ...own, sets })).toEqual([
    'error /sets/850/content: found "BEG" at the beginning, expected ST, mandatory.',
    'warning /sets/850/content: found XX, of which no table is known, expected a table in /segments to check its elements.',
    'warning /sets/850/content: found two places for REF: REF and REF, expected one; the nearest is taken.',
    'warning /sets/850/content: found two places for REF: N1/REF and REF, expected one; the nearest is taken.',
  ])
})

test('text that is no JSON, or too much of it, is a problem', () => {
  expect(readDictionary('{"standard":').problems[0]).toMatchObject({ path: '', expected: 'one JSON object' })
  expect(readDictionary(`"${'x'.repeat(4_000_001)}"`).problems[0]).toMatchObject({ expected: 'at most 4000000' })
  expect(readDictionary('null').dictionary).toBeNull()
})

test('a loop in a loop in a loop ends somewhere', () => {
  let content: unknown[] = ['REF O']
  for (let depth = 0; depth < 30; depth++) content = [{ loop: 'N1 O', content }]
  expect(
    problemsOf({ ...own, sets: { '850': { functionalId: 'PO', content: ['ST M', ...content, 'SE M'] } } }),
  ).toEqual(expect.arrayContaining([expect.stringContaining(': found a loop within 13 others, expected at most 12.')]))
})

const edifact = {
  standard: 'edifact',
  name: 'acme',
  directory: 'D.96A',
  elements: { '1225': 'an..3 9,5', '9901': 'an..10' },
  composites: { C999: '9901! 1131' },
  segments: { ZZA: '9901! C999*3' },
  messages: { ORDERS: ['UNH M1  BGM M1  ZZA C5', 'SG1 M100:  LIN M1', '  SG2 C9:  QTY M1  DTM C2', 'UNS M1  UNT M1'] },
}

test('a dictionary lies over an EDIFACT directory', () => {
  const { dictionary, problems } = readDictionary(JSON.stringify(edifact))
  expect(problems).toEqual([])
  if (dictionary?.standard !== 'edifact') throw new Error('no dictionary of EDIFACT')
  const { messages, segments } = dictionary.tables
  expect(messages['ORDERS']!.content.map(({ tag }) => tag)).toEqual(['UNH', 'BGM', 'ZZA', 'LIN', 'UNS', 'UNT'])
  expect(messages['ORDERS']!.content[3]).toMatchObject({
    loop: [{ tag: 'LIN' }, { tag: 'QTY', loop: [{}, { tag: 'DTM', max: 2 }] }],
  })
  expect(segments['ZZA']!.elements[1]).toMatchObject({
    reference: 'C999',
    max: 3,
    components: [{ max: 10 }, { max: 3 }],
  })
  expect(segments['BGM']!.elements[2]!.components[0]!.codes).toEqual(new Set(['9', '5']))
  expect(messages['INVOIC']).toBeDefined()
})

test('a message is read as a dictionary says', () => {
  const { dictionary } = readDictionary(JSON.stringify(edifact))
  const tables = dictionary?.standard === 'edifact' ? dictionary.tables : undefined
  const read = (zza: string) => {
    const reader = new EdifactReader({ directoryOf: () => tables })
    const text = `UNB+UNOC:3+A+B+261120:2230+7'UNH+1+ORDERS:D:96A:UN'BGM+220+1+9'ZZA+${zza}'LIN+1'UNS+S'UNT+6+1'UNZ+1+7'`
    const items = [...reader.push(Buffer.from(text)), ...reader.end()]
    return items.flatMap((item) => (item.kind === 'message' ? item.message.problems.map(({ code }) => code) : []))
  }
  expect(read('CODE+VALUE:X')).toEqual([])
  expect(read('LONGER THAN TEN')).toEqual(['element-too-long'])
})

test('what is wrong in one of EDIFACT is told with its place', () => {
  expect(problemsOf({ ...edifact, segments: { ZZA: '9901! C998' } })).toEqual([
    'error /segments/ZZA: found "C998", expected a reference that is in /composites or in the directory.',
  ])
  expect(problemsOf({ ...edifact, composites: { C999: 'C002' } })[0]).toContain('only data elements in a composite')
  expect(problemsOf({ ...edifact, messages: { ORDERS: ['UNH M1', 'SG1: LIN'] } })).toEqual([
    'error /messages/ORDERS/1: found "SG1: LIN", expected a line such as "SG2 C99:  NAD M1  LOC C25".',
  ])
  expect(problemsOf({ ...edifact, messages: { ORDERS: ['BGM M1'] } })).toEqual([
    'error /messages/ORDERS: found "BGM" at the beginning, expected UNH, mandatory.',
    'error /messages/ORDERS: found "BGM" at the end, expected UNT, mandatory.',
  ])
})

test('a dictionary makes another version known, like one that is', () => {
  const x12 = readDictionary(JSON.stringify({ standard: 'x12', name: 'acme', version: '004030', like: '004010' }))
  expect(x12).toMatchObject({ problems: [], dictionary: { version: '004030' } })
  expect(x12.dictionary?.standard === 'x12' && x12.dictionary.tables.sets).toEqual(standardOf('004010')!.sets)
  const old = { standard: 'edifact', name: 'acme', directory: 'D.97A', like: 'D.96A', elements: { '1131': 'an..17' } }
  const { dictionary } = readDictionary(JSON.stringify(old))
  const tables = dictionary?.standard === 'edifact' ? dictionary.tables : undefined
  expect(tables?.segments['BGM']?.elements[0]?.components[1]).toMatchObject({ reference: '1131', max: 17 })
  const directory = (version: string, release: string) => (`${version}.${release}` === 'D.97A' ? tables : undefined)
  const reader = new EdifactReader({ directoryOf: directory })
  const text = "UNB+UNOC:3+A+B+261120:2230+7'UNH+1+APERAK:D:97A:UN'BGM+313+1+9'ERC+40'UNT+4+1'UNZ+1+7'"
  const items = [...reader.push(Buffer.from(text)), ...reader.end()]
  expect(items.flatMap((item) => (item.kind === 'message' ? [item.message] : []))).toMatchObject([
    { known: true, problems: [] },
  ])
  expect(problemsOf({ standard: 'x12', name: 'acme', version: '004030', like: '003020' })).toEqual([
    'error /like: found "003020", expected a version that is known here.',
  ])
})

test('a table of thousands of uses is refused before anything is looked at twice', () => {
  const many = { loop: 'N1 O', content: Array.from({ length: 499 }, () => 'REF O') }
  const content = ['ST M', ...Array.from({ length: 12 }, () => many), 'SE M']
  expect(problemsOf({ ...own, sets: { '850': { functionalId: 'PO', content } } })).toEqual([
    'error /sets/850/content: found 6002 uses of segments, expected at most 5000.',
  ])
  const odd = ['ST M', ...Array.from({ length: 490 }, () => 'REF O'), 'SE M']
  expect(problemsOf({ ...own, sets: { '850': { functionalId: 'PO', content: odd } } }).length).toBeLessThan(1_000)
})
