import { expect, test } from 'vitest'
import { evaluateApart } from './apart.ts'

const document = { PO1: [{ PO103: 'EA' }, { PO103: 'EA' }] }

test('expressions that would hang or fill the process end with a verdict, and the next one is asked as if nothing had been', async () => {
  const held = () => evaluateApart("$count(PO1[PO103 = 'EA']) = 2", document)
  expect(await held()).toEqual({ holds: true })
  expect(await evaluateApart("$count(PO1[PO103 = 'CA']) = 2", document)).toEqual({ holds: false })
  const doubling = '$length($reduce([1..28], function($a, $b) { $a & $a }, "xxxxxxxx")) > 0'
  const long = '$count([1..99999].[1..99999]) > 0'
  let ticks = 0
  const ticking = setInterval(() => ticks++, 20)
  const verdicts = await Promise.all([evaluateApart(doubling, document), evaluateApart(long, document), held()])
  clearInterval(ticking)
  expect(verdicts).toMatchObject([{ failed: expect.any(String) }, { failed: expect.any(String) }, { holds: true }])
  expect(ticks).toBeGreaterThan(5)
}, 30_000)
