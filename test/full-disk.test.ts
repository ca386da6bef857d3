import { execFile } from 'node:child_process'
import { rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addSftpKey } from '../src/modules/homes/verbs.ts'
import { systemActor } from '../src/platform/actor.ts'
import { newKeyPair } from '../src/sftp/key-pair.ts'
import { enterableFolder, startTestGrid, type TestGrid } from './grid.ts'
import { network, order } from './messages.ts'
import { sftpDoor } from './proof/doors.ts'

const run = promisify(execFile)

let folder: string
let mounted = false
let grid: TestGrid
let key: string
let control = 0

// Database and payloads on one small disk, with the Postgres that the grid starts and keeps itself.
beforeAll(async () => {
  folder = await enterableFolder()
  mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=220m,mode=0711', 'tmpfs', folder]).then(
    () => true,
    () => false,
  )
  if (!mounted) return
  grid = await startTestGrid({
    network: network({ expect: 'none' }),
    dataFolder: folder,
    env: { ENTREPOT_LOG_LEVEL: 'silent' },
  })
  key = await grid.keyOf('acme')
})
afterAll(async () => {
  await grid?.close()
  if (mounted) await run('umount', ['-l', folder])
  await rm(folder, { recursive: true, force: true })
})
beforeEach((context) => {
  if (!mounted) context.skip('elsewhere: a tiny file system can be mounted only by root, outside of most containers')
})

const filler = () => join(folder, 'filler')
async function fill(leaveBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  await writeFile(filler(), Buffer.alloc(Math.max(0, bavail * bsize - leaveBytes))).catch((error) => {
    if (error.code !== 'ENOSPC') throw error // the database took some meanwhile: full is full
  })
}

/** Distinct, so that nothing can be kept by what is there already. */
const orders = (documents: number, lines: number) => {
  const number = ++control
  return order({ control: number, po: Array.from({ length: documents }, (_, at) => `P${number}-${at}`), lines })
}

async function send(text: string): Promise<{ status: number; code: string; retryAfter: string | null; id: string }> {
  const answer = await fetch(`${grid.url}/api/v1/interchanges`, {
    method: 'POST',
    body: text,
    headers: { authorization: `Bearer ${key}` },
    signal: AbortSignal.timeout(10_000),
  })
  const { code = '', interchange: id = '' } = (await answer.json()) as { code?: string; interchange?: string }
  return { status: answer.status, code, retryAfter: answer.headers.get('retry-after'), id }
}

/** Sends until it is refused; the ids of what was taken. */
async function sendUntilRefused(): Promise<{ taken: string[]; refusal: Awaited<ReturnType<typeof send>> }> {
  const taken: string[] = []
  for (;;) {
    const answer = await send(orders(1, 100))
    if (answer.status !== 202) return { taken, refusal: answer }
    taken.push(answer.id)
  }
}

async function goesOnWith(taken: string[]): Promise<void> {
  await rm(filler())
  // A recovery that stands still on the full disk is ended after half a minute.
  const until = Date.now() + 75_000
  for (;;) {
    const answer = await send(orders(1, 5))
    if (answer.status === 202) {
      taken.push(answer.id)
      break
    }
    expect(Date.now(), `still ${answer.status} ${answer.code}`).toBeLessThan(until)
    await sleep(100)
  }
  // What had to wait for room is tried again after 5 s.
  await grid.until('the half of it', () => isProcessed(taken)).catch(() => {})
  await grid.until('all that was taken is processed', () => isProcessed(taken))
  expect(await grid.query('select kind, problem from work_items')).toEqual([])
}

async function isProcessed(taken: string[]): Promise<boolean> {
  const found = await grid.query(
    `select count(*)::int as n from interchanges i where i.id = any($1::uuid[]) and i.status = 'processed'
      and exists (select from documents d where d.interchange = i.id and d.status in ('released', 'completed'))`,
    [taken],
  )
  return found[0]!['n'] === taken.length
}

test('a full disk refuses what it cannot keep, keeps what was taken, and goes on when there is room', {
  timeout: 180_000,
}, async () => {
  const first = await send(orders(1, 5))
  expect(first.status).toBe(202)
  await fill(1_500_000)
  const large = await send(orders(1_000, 30))
  expect(large).toMatchObject({ status: 507, code: 'storage-full', retryAfter: '60' })
  const pair = newKeyPair('ed25519', 'test')
  const { taken, refusal } = await sendUntilRefused()
  // What fills first decides: the tables (507), or the log of the database, which ends it (503).
  expect(['507 storage-full 60', '503 database-away 1']).toContain(
    `${refusal.status} ${refusal.code} ${refusal.retryAfter}`,
  )
  await sleep(2_000)
  await goesOnWith([first.id, ...taken])
  const organization = grid.app.exchange.directory.organizationBySlug('acme')!.id
  await addSftpKey(grid.app.grid, systemActor, { organization, line: pair.public })
  const door = sftpDoor(grid.app.sftp!.port, pair.private, 'put')
  await door({ name: 'fits.edi', bytes: Buffer.from(orders(1, 5)) })
  await fill(500_000)
  await expect(door({ name: 'large.edi', bytes: Buffer.from(orders(1_000, 30)) })).rejects.toThrow(/no room/)
  await goesOnWith([])
})

test('a database that ended because its log could not grow is started again when there is room', {
  timeout: 180_000,
}, async () => {
  const taken = [(await send(orders(1, 5))).id]
  await fill(0)
  // Small statements first fill what is left of the page and segment of the log, which here is not written in advance.
  const message = `select pg_logical_emit_message(true, 'test', repeat('x', 100000))`
  await grid.until('the end of the database', async () => {
    await grid.query(message).catch(() => {})
    const { status, code, id } = await send(orders(1, 5))
    if (status === 202) taken.push(id)
    return code === 'database-away'
  })
  await sleep(2_000)
  expect(await send(orders(1, 5))).toMatchObject({ status: 503, code: 'database-away', retryAfter: '1' })
  await goesOnWith(taken)
})
