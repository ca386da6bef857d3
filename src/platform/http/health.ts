import type { Metrics } from '../metrics.ts'
import type { Http } from './http.ts'

/** Rejects when what it looks at is not in order. */
export type ReadinessCheck = () => Promise<unknown>

const CHECK_MS = 1000

/** For those who look after the process: alive, ready for requests, and its figures. */
export function addHealth(http: Http, parts: { metrics: Metrics; readiness: Record<string, ReadinessCheck> }): void {
  const open = { config: { public: true as const }, schema: { hide: true } }
  http.get('/health/live', open, () => ({ status: 'live' }))
  http.get('/health/ready', open, async (_request, reply) => {
    const checks = Object.fromEntries(
      await Promise.all(Object.entries(parts.readiness).map(async ([name, check]) => [name, await outcome(check)])),
    )
    const ready = Object.values(checks).every((result) => result === 'ok')
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', checks })
  })
  http.get(
    '/metrics',
    { config: { scope: 'metrics:read', gridOnly: true }, schema: { hide: true } },
    async (_request, reply) =>
      reply.type(parts.metrics.registry.contentType).send(await parts.metrics.registry.metrics()),
  )
}

/** Anyone may ask, so it says no more than that something is wrong; the log of the part says what. */
async function outcome(check: ReadinessCheck): Promise<'ok' | 'failed' | 'no answer within 1 s'> {
  const late = Promise.withResolvers<'no answer within 1 s'>()
  const timer = setTimeout(late.resolve, CHECK_MS, 'no answer within 1 s')
  const found = check().then(
    () => 'ok' as const,
    () => 'failed' as const,
  )
  return Promise.race([found, late.promise]).finally(() => clearTimeout(timer))
}
