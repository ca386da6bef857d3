import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import fastifyStatic from '@fastify/static'
import { httpError } from '../platform/http/errors.ts'
import type { Http } from '../platform/http/http.ts'
import { answersFor } from './answers.ts'

const YEAR_S = 31_536_000
const open = { config: { public: true as const }, schema: { hide: true } }

/**
 * The console at `/`: its files, and the one page for every address that is none. Files under `assets/` are named after their
 * content and kept by browsers for ever; the page is fetched each time, so that a new version is seen at once. To who is signed in it
 * brings what it would ask for first.
 */
export async function serveConsole(
  http: Http,
  folder: string,
  signedIn: (cookies: string | undefined) => boolean,
): Promise<void> {
  const page = await readFile(join(folder, 'index.html'), 'utf8')
  await http.register(fastifyStatic, { root: folder, serve: false, preCompressed: true, cacheControl: false })
  http.get('/assets/*', open, (request, reply) => {
    reply.header('cache-control', `public, max-age=${YEAR_S}, immutable`)
    return reply.sendFile(request.url.slice(1).split('?', 1)[0]!)
  })
  for (const name of ['icon.svg', 'first-paint.js']) {
    http.get(`/${name}`, open, (_request, reply) => {
      reply.header('cache-control', 'no-cache')
      return reply.sendFile(name)
    })
  }
  http.get('/*', open, (request, reply) => {
    const path = request.url.split('?', 1)[0]!
    if (/^\/(api|health|metrics)(\/|$)/.test(path)) throw httpError('route-unknown', { method: request.method, path })
    const nonce = randomBytes(16).toString('base64')
    reply.header('content-security-policy', policyWith(nonce)).header('cache-control', 'no-store')
    reply.header('referrer-policy', 'same-origin').header('cross-origin-opener-policy', 'same-origin')
    reply.type('text/html; charset=utf-8')
    const whole = page.replaceAll('__NONCE__', nonce)
    if (!signedIn(request.headers.cookie) || ENTRANCES.test(path)) return reply.send(whole.replace(FRAME, ''))
    return reply.send(Readable.from(inTwoParts(whole, answersFor(http, request))))
  })
}

const ENTRANCES = /^\/(sign-in|join|forgot-password|reset-password)(\/|$)/

/** What stands around every page inside, drawn before any script runs. */
const FRAME = /<div class="frame">.*?<\/div>/s

/** The page names its scripts, which come while the answers are made; they run once it has ended. */
async function* inTwoParts(page: string, answers: Promise<string>) {
  const [head, tail] = page.split('</body>')
  yield head
  yield `<script type="application/json" id="answers">${await answers}</script></body>${tail}`
}

/** Nothing but what this grid serves itself; styles that the pages make carry the nonce. */
function policyWith(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
