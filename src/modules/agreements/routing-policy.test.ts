import { expect, test } from 'vitest'
import { parseDecimal, showDecimal, timesDecimal } from '../../edi/decimal.ts'
import { type Facts, firstFitting, matchesPattern, type RuleTrace } from './routing-policy.ts'
import { rules } from './rules.ts'

const facts: Facts = {
  sender: 'acme',
  receiver: 'bolt',
  type: '850',
  version: '004010',
  channel: 'inbox',
  file: 'Orders-7.EDI',
  key: 'PO 4711',
  values: { BEG02: ['SA'], 'N1[ST].N104': ['0017', '0018'] },
  amount: '1234.5',
}
const fired = (when: object) => {
  const [rule] = rules.parse([{ name: 'one', when, act: { hold: 'look' } }])
  const trace: RuleTrace[] = []
  firstFitting([rule!], facts, 'grid', trace)
  return trace[0]!.because
}

test.each([
  [{}],
  [{ sender: 'acme', receiver: ['cobalt', 'bolt'], type: '8*', version: '00401?', channel: 'inbox' }],
  [{ file: 'orders-*.edi', key: 'po*' }],
  [{ elements: { BEG02: 'SA', 'N1[ST].N104': '0018' } }],
  [{ amount: { atLeast: '1234.50' } }],
  [{ amount: { atLeast: '1000', below: '1234.51' } }],
])('%j fits', (when) => {
  expect(fired(when)).toBeNull()
})

test.each([
  [{ sender: 'bolt' }, 'sender is "acme", expected bolt'],
  [{ type: ['810', '856'] }, 'type is "850", expected 810 or 856'],
  [{ elements: { BEG02: 'NE' } }, 'BEG02 is "SA", expected NE'],
  [{ elements: { BEG05: '*' } }, 'BEG05 is empty, expected *'],
  [{ amount: { below: '1234.5' } }, 'the amount is 1234.5, expected below 1234.5'],
])('%j does not, and says why', (when, because) => {
  expect(fired(when)).toBe(because)
})

test.each([
  [{ name: 'a', when: { typ: '850' }, act: { hold: 'x' } }, [0, 'when'], /typ/],
  [{ name: 'a', when: { elements: { BEG: '1' } }, act: { hold: 'x' } }, [0, 'when', 'elements', 'BEG'], /BEG02/],
  [
    { name: 'a', when: { amount: { atLeast: 'much' } }, act: { hold: 'x' } },
    [0, 'when', 'amount', 'atLeast'],
    /"1000.00"/,
  ],
  [{ name: 'a', when: {}, act: {} }, [0, 'act'], /exactly one of receiver/],
  [{ name: 'a', when: {}, act: { hold: 'x', channel: 'y' } }, [0, 'act'], /exactly one/],
])('the bad rule %j is told with its place and what was expected', (rule, path, expected) => {
  const [issue] = rules.safeParse([rule]).error!.issues
  const [inner] = issue!.code === 'invalid_key' ? issue.issues : [issue]
  expect(issue!.path).toEqual(path)
  expect(inner!.message).toMatch(expected)
})

test('of two rules that fit the first counts, and a name names one', () => {
  const one = (name: string) => ({ name, when: {}, act: { hold: name } })
  expect(firstFitting(rules.parse([one('a'), one('b')]), facts, 'grid')?.name).toBe('a')
  expect(rules.safeParse([one('a'), one('a')]).error!.issues[0]!.message).toMatch(/another rule above/)
})

test('patterns take no more than their length, whatever stands in them', () => {
  expect(matchesPattern('*a*b*', 'xxaxxbxx')).toBe(true)
  expect(matchesPattern('a?c', 'abd')).toBe(false)
  expect(matchesPattern('', '')).toBe(true)
  const began = performance.now()
  expect(matchesPattern('*a'.repeat(100), `${'a'.repeat(10_000)}b`)).toBe(false)
  expect(performance.now() - began).toBeLessThan(1_000)
})

test('amounts are exact', () => {
  expect(showDecimal(timesDecimal(parseDecimal('3')!, parseDecimal('0.1')!))).toBe('0.3')
  expect(showDecimal(parseDecimal('-12.340')!)).toBe('-12.34')
  for (const text of ['', '.', '1,5', '1e3', 'x', '0.0000000000001']) expect(parseDecimal(text), text).toBeNull()
})
