import type { FastifyContextConfig, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import type { Actor } from '../actor.ts'
import type { Metrics } from '../metrics.ts'
import { httpError } from './errors.ts'
import type { Http } from './http.ts'
import { foreignOrigin } from './origin.ts'

/** Null: nobody we know. */
export type Authenticate = (key: string) => Actor | null | Promise<Actor | null>

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the API key or the person must be allowed to do. Mandatory, unless … */
    scope?: string
    /** … anyone whom we know may ask, or … */
    known?: true
    /** … anyone may ask. */
    public?: true
    /** Only for keys of the grid itself, whatever the scopes of an organization's key. */
    gridOnly?: true
    /** Shows or takes bytes as they are: only for those from whom no class of fields is hidden. */
    whole?: true
    /** The key may also come as a password (RFC 7617): for callers that know an address with user and password only. */
    basic?: true
  }
  interface FastifyInstance {
    /** Every route there is, as it declares who may use it. */
    declared: readonly DeclaredRoute[]
  }
  interface FastifyRequest {
    /** Who asks. Reading it on a public route is a bug and throws. */
    actor: Actor
  }
}

export interface DeclaredRoute {
  methods: string[]
  url: string
  scope: string | null
  /** Anyone whom we know. */
  known: boolean
  public: boolean
  gridOnly: boolean
  whole: boolean
}

/** Where the browsable reference is. */
export const REFERENCE = '/api/docs'

const ACTOR = Symbol('actor')

/** Authenticates before the body is read, and refuses routes that do not say who may use them. */
export function addAccess(
  http: Http,
  parts: {
    config: Pick<Config, 'publicUrl'>
    authenticate: Authenticate
    authenticateSession?: Authenticate
    scopes: readonly string[]
    metrics: Metrics
  },
) {
  http.decorateRequest('actor', {
    getter(this: FastifyRequest): Actor {
      const actor = knownActor(this)
      if (actor === undefined) throw new Error('a public route has no actor')
      return actor
    },
  })
  const declared: DeclaredRoute[] = []
  http.decorate('declared', declared)
  http.addHook('onRoute', (route) => {
    const { method, url } = route
    // The pages of the reference are not our routes; they hold nothing but the public description.
    if (url === REFERENCE || url.startsWith(`${REFERENCE}/`)) route.config = { ...route.config, public: true }
    const { config } = route
    declared.push(declaredBy([method].flat(), url, config))
    if (config?.public || config?.known) return
    const named = `${method} ${url}`
    if (config?.scope === undefined) throw new Error(`${named} must say config.scope, config.known or config.public`)
    if (!parts.scopes.includes(config.scope)) throw new Error(`${named}: the scope ${config.scope} does not exist`)
  })
  http.addHook('onRequest', (request, _reply, done) => {
    const { scope, known: whoever, gridOnly, whole, basic } = request.routeOptions.config
    // Public, or the answer 404.
    if (scope === undefined && !whoever) return done()
    const admit = (actor: Actor | null): void => {
      const refusal = refusalOf(actor, { scope, gridOnly: gridOnly === true, whole: whole === true })
      if (actor === null) parts.metrics.signInsRefused.inc({ door: 'api' })
      else (request as unknown as { [ACTOR]: Actor })[ACTOR] = actor
      done(refusal)
    }
    const { authorization, cookie } = request.headers
    const key = bearerOf(authorization) ?? (basic ? passwordOf(authorization) : undefined)
    // Whoever shows a key means it: no browser adds one by itself, so the origin says nothing.
    const session = authorization === undefined ? cookie : undefined
    if (session !== undefined) {
      const foreign = foreignOrigin(request, parts.config.publicUrl)
      if (foreign) return done(foreign)
    }
    const known =
      key !== undefined
        ? parts.authenticate(key)
        : session !== undefined
          ? (parts.authenticateSession?.(session) ?? null)
          : null
    // Not awaited: a cached key costs no turn of the event loop.
    if (known instanceof Promise) known.then(admit, done)
    else admit(known)
  })
}

function declaredBy(methods: string[], url: string, config: FastifyContextConfig = {}): DeclaredRoute {
  const { scope = null, known = false, public: open = false, gridOnly = false, whole = false } = config
  return { methods, url, scope, known, public: open, gridOnly, whole }
}

function refusalOf(
  actor: Actor | null,
  { scope, gridOnly, whole }: { scope: string | undefined; gridOnly: boolean; whole: boolean },
): Error | undefined {
  if (actor === null) return httpError('unauthenticated')
  if (scope !== undefined && !hasScope(actor, scope)) return httpError('scope-missing', { scope })
  if (gridOnly && actor.organization !== null) return httpError('grid-only')
  if (whole) return hiddenFrom(actor)
}

/** Why this actor may not have bytes as they are. */
export function hiddenFrom({ hides = [] }: Actor): Error | undefined {
  if (hides.length > 0) return httpError('sensitive-hidden', { classes: hides.join(', ') })
}

/** Who asks, as far as it is known yet. */
export function knownActor(request: FastifyRequest): Actor | undefined {
  return (request as unknown as { [ACTOR]?: Actor })[ACTOR]
}

export function hasScope(actor: Actor, scope: string): boolean {
  return actor.scopes.includes(scope) || actor.scopes.includes('*')
}

/** RFC 6750 §2.1; the name of the scheme in any case (RFC 9110 §11.1). */
function bearerOf(header: string | undefined): string | undefined {
  if (header === undefined || header.length > 500 || header.slice(0, 7).toLowerCase() !== 'bearer ') return undefined
  return header.slice(7).trim()
}

/** RFC 7617 §2: whatever stands before the first colon is the user, and nobody asks for it. */
function passwordOf(header: string | undefined): string | undefined {
  if (header === undefined || header.length > 1_000 || header.slice(0, 6).toLowerCase() !== 'basic ') return undefined
  const given = Buffer.from(header.slice(6), 'base64').toString()
  return given.slice(given.indexOf(':') + 1)
}
