import type { FastifyReply, FastifyRequest } from 'fastify'
import { httpError } from './errors.ts'

/** Sends the version of what is answered as its ETag: `"v3"`. */
export function sendVersion(reply: FastifyReply, version: number): void {
  reply.header('etag', `"v${version}"`)
}

/**
 * The version that a change was made to, from If-Match. Throws 428 where it is missing, 412 where it is not one of ours.
 * The verb compares it in its own statement (`… where version = …`) and throws `versionMismatch`.
 */
export function versionExpected(request: FastifyRequest): number {
  const header = request.headers['if-match']
  if (header === undefined) throw httpError('precondition-missing')
  // Weak too: a proxy that compresses marks our ETag so.
  const found = /^(?:W\/)?"v(\d{1,9})"$/.exec(header.trim())
  if (!found) throw httpError('version-mismatch', { found: 'another', given: header })
  return Number(found[1])
}

export function versionMismatch(found: number, given: number): Error {
  return httpError('version-mismatch', { found: `v${found}`, given: `v${given}` })
}
