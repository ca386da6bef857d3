import { randomUUID } from 'node:crypto'
import { type Config, readConfig } from '../src/config.ts'
import type { Grid } from '../src/grid.ts'
import { openAuthenticator } from '../src/modules/access/authenticator.ts'
import { scopes } from '../src/modules/access/scopes.ts'
import { createApiKey } from '../src/modules/access/verbs.ts'
import { systemActor } from '../src/platform/actor.ts'
import type { Database } from '../src/platform/database.ts'
import { createHttp, type Http } from '../src/platform/http/http.ts'
import { listen } from '../src/platform/http/listening.ts'
import { newId } from '../src/platform/ids.ts'
import { createLog } from '../src/platform/log.ts'
import { createMetrics } from '../src/platform/metrics.ts'

export interface Answered {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: the point of a test is to look at what came
  body: any
}

/** The parts of a grid that have no server of their own; `more` brings what a test needs beyond. */
export function testGrid(database: Database, more: Partial<Grid> = {}): Grid {
  const config: Config = readConfig({})
  const log = createLog({ level: 'silent' })
  return { config, log, database, now: Date.now, newId, ...more } as Grid
}

/** A key as an API client has it. */
export async function testKey(grid: Grid, asked: { scopes: string[]; organization?: string | null }): Promise<string> {
  const name = `test ${randomUUID().slice(0, 8)}`
  const { secret } = await createApiKey(grid, systemActor, {
    name,
    organization: asked.organization ?? null,
    scopes: asked.scopes,
  })
  return secret
}

/** The real HTTP server with these routes, on a free port. Who opens it closes it. */
export async function testHttp(grid: Grid, addRoutes: (http: Http) => void | Promise<void>) {
  const authenticator = await openAuthenticator(grid.database)
  const { config, log, database } = grid
  const readiness = { database: () => database.pool.query('select 1') }
  const http = await createHttp({
    config,
    log,
    database,
    readiness,
    scopes,
    metrics: createMetrics(),
    ...authenticator,
  })
  await addRoutes(http)
  const listening = await listen(http, { host: '127.0.0.1', port: 0 })

  async function call(
    key: string | null,
    line: string,
    sent: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answered> {
    const [method = 'GET', path = '/'] = line.split(' ')
    const headers: Record<string, string> = { ...sent.headers }
    if (key !== null) headers['authorization'] = `Bearer ${key}`
    const raw = typeof sent.body === 'string' || sent.body instanceof Uint8Array
    if (sent.body !== undefined && !raw) headers['content-type'] = 'application/json'
    const body =
      sent.body === undefined ? null : raw ? (sent.body as string | Uint8Array<ArrayBuffer>) : JSON.stringify(sent.body)
    const answer = await fetch(listening.url + path, { method, headers, body })
    const text = await answer.text()
    const json = answer.headers.get('content-type')?.includes('json')
    return { status: answer.status, headers: answer.headers, body: json ? JSON.parse(text) : text }
  }
  async function close() {
    await listening.close()
    await authenticator.close()
  }
  return { call, close, url: listening.url, http }
}
