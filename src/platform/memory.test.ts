import { expect, test } from 'vitest'
import { bytesPassed, sparingMemory } from './memory.ts'

test('the buffers of a large payload are collected as they pass', () => {
  const before = process.memoryUsage().arrayBuffers
  let most = 0
  for (let i = 0; i < 2_000; i++) {
    bytesPassed(Buffer.allocUnsafeSlow(262_144).length)
    if (i % 10 === 0) most = Math.max(most, process.memoryUsage().arrayBuffers - before)
  }
  expect(most).toBeLessThan(32_000_000)
})

test('what is done in little memory answers and fails as it would anyway', async () => {
  expect(await sparingMemory(async () => 'done')).toBe('done')
  await expect(sparingMemory(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
})
