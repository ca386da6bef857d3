import { expect, test } from 'vitest'
import { fixedPart, keyFrom, marked, missingWord, prefixAt, templateProblem } from './keys.ts'
import { dropSettings, pickUpSettings, wanted } from './settings.ts'

test('words never lead out of their place in a key', () => {
  const words = { partner: '../../ACME', number: 'a/b\\c\0d\ne', type: '..', name: 'Bestellung Größe 5.edi' }
  expect(keyFrom('x/{partner}/{type}/{number}/{name}', words)).toBe('x/.._.._ACME/__/a_b_c_d_e/Bestellung Größe 5.edi')
})

test('a key has at most 1024 bytes and keeps its end', () => {
  const key = keyFrom('in/{name}-{hash}', { name: 'ö'.repeat(2_000), hash: '0123456789abcdef' })
  expect(Buffer.byteLength(key)).toBeLessThanOrEqual(1_024)
  expect(key).toMatch(/^in\/ö+-0123456789abcdef$/)
})

test.each([
  ['{name}', null],
  ['{yyyy}/{mm}/{partner}/{type}/{number}-{hash}', null],
  ['{nmae}', /expected one of name/],
  ['{name', /its }/],
  ['/a/{name}', /empty part/],
  ['a//{name}', /empty part/],
])('the template %s', (template, problem) => {
  if (problem === null) expect(templateProblem(template)).toBeNull()
  else expect(templateProblem(template)).toMatch(problem)
  expect(dropSettings.safeParse({ key: template }).success).toBe(problem === null)
})

test('a word that is asked for and not given is named', () => {
  expect(missingWord('{name}-{number}', { name: 'a', number: '' })).toBe('number')
  expect(missingWord('{name}', { name: 'a' })).toBeNull()
})

test('prefixes lie within each other or begin at the root, with the day of taking', () => {
  const at = new Date('2026-03-04T23:59:59Z')
  expect(prefixAt('in/', 'done/{yyyy}/{mm}/{dd}/', at)).toBe('in/done/2026/03/04/')
  expect(prefixAt('in/', '/done/', at)).toBe('done/')
  expect(fixedPart('in/', 'done/{yyyy}/')).toBe('in/done/')
  expect(fixedPart('in/orders-', 'done/')).toBe('in/done/')
  expect(marked('a/b.c/orders.edi', 'x')).toBe('a/b.c/orders-x.edi')
  expect(marked('orders', 'x')).toBe('orders-x')
})

test('what the grid moves away is never picked up again, and settings that would are refused', () => {
  const settings = pickUpSettings.parse({ prefix: 'in/', errorPrefix: 'error/', resultFile: true })
  const keys = [
    'in/a.edi',
    'in/done/a.edi',
    'in/error/a.edi',
    'in/error/a.edi.err',
    'in/a.edi.result.json',
    'in/x/b.edi',
  ]
  expect(keys.filter((key) => wanted(key, settings))).toEqual(['in/a.edi', 'in/x/b.edi'])
  for (const donePrefix of ['/in/', '/', '/in', '{yyyy}/']) {
    expect(pickUpSettings.safeParse({ prefix: 'in/', donePrefix }).success).toBe(false)
  }
})
