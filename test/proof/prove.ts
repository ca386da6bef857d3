import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, openDatabase } from '../../src/platform/database.ts'
import { startPostgres } from '../../src/platform/postgres/embedded.ts'
import { addressOf } from '../grid.ts'
import { countAll, type Row, tableOf } from './checks.ts'
import { type Door, httpDoor, partnerDoor, sftpDoor } from './doors.ts'
import { howMuchIsLeft } from './left.ts'
import { PARTNERS, type Partner, partnerMissing, startPartners } from './partners.ts'
import { type Asked, planOf } from './plan.ts'
import { type Files, filesAt, keep, type Progress, progressOf, removeAll } from './progress.ts'
import { heldJobs } from './resuming.ts'
import { goWrong, type Running, SETTLED_WITHIN_MS, startAgain } from './rounds.ts'
import { type Sender, sendersWith, startSenders } from './senders.ts'
import { startSink } from './sink.ts'
import { Victim } from './victim.ts'

export interface Proved {
  holds: boolean
  table: string
}

/**
 * Kills the grid at every named point, then it and its Postgres at any moment, while orders keep coming and going by all doors,
 * and the servers of partners; then counts. Without partners an interrupted run goes on when
 * asked for the same numbers again.
 */
export async function prove(asked: Asked, tell: (line: string) => void): Promise<Proved> {
  const files = filesAt(asked)
  const partners = await startPartners()
  const kinds = partners.map(({ kind }) => kind)
  const { progress, resumed } = await progressOf(asked, files, kinds)
  const plan = planOf(asked, kinds)
  if (resumed) tell(`goes on with round ${progress.round} of ${plan.length}`)
  await mkdir(files.data, { recursive: true })
  await chmod(files.data, 0o711) // the embedded Postgres may run as a user of its own
  const began = Date.now() - progress.runMs
  const sink = await startSink(progress.sinkPort, files.posts)
  const server = await startPostgres({ folder: join(files.data, 'postgres') })
  const database = openDatabase({ connection: server.connection, max: 2, name: 'proof' })
  const victim = new Victim(progress, files, { databaseUrl: addressOf(server.connection), partners })
  // At the very first start there is not even a table.
  const held = await heldJobs(database.pool).catch(() => [])
  const running: Running = { progress, files, victim, database, partners, held }
  const senders = startSenders(sendersWith(kinds), {
    doors: doorsOf(progress, victim, partners),
    log: files.accepted,
    largeTimes: asked.largeTimes,
  })
  for (const [at, round] of plan.entries()) {
    if (at < progress.round) continue
    if (at > 0 && at % 20 === 0) tell(`round ${at} of ${plan.length}, ${senders.accepted.documents} documents accepted`)
    await goWrong(running, round, tell)
    progress.round = at + 1
    progress.runMs = Date.now() - began
    keep(progress, files)
  }
  if (!victim.alive) await startAgain(running)
  await sleep(500)
  await senders.stop()
  await settled(database, partners)
  const rows = await countAll({ pool: database.pool, progress, sink, accepted: senders.accepted, plan, partners })
  await victim.kill()
  sink.close()
  await database.close()
  await Promise.all(partners.map(({ peer }) => peer.stop()))
  await (await startPostgres({ folder: join(files.data, 'postgres') })).stop()
  return concluded(rows, { asked, files, partners, seconds: Math.round((Date.now() - began) / 1000) })
}

function concluded(rows: Row[], of: { asked: Asked; files: Files; partners: Partner[]; seconds: number }): Proved {
  const holds = rows.every(({ fits }) => fits)
  const there = of.partners.map(({ program }) => program)
  const missing = PARTNERS.flatMap((kind) => partnerMissing[kind] ?? [])
  const title = `proof of the exchange, seed ${of.asked.seed}, ${of.seconds} s; at partners: ${[...there, ...missing].join(', ')}`
  if (holds) removeAll(of.files)
  const kept = holds ? '' : `\n  kept for a look: ${of.files.data}`
  return { holds, table: tableOf(title, rows) + kept }
}

function doorsOf({ httpPort, sftpPort, key }: Progress, victim: Victim, partners: Partner[]): (of: Sender) => Door {
  return ({ door }) => {
    if (door === 'http') return httpDoor(httpPort, () => victim.apiKey)
    if (door === 'put' || door === 'rename') return sftpDoor(sftpPort, key.private, door)
    return partnerDoor(partners.find(({ kind }) => kind === door)!)
  }
}

/** However long it takes on a busy machine: gives up when it has become no less for so long. */
async function settled({ pool }: Database, partners: Partner[]): Promise<void> {
  let least = Number.POSITIVE_INFINITY
  let since = Date.now()
  while (Date.now() - since < SETTLED_WITHIN_MS) {
    const left = await howMuchIsLeft(pool, partners)
    if (left === 0) return
    if (left < least) {
      least = left
      since = Date.now()
    }
    await sleep(100)
  }
}
