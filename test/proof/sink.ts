import { createHash } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { linesOf } from './progress.ts'

export interface Sink {
  /** Posts by receiver, key, name, digest and first order number, and when each came. */
  posts: Map<string, number[]>
  /** Order numbers at the receiver with strict order, by the order of their first post. */
  inOrder: string[]
  /** Posts whose bytes were not those of their digest. */
  damaged: number
  close(): void
}

/** The receivers: every post is written down before it is answered, so that an interrupted proof still knows it. */
export async function startSink(port: number, log: string): Promise<Sink> {
  const sink: Sink = { posts: new Map(), inOrder: [], damaged: 0, close: () => server.close() }
  const take = (logged: string) => {
    const [at, receiver, , , , po] = logged.split(' ')
    const post = logged.slice(at!.length + 1)
    const times = sink.posts.get(post) ?? []
    if (times.length === 0 && receiver === '/bolt') sink.inOrder.push(po!)
    sink.posts.set(post, [...times, Number(at)])
  }
  for (const line of linesOf(log)) take(line)
  const server = createServer((request, response) => {
    const hash = createHash('sha256')
    let po: string | undefined
    request.on('data', (bytes: Buffer) => {
      hash.update(bytes)
      po ??= /(?:BEG\*00\*SA\*|BGM\+220\+)([^*+']+)/.exec(bytes.toString('latin1'))?.[1]
    })
    request.on('end', () => {
      const name = /filename="(.+)"/.exec(String(request.headers['content-disposition']))?.[1] ?? '?'
      const digest = String(request.headers['content-digest'])
      if (digest !== `sha-256=:${hash.digest('base64')}:`) sink.damaged++
      const line = `${Date.now()} ${request.url} ${request.headers['idempotency-key']} ${name} ${digest} ${po}`
      appendFileSync(log, `${line}\n`)
      take(line)
      response.writeHead(200).end()
    })
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  return sink
}
