import type { FastifyRequest } from 'fastify'
import type { GridError } from '../errors.ts'
import { httpError } from './errors.ts'

const HARMLESS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A browser sends its cookies along with requests that another site makes it send. One that changes something is taken only
 * from our own pages: by `Origin` (RFC 6454 §7), or by `Sec-Fetch-Site`, which no page can set.
 */
export function foreignOrigin({ method, headers }: FastifyRequest, publicUrl: string): GridError | undefined {
  if (HARMLESS.has(method)) return undefined
  if (headers['sec-fetch-site'] === 'same-origin') return undefined
  if (headers.origin === new URL(publicUrl).origin) return undefined
  return httpError('foreign-origin', { origin: headers.origin ?? 'none' })
}

/** For doors that are open without a cookie, too: programs send neither header and are let in, pages of others are not. */
export function foreignPage(request: FastifyRequest, publicUrl: string): GridError | undefined {
  const { cookie, origin, 'sec-fetch-site': site } = request.headers
  return cookie === undefined && origin === undefined && site === undefined
    ? undefined
    : foreignOrigin(request, publicUrl)
}
