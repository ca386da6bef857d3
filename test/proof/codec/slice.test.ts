import { expect, test } from 'vitest'
import { proveCodec } from './prove.ts'

test('a short proof of the codec holds: broken messages, read with SIMD and without', {
  timeout: 180_000,
}, async () => {
  // The seed is in the table: what fails can be done again.
  const { holds, table } = await proveCodec({ inputs: 20_000, seed: process.pid, fresh: true }, () => {})
  expect(holds, table).toBe(true)
})
