import { afterAll, expect, test } from 'vitest'
import { runMapping, testMapping } from '../../formats/own/mapping.ts'
import { sentenceOf } from '../../formats/problems.ts'
import { Expressions } from './verbs.ts'

const expressions = new Expressions({ timeout_ms: 1_500 })
afterAll(() => expressions.close())

/** Backtracks for longer than anybody waits. */
const BAD = `$contains("${'a'.repeat(60)}!", /(a+)+$/)`

test('a mapping gives what it gives without a process of its own, problems too', async () => {
  const source = { items: [{ qty: '3', price: '0.1' }] }
  for (const expression of [
    '{ "sum": $decimalSum(items.$decimalTimes(qty, price)) }',
    '{ "a": ',
    'nothing',
    '$now()',
  ]) {
    expect(await expressions.runMapping(expression, source)).toEqual(await runMapping(expression, source))
  }
  expect(await expressions.evaluate('$count(items) = 1', source)).toEqual({ holds: true })
  expect(await expressions.evaluate('$eval("1")', source)).toMatchObject({ failed: expect.stringMatching(/available/) })
})

test('a regular expression that would go on for ever is ended, and the next expression gets its answer', async () => {
  const began = performance.now()
  const [{ target, problem }, other] = await Promise.all([
    expressions.runMapping(BAD, {}),
    expressions.runMapping('"alive"', {}),
  ])
  expect(performance.now() - began).toBeLessThan(20_000)
  expect(target).toBe(null)
  expect(sentenceOf(problem!)).toMatch(/^the mapping: it took more than 1500 ms\. Expected an expression that ends/)
  expect(other).toEqual({ target: 'alive' })
  expect(await expressions.runMapping('1 + 1', {})).toEqual({ target: 2 })
})

test('more of them than can be evaluated at a time are ended one after the other', async () => {
  const two = new Expressions({ timeout_ms: 300 })
  const told = await Promise.all(Array.from({ length: 4 }, () => two.runMapping(BAD, {})))
  expect(told.map(({ problem }) => problem?.found)).toEqual(Array(4).fill('it took more than 300 ms'))
  expect(await two.runMapping('"alive"', {})).toEqual({ target: 'alive' })
  await two.close()
})

test.each([
  ['a depth without an end', '($f := function($x) { 1 + $f($x) }; $f(1))', /stack|time/i],
  ['a loop without an end', '($f := function($x) { $f($x + 1) }; $f(1))', /stack|time/i],
  [
    'a list without an end',
    '($f := function($l) { $f($append($l, $l)) }; $f([1..1000]))',
    /time|stack|sequence|256 MB|took/i,
  ],
  [
    'a text without an end',
    '($f := function($t) { $f($t & $t) }; $f("aaaa"))',
    /time|stack|string length|256 MB|took/i,
  ],
])('%s is a problem', async (_, expression, said) => {
  const { target, problem } = await expressions.runMapping(expression, {})
  expect(target).toBe(null)
  expect(sentenceOf(problem!)).toMatch(said)
})

test('one that wants more memory at once than V8 can give is ended, and the process goes on', async () => {
  const small = new Expressions({ count: 1, timeout_ms: 20_000, memory_mb: 24 })
  const { problem } = await small.runMapping('$length($pad("", 200000000, "ab"))', {})
  expect(problem?.found).toMatch(/^it took more (than 24 MB|memory than it may have)$/)
  expect(await small.runMapping('"alive"', {})).toEqual({ target: 'alive' })
  await small.close()
})

test('samples are tested so, too', async () => {
  const samples = [
    { name: 'ends', source: { text: 'b' }, target: false },
    { name: 'does not', source: { text: `${'a'.repeat(60)}!` }, target: true },
  ]
  const problems = await testMapping({ expression: '$contains(text, /^(a+)+$/)', samples }, expressions.runMapping)
  expect(problems).toMatchObject([{ at: 'sample does not', found: 'it took more than 1500 ms' }])
})

test('what is closed ends what it does and takes nothing more', async () => {
  const closing = new Expressions({ timeout_ms: 60_000 })
  const asked = closing.runMapping(BAD, {})
  await closing.close()
  expect((await asked).problem?.found).toBe('nothing is evaluated any more')
  expect((await closing.runMapping('1', {})).problem?.found).toBe('nothing is evaluated any more')
})
