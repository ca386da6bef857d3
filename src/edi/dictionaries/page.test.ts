import { expect, test } from 'vitest'
import { compareDictionaries } from './compare.ts'
import { dictionaryPage } from './page.ts'

const X12 = {
  ...{ standard: 'x12', name: 'acme', version: '004010' },
  elements: { '353': 'ID 2/2 00,05', '9001': 'R 1/9' },
  segments: { ZA: { elements: ['9001 M', '373 O DT 8/8', '355 X ID 2/2 EA,CA'], relations: ['P0203'] } },
  sets: {
    '850': {
      functionalId: 'PO',
      content: ['ST M', { loop: 'N1 O 200', content: ['N3 O 2'] }, { loop: 'N1 M >1', content: ['N3 M'] }, 'SE M'],
    },
  },
}
const EDIFACT = {
  ...{ standard: 'edifact', name: 'acme', directory: 'D.96A', like: 'D.96A' },
  elements: { '1225': 'an..3 9,5', '9901': 'an..10' },
  composites: { C999: '9901! 1131' },
  segments: { ZZA: '9901! C999*3' },
  messages: {
    ORDERS: ['UNH M1  BGM M1', 'SG1 M100:  LIN M1', '  SG2 C9:  QTY M1  DTM C2', '  LOC C5', 'UNS M1  UNT M1'],
  },
}
const page = (dictionary: object) => dictionaryPage(JSON.stringify(dictionary))

test('sets of X12: uses at their places, elements with form and codes', () => {
  const { release, like, documents, segments, elements } = page(X12)
  expect([release, like]).toEqual(['004010', null])
  expect(documents[0]!.functionalId).toBe('PO')
  const said = documents[0]!.uses.map(({ at, depth, loop, required, max }) => [at, depth, loop, required, max])
  expect(said).toEqual([
    ['ST', 0, false, true, 1],
    ['N1', 0, true, false, 200],
    ['N1/N3', 1, false, false, 2],
    ['N1 2', 0, true, true, null],
    ['N1 2/N3', 1, false, true, 1],
    ['SE', 0, false, true, 1],
  ])
  expect(segments).toEqual([
    {
      tag: 'ZA',
      relations: ['P0203'],
      places: [
        { at: 1, reference: '9001', usage: 'required', times: 1, form: null, codes: [] },
        { at: 2, reference: '373', usage: 'optional', times: 1, form: 'DT 8/8', codes: [] },
        { at: 3, reference: '355', usage: 'conditional', times: 1, form: 'ID 2/2', codes: ['EA', 'CA'] },
      ],
    },
  ])
  expect(elements).toEqual([
    { id: '353', form: 'ID 2/2', codes: ['00', '05'] },
    { id: '9001', form: 'R 1/9', codes: [] },
  ])
})

test('messages of EDIFACT: groups with what stands in them', () => {
  const { documents, segments, composites, elements } = page(EDIFACT)
  expect(documents[0]!.uses.map(({ at, depth, max }) => `${'  '.repeat(depth)}${at} ${max}`)).toEqual([
    ...['UNH 1', 'BGM 1', 'SG1 100', '  SG1/LIN 1', '  SG1/SG2 9', '    SG1/SG2/QTY 1', '    SG1/SG2/DTM 2'],
    ...['  SG1/LOC 5', 'UNS 1', 'UNT 1'],
  ])
  expect(segments[0]!.places.map(({ reference, usage, times }) => [reference, usage, times])).toEqual([
    ['9901', 'required', 1],
    ['C999', 'optional', 3],
  ])
  expect(composites.map(({ tag }) => tag)).toEqual(['C999'])
  expect(elements[0]).toEqual({ id: '1225', form: 'an..3', codes: ['9', '5'] })
})

test('what another version says otherwise, place by place', () => {
  const later = {
    ...X12,
    elements: { '353': 'ID 2/2 00', '9002': 'AN 1/5' },
    segments: { ZA: { elements: ['9001 O', '373 O DT 8/8', '355 X ID 2/2 EA,CA'] } },
    sets: { '850': { functionalId: 'PO', content: ['ST M', { loop: 'N1 O 10', content: [] }, 'SE M'] } },
  }
  const said = compareDictionaries(page(X12), page(later)).map(({ at, what, from, to }) => [at, what, from, to])
  expect(said).toEqual([
    ['850 N1', 'use', 'O 200', 'O 10'],
    ['850 N1/N3', 'use', 'O 2', null],
    ['850 N1 2', 'use', 'M >1', null],
    ['850 N1 2/N3', 'use', 'M 1', null],
    ['ZA 1', 'place', '9001 M', '9001 O'],
    ['ZA', 'relations', 'P0203', null],
    ['353', 'codes', '00, 05', '00'],
    ['9001', 'form', 'R 1/9', null],
    ['9002', 'form', null, 'AN 1/5'],
  ])
  expect(compareDictionaries(page(EDIFACT), page(EDIFACT))).toEqual([])
})
