import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import { keepBody } from './bodies.ts'
import type { Exchange } from './exchange.ts'

const x = { payloads: { small: (bytes: Buffer) => bytes.toString() } } as unknown as Exchange

function kept(body: Readable | null): Promise<unknown> {
  const request = { body, headers: { 'content-length': '9' } } as unknown as FastifyRequest
  return keepBody(x, request, 1_000)
}

test('a small body is kept whole, in one piece or several, and a missing one is empty', async () => {
  expect(await kept(Readable.from([Buffer.from('ISA*00~')]))).toBe('ISA*00~')
  expect(await kept(Readable.from([Buffer.from('ISA'), Buffer.from('*00~')]))).toBe('ISA*00~')
  expect(await kept(Readable.from([]))).toBe('')
  expect(await kept(null)).toBe('')
})

test('a request that ended before its body did is refused, whenever that was', async () => {
  const before = new Readable({ read() {} })
  before.destroy()
  await expect(kept(before)).rejects.toThrow('the request ended before its body did')
  const within = new Readable({ read() {} })
  within.push('ISA')
  const keeping = kept(within)
  setImmediate(() => within.destroy())
  await expect(keeping).rejects.toThrow('the request ended before its body did')
  const broken = new Readable({ read() {} })
  const failing = kept(broken)
  setImmediate(() => broken.destroy(new Error('aborted')))
  await expect(failing).rejects.toThrow('aborted')
})
