import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Post {
  key: string
  name: string
  body: string
  /** Its content type. */
  type: string
}

/** A receiver's HTTP server: remembers what it took, and answers as it is told. */
export async function startSink() {
  const posts: Post[] = []
  /** A status, or `break`: the connection ends after the whole message was read. */
  const answers: { next: (body: string) => number | 'break' } = { next: () => 200 }
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    const body = Buffer.concat(pieces).toString('latin1')
    const answer = answers.next(body)
    const name = /filename="(.+)"/.exec(String(request.headers['content-disposition']))?.[1] ?? ''
    const key = String(request.headers['idempotency-key'])
    if (answer === 'break' || answer < 300)
      posts.push({ key, name, body, type: String(request.headers['content-type']) })
    if (answer === 'break') request.socket.destroy()
    else response.writeHead(answer).end()
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url, posts, answers, close }
}
