import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { Exchange } from './exchange.ts'

/** Keeps the body of a request that comes as a stream: small ones with their row, larger ones as they come. */
export async function keepBody(x: Exchange, request: FastifyRequest, inlineBytesMax: number) {
  const body = request.body as Readable | null | undefined
  if (!body) return x.payloads.small(Buffer.alloc(0))
  const announced = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY)
  if (announced > inlineBytesMax) {
    try {
      return await x.payloads.keep(body.iterator({ destroyOnReturn: false }))
    } catch (error) {
      body.resume() // what was not read would stand before the next request on this connection, which would wait for ever
      throw error
    }
  }
  return x.payloads.small(await wholeOf(body))
}

/** By its events: a loop over its pieces costs more than a small body is worth. Of a client that has gone meanwhile there are none any more. */
function wholeOf(body: Readable): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (body.destroyed) return reject(body.errored ?? new Error(GONE))
    const pieces: Buffer[] = []
    body.on('data', (piece) => pieces.push(piece))
    body.once('end', () => resolve(pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)))
    body.once('error', reject)
    body.once('close', () => reject(new Error(GONE)))
  })
}

const GONE = 'the request ended before its body did'
