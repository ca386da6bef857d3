import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { post } from './post.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function receiver(answers: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => answers(request, response))
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/in?box=1`
}

function posted(url: string, of: { body?: AsyncIterable<Uint8Array>; signal?: AbortSignal } = {}): Promise<number> {
  const { body = Buffer.from('ISA*00~'), signal = new AbortController().signal } = of
  return post({ url, headers: { 'x-key': '1' }, body, sizeBytes: 7, timeoutMs: 2_000, signal })
}

test('a message arrives with its path, length and headers, whole or in pieces', async () => {
  const seen: unknown[] = []
  const url = await receiver(({ method, url, headers }, response) => {
    seen.push([method, url, headers['content-length'], headers['x-key']])
    response.writeHead(204).end()
  })
  expect(await posted(url)).toBe(204)
  async function* pieces() {
    yield Buffer.from('ISA')
    yield Buffer.from('*00~')
  }
  expect(await posted(url, { body: pieces() })).toBe(204)
  expect(seen).toEqual([
    ['POST', '/in?box=1', '7', '1'],
    ['POST', '/in?box=1', '7', '1'],
  ])
})

test('the status counts, however long the answer is and whatever breaks behind it', async () => {
  const long = await receiver((_, response) => response.writeHead(200).end(Buffer.alloc(5_000_000)))
  expect(await posted(long)).toBe(200)
  const breaks = await receiver((_, response) => {
    response.writeHead(202, { 'content-length': '10' }).write('12345', () => response.destroy())
  })
  expect(await posted(breaks)).toBe(202)
})

test('what is no 2xx is told apart: later, and never', async () => {
  const later = await receiver((_, response) => response.writeHead(503, { 'retry-after': '7' }).end('busy'))
  await expect(posted(later)).rejects.toMatchObject({ code: 'http-try-later', afterMs: 7_000 })
  const never = await receiver((_, response) => response.writeHead(400).end('no'))
  await expect(posted(never)).rejects.toMatchObject({ code: 'http-rejected' })
})

test('whoever is stopped waits for no answer, nor does one asked behind that', async () => {
  const url = await receiver(() => {})
  const stopping = new AbortController()
  const waiting = [1, 2, 3].map(() => posted(url, { signal: stopping.signal }))
  setTimeout(() => stopping.abort(), 50)
  for (const one of waiting) await expect(one).rejects.toMatchObject({ code: 'http-disconnected' })
  await expect(posted(url, { signal: stopping.signal })).rejects.toMatchObject({ code: 'http-disconnected' })
})

test('no connection, an address that is none, and one that pieces break for, each has its error', async () => {
  const url = await receiver((_, response) => response.destroy())
  await expect(posted(url)).rejects.toMatchObject({ code: 'http-disconnected', parameters: { mayHaveArrived: true } })
  const gone = { code: 'http-disconnected', parameters: { reason: 'ECONNREFUSED', mayHaveArrived: false } }
  await expect(posted('http://127.0.0.1:9/')).rejects.toMatchObject(gone)
  for (const address of ['nowhere', 'ftp://127.0.0.1/', 'mailto:somebody']) {
    await expect(posted(address)).rejects.toMatchObject({ code: 'http-address-invalid' })
  }
  async function* broken() {
    yield Buffer.from('ISA')
    throw new Error('the disk is gone')
  }
  await expect(posted(await receiver(() => {}), { body: broken() })).rejects.toMatchObject({
    code: 'http-disconnected',
  })
})
