import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startPostgres } from '../../src/platform/postgres/embedded.ts'
import { newKeyPair } from '../../src/sftp/key-pair.ts'
import type { PartnerKind } from './partners.ts'
import type { Asked } from './plan.ts'

/** What an interrupted proof needs to go on; written beside the data folder after every round. */
export interface Progress extends Asked {
  /** The next round. */
  round: number
  httpPort: number
  sftpPort: number
  sinkPort: number
  /** Of the sender, for SFTP. */
  key: { private: string; public: string }
  pointsHit: string[]
  /** When each end of the grid or its Postgres began, and when it was surely over. */
  ends: [from: number, to: number][]
  keptAt: number
  gridKills: number
  postgresKillsDone: number
  /** Of each server of a partner. */
  partnerKillsDone: Record<PartnerKind, number>
  /** After each kill that left something claimed: milliseconds from the grid's ready to the first of it done. */
  resumedMs: number[]
  /** The same from the moment at which Postgres is back. */
  postgresResumedMs: number[]
  /** How long Postgres was away in one go. */
  awayForMs: number
  /** How long the servers of partners were, and how long it then took until all was through that had waited for them. */
  partnersAwayForMs: number
  caughtUpMs: number
  /** How often the proof itself was interrupted: each time its grid was killed and its senders did not know. */
  interruptions: number
  runMs: number
}

export interface Files {
  /** The grid's data. */
  data: string
  progress: string
  posts: string
  accepted: string
}

export function filesAt(asked: Asked): Files {
  const { seed, kills, postgresKills, points = 'all', folder = '/var/tmp' } = asked
  const data = `${folder}/entrepot-proof-${seed}-${points}-${kills}-${postgresKills}`
  return { data, progress: `${data}.json`, posts: `${data}.posts`, accepted: `${data}.accepted` }
}

/** That of an interrupted run with the same numbers, or a new one; with partners always a new one, since their servers forget. */
export async function progressOf(
  asked: Asked,
  files: Files,
  partners: PartnerKind[],
): Promise<{ progress: Progress; resumed: boolean }> {
  if (partners.length > 0) await startOver(files)
  try {
    const progress: Progress = JSON.parse(readFileSync(files.progress, 'utf8'))
    progress.interruptions++
    progress.ends.push([progress.keptAt, Date.now()])
    keep(progress, files)
    return { progress, resumed: true }
  } catch {
    removeAll(files)
    const port = 20_000 + 3 * Math.floor(Math.random() * 4_000)
    const progress: Progress = {
      ...asked,
      round: 0,
      httpPort: port,
      sftpPort: port + 1,
      sinkPort: port + 2,
      key: newKeyPair('ed25519', 'proof'),
      pointsHit: [],
      ends: [],
      keptAt: 0,
      gridKills: 0,
      postgresKillsDone: 0,
      partnerKillsDone: { sftp: 0, s3: 0 },
      resumedMs: [],
      postgresResumedMs: [],
      awayForMs: 0,
      partnersAwayForMs: 0,
      caughtUpMs: 0,
      interruptions: 0,
      runMs: 0,
    }
    keep(progress, files)
    return { progress, resumed: false }
  }
}

export function keep(progress: Progress, files: Files): void {
  progress.keptAt = Date.now()
  writeFileSync(`${files.progress}.partial`, JSON.stringify(progress))
  renameSync(`${files.progress}.partial`, files.progress)
}

/** A Postgres that an interrupted proof left would remove what its successor puts in its place: it ends first. */
export async function startOver(files: Files): Promise<void> {
  const folder = join(files.data, 'postgres')
  if (existsSync(folder)) await (await startPostgres({ folder })).stop()
  removeAll(files)
}

export function removeAll(files: Files): void {
  for (const path of Object.values(files)) rmSync(path, { recursive: true, force: true })
}

/** Lines of a log that was appended to; the last one may have been cut off. */
export function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(0, -1)
  } catch {
    return []
  }
}
