import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../src/platform/database.ts'
import { type Postgres, startPostgres } from '../../src/platform/postgres/embedded.ts'
import { whatWaits } from './left.ts'
import type { Partner, PartnerKind } from './partners.ts'
import type { Round } from './plan.ts'
import type { Files, Progress } from './progress.ts'
import { firstTakenUp, type Held, heldJobs } from './resuming.ts'
import type { Victim } from './victim.ts'

export interface Running {
  progress: Progress
  files: Files
  victim: Victim
  database: Database
  partners: Partner[]
  /** What a killed grid left claimed, until it is started again. */
  held: Held[]
}

const POINT_WITHIN_MS = 60_000
export const SETTLED_WITHIN_MS = 180_000

/** One round of the plan. */
export async function goWrong(running: Running, round: Round, tell: (line: string) => void): Promise<void> {
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
  if (round.what === 'partners-away') return partnersAway(running, round.waitMs)
  if (!victim.alive && round.early) void victim.start()
  if (!victim.alive) await startAgain(running)
  await sleep(round.waitMs)
  if (round.what === 'grid') await killed(running)
  else if (round.what === 'postgres') await killPostgres(running)
  else await killPartner(running, round.what, round.both === true)
}

/** The server of a partner is killed and comes back; with `both` a grid has to start while it is away. */
async function killPartner(running: Running, kind: PartnerKind, both: boolean): Promise<void> {
  const { peer } = running.partners.find((one) => one.kind === kind)!
  await peer.kill()
  running.progress.partnerKillsDone[kind]++
  if (both) await killAndStart(running)
  else await sleep(300)
  await peer.start()
}

/** How often the grid is killed while the servers of partners are away so long. */
const killsWhileAway = (ms: number) => (ms < 30_000 ? 1 : 2)

/** All servers of partners at once; then nothing goes wrong until all is through that has waited for them. */
async function partnersAway(running: Running, ms: number): Promise<void> {
  const { partners, progress, database } = running
  if (!running.victim.alive) await startAgain(running)
  const from = Date.now()
  await Promise.all(partners.map(({ peer }) => peer.kill()))
  const kills = killsWhileAway(ms)
  for (let done = 0; done < kills; done++) {
    await sleep(ms / (kills + 1))
    await killAndStart(running)
  }
  await sleep(Math.max(0, from + ms - Date.now()))
  await Promise.all(partners.map(({ peer }) => peer.start()))
  const back = Date.now()
  progress.partnersAwayForMs = back - from
  const waited = await whatWaits(database.pool, partners)
  while (Date.now() - back < SETTLED_WITHIN_MS) {
    const now = await whatWaits(database.pool, partners)
    if (waited.isDisjointFrom(now)) break
    await sleep(50)
  }
  progress.caughtUpMs = Date.now() - back
}

async function killAndStart(running: Running): Promise<void> {
  await killed(running)
  await startAgain(running)
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

export async function startAgain({ victim, held, progress, database }: Running, killAt?: string): Promise<void> {
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
  const server = await postgresBack(running, from)
  // Which look found the new one does not matter.
  if (server.pid === pid) throw new Error('Postgres was killed and still runs')
}

async function postgresBack({ files, database, progress }: Running, from: number): Promise<Postgres> {
  const server = await startPostgres({ folder: join(files.data, 'postgres') })
  const back = Date.now()
  progress.ends.push([from, back])
  const held = await heldJobs(database.pool)
  if (held.length > 0) progress.postgresResumedMs.push((await firstTakenUp(database.pool, held))! - back)
  return server
}

/** The grid stays up, says no to everything, and goes on by itself. */
async function awayForLong(running: Running, ms: number): Promise<void> {
  if (!running.victim.alive) await startAgain(running)
  const folder = join(running.files.data, 'postgres')
  const from = Date.now()
  await (await startPostgres({ folder })).stop()
  await sleep(ms)
  const { reused } = await postgresBack(running, from)
  if (reused) throw new Error('Postgres was ended and still ran')
  running.progress.awayForMs = ms
}

/** How often a round kills the grid. */
export function gridKills({ what, waitMs, both }: Round): number {
  if (what === 'partners-away') return killsWhileAway(waitMs)
  return what === 'point' || what === 'grid' || both ? 1 : 0
}
