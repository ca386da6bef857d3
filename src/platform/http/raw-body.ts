import type { Http } from './http.ts'

/**
 * In this scope a body arrives as the bytes that were sent, whatever its Content-Type says; JSON stays JSON.
 * Set `bodyLimit` on the route: the bytes are in memory.
 */
export function takeRawBodies(http: Http): void {
  http.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
}
