import { expect, test } from 'vitest'
import { exactJson } from '../flat/json.ts'
import { sentenceOf } from '../problems.ts'
import { runMapping, testMapping } from './mapping.ts'

const EXPRESSION = `{
  "kind": "order",
  "number": id,
  "lines": [items.{ "number": pos, "quantity": qty, "amount": $decimalRound($decimalTimes(qty, price), 2) }],
  "totals": { "lineAmount": $decimalSum(items.$decimalTimes(qty, price)) }
}`
const parsed = exactJson(
  '{"id":"7","items":[{"pos":"1","qty":3,"price":0.1},{"pos":"2","qty":12345678901.5,"price":2.005}]}',
)
const SOURCE = 'value' in parsed ? parsed.value : null
const TARGET = {
  kind: 'order',
  number: '7',
  lines: [
    { number: '1', quantity: '3', amount: '0.30' },
    { number: '2', quantity: '12345678901.5', amount: '24753086197.51' },
  ],
  totals: { lineAmount: '24753086197.8075' },
}

test('a mapping gives the target of its source, and amounts keep all their digits', async () => {
  expect(await runMapping(EXPRESSION, SOURCE)).toEqual({ target: TARGET })
  expect(
    await testMapping({ expression: EXPRESSION, samples: [{ name: 'two lines', source: SOURCE, target: TARGET }] }),
  ).toEqual([])
})

test('samples that give something else are told with the path', async () => {
  const samples = [{ name: 'one', source: { a: 1 }, target: { a: '1', c: [] } }]
  const problems = await testMapping({ expression: '{ "a": a, "b": 2 }', samples })
  expect(problems.map(({ at, found, expected }) => [at, found, expected])).toEqual([
    ['sample one: a', '1', '"1"'],
    ['sample one: c', 'nothing', '[]'],
    ['sample one: b', '2', 'nothing'],
  ])
  expect(await testMapping({ expression: 'a', samples: [] })).toMatchObject([{ at: 'samples', found: 'no samples' }])
})

test.each([
  ['what is no expression', '{ "a": ', /^the mapping: Expected .* before end/],
  ['a loop without an end', '($f := function($x) { $f($x + 1) }; $f(1))', /timeout|stack/i],
  ['a depth without an end', '($f := function($x) { 1 + $f($x) }; $f(1))', /stack/i],
  ['a list without an end', '[1..9999999]', /Sequence|sequence|range|limit/i],
  ['no result', 'nothing', /it gave nothing/],
  ['a number as an amount', '$decimalSum([1])', /expected a decimal number as text, found 1/],
  ['digits without sense', '$decimalRound("1", 99)', /0 to 12 digits/],
  ['the time of day', '$now()', /\$now is not there/],
  ['chance', '$random()', /\$random is not there/],
])('%s is a problem', async (_, expression, said) => {
  const { target, problem } = await runMapping(
    expression,
    {},
    { timeout_ms: 250, depth: 300, items: 10_000, result: 1_000 },
  )
  expect(target).toBe(null)
  expect(sentenceOf(problem!)).toMatch(said)
})

test('a result beyond its limit is a problem', async () => {
  const limits = { timeout_ms: 1_000, depth: 300, items: 10_000, result: 100 }
  expect(await runMapping('[1..200]', {}, limits)).toMatchObject({ problem: { expected: 'at most 100 characters' } })
})

test('rounding is away from zero at half', async () => {
  const round = async (value: string, digits: number) =>
    (await runMapping(`$decimalRound("${value}", ${digits})`, {})).target
  expect(await round('2.005', 2)).toBe('2.01')
  expect(await round('-2.005', 2)).toBe('-2.01')
  expect(await round('-0.001', 2)).toBe('0.00')
  expect(await round('10', 0)).toBe('10')
})
