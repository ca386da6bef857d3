import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, openDatabase } from '../../src/platform/database.ts'
import { type Postgres, startPostgres } from '../../src/platform/postgres/embedded.ts'
import { addressOf } from '../grid.ts'
import { countAll, LEFT, type Row, tableOf } from './checks.ts'
import { httpDoor, sftpDoor } from './doors.ts'
import { type Asked, planOf, type Round } from './plan.ts'
import { type Files, filesAt, keep, type Progress, progressOf, removeAll } from './progress.ts'
import { firstTakenUp, type Held, heldJobs } from './resuming.ts'
import { startSenders } from './senders.ts'
import { startSink } from './sink.ts'
import { Victim } from './victim.ts'

export interface Proved {
  holds: boolean
  table: string
}

interface Running {
  progress: Progress
  files: Files
  victim: Victim
  database: Database
  /** What a killed grid left claimed, until it is started again. */
  held: Held[]
}

const POINT_WITHIN_MS = 60_000
const SETTLED_WITHIN_MS = 180_000

/**
 * Kills the grid at every named point, then it and its Postgres at any moment, while orders keep coming by both doors; then
 * counts. An interrupted run goes on when asked for the same numbers again.
 */
export async function prove(asked: Asked, tell: (line: string) => void): Promise<Proved> {
  const files = filesAt(asked)
  const { progress, resumed } = progressOf(asked, files)
  const plan = planOf(asked)
  if (resumed) tell(`goes on with round ${progress.round} of ${plan.length}`)
  await mkdir(files.data, { recursive: true })
  await chmod(files.data, 0o711) // the embedded Postgres may run as a user of its own
  const began = Date.now() - progress.runMs
  const sink = await startSink(progress.sinkPort, files.posts)
  const server = await startPostgres({ folder: join(files.data, 'postgres') })
  const database = openDatabase({ connection: server.connection, max: 2, name: 'proof' })
  const victim = new Victim(progress, files, addressOf(server.connection))
  // At the very first start there is not even a table.
  const held = await heldJobs(database.pool).catch(() => [])
  const running: Running = { progress, files, victim, database, held }
  const { httpPort, sftpPort, key } = progress
  const senders = startSenders(
    ({ door }) => (door === 'http' ? httpDoor(httpPort, () => victim.apiKey) : sftpDoor(sftpPort, key.private, door)),
    files.accepted,
  )
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
  await settled(database)
  const points = plan.flatMap(({ point }) => (point === undefined ? [] : [point]))
  const rows = await countAll({ pool: database.pool, progress, sink, accepted: senders.accepted, points })
  await victim.kill()
  sink.close()
  await database.close()
  await (await startPostgres({ folder: join(files.data, 'postgres') })).stop()
  return concluded(rows, { asked, files, seconds: Math.round((Date.now() - began) / 1000) })
}

function concluded(rows: Row[], of: { asked: Asked; files: Files; seconds: number }): Proved {
  const holds = rows.every(({ fits }) => fits)
  const title = `proof of the exchange, seed ${of.asked.seed}, ${of.seconds} s`
  if (holds) removeAll(of.files)
  const kept = holds ? '' : `\n  kept for a look: ${of.files.data}`
  return { holds, table: tableOf(title, rows) + kept }
}

async function goWrong(running: Running, round: Round, tell: (line: string) => void): Promise<void> {
  const { victim, progress } = running
  if (round.what === 'point') {
    const turn = `${round.point}:${round.turn}`
    await startAgain(running, turn)
    if ((await victim.ended(POINT_WITHIN_MS)) === 'SIGKILL') progress.pointsHit.push(round.point!)
    else tell(`not passed within ${POINT_WITHIN_MS} ms: ${turn}`)
    await killed(running)
    return
  }
  if (round.what === 'away') return awayForLong(running, round.waitMs)
  if (!victim.alive && round.early) void victim.start()
  if (!victim.alive) await startAgain(running)
  await sleep(round.waitMs)
  if (round.what === 'grid') await killed(running)
  else if (round.what === 'postgres') await killPostgres(running)
}

/** Ends it, if it has not ended itself, and looks at what it left. */
async function killed(running: Running): Promise<void> {
  const { progress } = running
  const from = Date.now()
  await running.victim.kill()
  progress.ends.push([Math.min(from, running.victim.endedAt), Date.now()])
  progress.gridKills++
  running.held = await heldJobs(running.database.pool)
}

async function startAgain({ victim, held, progress, database }: Running, killAt?: string): Promise<void> {
  const started = victim.start(killAt)
  const first = held.length > 0 ? firstTakenUp(database.pool, held, victim.gone) : null
  await started
  const ready = Date.now()
  const done = await first
  if (done !== null) progress.resumedMs.push(Math.max(0, done - ready))
}

async function killPostgres(running: Running): Promise<void> {
  const { files, progress } = running
  const { pid } = await startPostgres({ folder: join(files.data, 'postgres') })
  const from = Date.now()
  process.kill(pid, 'SIGKILL')
  progress.postgresKillsDone++
  await sleep(300)
  await postgresBack(running, from)
}

async function postgresBack({ files, database, progress }: Running, from: number): Promise<void> {
  const server: Postgres = await startPostgres({ folder: join(files.data, 'postgres') })
  if (server.reused) throw new Error('Postgres was ended and still ran')
  const back = Date.now()
  progress.ends.push([from, back])
  const held = await heldJobs(database.pool)
  if (held.length > 0) progress.postgresResumedMs.push((await firstTakenUp(database.pool, held))! - back)
}

/** The grid stays up, says no to everything, and goes on by itself. */
async function awayForLong(running: Running, ms: number): Promise<void> {
  if (!running.victim.alive) await startAgain(running)
  const folder = join(running.files.data, 'postgres')
  const from = Date.now()
  await (await startPostgres({ folder })).stop()
  await sleep(ms)
  await postgresBack(running, from)
  running.progress.awayForMs = ms
}

async function settled({ pool }: Database): Promise<void> {
  const began = Date.now()
  while (Date.now() - began < SETTLED_WITHIN_MS) {
    if ((await pool.query(LEFT)).rows[0].n === 0) return
    await sleep(100)
  }
}
