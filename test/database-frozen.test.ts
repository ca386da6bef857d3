import { readdirSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Postgres, startPostgres } from '../src/platform/postgres/embedded.ts'
import { enterableFolder, startTestGrid, type TestGrid } from './grid.ts'
import { network, order } from './messages.ts'

/** A statement may last 10 s; then a little for noticing, and for a machine that is busy. */
const ANSWERS_WITHIN_MS = 20_000

let folder: string
let postgres: Postgres
let grid: TestGrid
let key: string

beforeAll(async () => {
  folder = await enterableFolder()
  postgres = await startPostgres({ folder })
  const env = { ENTREPOT_LOG_LEVEL: 'error' }
  grid = await startTestGrid({ network: network({ expect: 'none' }), postgresFolder: folder, env })
  key = await grid.keyOf('acme')
})
afterAll(async () => {
  signal('SIGCONT')
  await grid.close()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
})

/** To the server and every process of its own. */
function signal(name: 'SIGSTOP' | 'SIGCONT'): void {
  const parentOf = (pid: number) => {
    try {
      const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
      return Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1])
    } catch {
      return 0
    }
  }
  const all = readdirSync('/proc')
    .map(Number)
    .filter((pid) => parentOf(pid) === postgres.pid)
  for (const pid of [postgres.pid, ...all]) {
    try {
      process.kill(pid, name)
    } catch {} // gone by itself
  }
}

async function call(line: string, body?: string) {
  const [method = 'GET', path = '/'] = line.split(' ')
  const headers = { authorization: `Bearer ${key}` }
  const timeout = AbortSignal.timeout(ANSWERS_WITHIN_MS)
  const answer = await fetch(grid.url + path, { method, headers, body: body ?? null, signal: timeout })
  return { status: answer.status, body: (await answer.json()) as any }
}
const released = async (po: string) =>
  (await grid.query(`select 1 from documents where business_key = $1 and status = 'released'`, [po])).length === 1

test.skipIf(process.platform !== 'linux')(
  'a database that hangs without a word is away: requests end, and the grid goes on when it does',
  { timeout: 120_000 },
  async () => {
    expect((await call('POST /api/v1/interchanges', order({ control: 1, po: 'BEFORE' }))).status).toBe(202)
    await grid.until('the first', () => released('BEFORE'))
    signal('SIGSTOP')
    const requests = [
      ...Array.from({ length: 30 }, () => call('GET /api/v1/documents')),
      call('POST /api/v1/interchanges', order({ control: 2, po: 'FROZEN' })),
    ]
    for (const { status, body } of await Promise.all(requests)) {
      expect([status, body.code]).toEqual([503, 'database-away'])
    }
    // Those that come later do not wait for what is lost either.
    expect((await call('GET /api/v1/documents')).status).toBe(503)
    signal('SIGCONT')
    await grid.until('an answer', async () => (await call('GET /api/v1/documents')).status === 200)
    await grid.until('the document', async () => {
      await call('POST /api/v1/interchanges', order({ control: 3, po: 'AFTER' }))
      await sleep(200)
      return released('AFTER')
    })
  },
)
