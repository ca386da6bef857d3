import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chance } from './chance.ts'
import { PARTNERS, type PartnerKind } from './partners.ts'

/**
 * One thing that goes wrong: the grid ends at a named point, is killed at any moment, its Postgres or a partner's server is, or one of
 * them is away for long.
 */
export interface Round {
  what: 'point' | 'grid' | 'postgres' | 'away' | PartnerKind | 'partners-away'
  point?: string
  /** At which pass of the point. */
  turn?: number
  /** After the grid is ready and at work; with `early` after its process began, so that it is killed while it starts. */
  waitMs: number
  early?: boolean
  /** While the partner's server is away the grid is killed, too, and started again. */
  both?: boolean
}

export interface Asked {
  kills: number
  postgresKills: number
  /** Of the SFTP server of a partner, and as many of its S3 store. */
  partnerKills: number
  seed: number
  /** How long Postgres is stopped in one go, and then the servers of partners. */
  awayMs: number
  /** How many of the kill points, for a short proof; usually all. */
  points?: number
  /** So many times as long between two large files, for a short proof: on a slow machine they would take most of its time. */
  largeTimes?: number
  /** Where its files lie; usually among those that outlast a restart of the machine. */
  folder?: string
}

/** Every kill point once, then the kills in a random order. */
export function planOf(asked: Asked, partners: PartnerKind[]): Round[] {
  const pick = chance(asked.seed, -2)
  const all = killPoints().filter((name) => isPassed(name, partners))
  while (all.length > (asked.points ?? all.length)) all.splice(Math.floor(pick() * all.length), 1)
  const points = all.map((point, at): Round => {
    // What passes once a large interchange or a look would take minutes to pass the twentieth time.
    const most = /^(large|payload):|:looked$/.test(point) ? 2 : 20
    return { what: 'point', point, turn: 1 + Math.floor(chance(asked.seed, at)() * most), waitMs: 0 }
  })
  const draw = chance(asked.seed, -1)
  const kills: Round[] = [
    ...partners.flatMap((kind) => Array.from({ length: asked.partnerKills }, () => kind)),
    ...Array.from({ length: asked.kills }, () => 'grid' as const),
    ...Array.from({ length: asked.postgresKills }, () => 'postgres' as const),
  ]
    // Mostly soon; sometimes late enough for a large file to come in whole.
    .map((what) => ({ what, waitMs: Math.floor(100 + draw() ** 3 * 3_000), at: draw() }))
    .sort((a, b) => a.at - b.at)
    .map(({ what, waitMs }) => ({ what, waitMs, ...drawn(what, draw) }))
  const away: Round[] = partners.length > 0 ? [{ what: 'partners-away', waitMs: asked.awayMs }] : []
  return [...points, { what: 'away', waitMs: asked.awayMs }, ...away, ...kills]
}

function drawn(what: Round['what'], draw: () => number): Pick<Round, 'early' | 'both'> {
  if (what === 'grid') return draw() < EARLY ? { early: true } : {}
  return what === 'postgres' || draw() > BOTH ? {} : { both: true }
}

/** Part of the kills of the grid that come while it starts. */
const EARLY = 0.2
/** Part of the kills of a partner's server in which the grid is killed, too. */
const BOTH = 0.3

/** Passed only where the grid sends in bulk, batches, attaches files or sets aside what it took: their own tests end it there. */
const OF_OTHERS = /^(bulk|batch|attach):|:set-aside$/

/** Those of picking up are passed with any server of a partner, those of a connector with its own. */
function isPassed(name: string, partners: PartnerKind[]): boolean {
  const [of] = name.split(':')
  if (of === 'pickup') return partners.length > 0
  return !PARTNERS.some((kind) => kind === of) || partners.some((kind) => kind === of)
}

/** Read from the source, so that a new point is part of the proof by being written. */
function killPoints(): string[] {
  const src = join(import.meta.dirname, '../../src')
  const found = globSync('**/*.ts', { cwd: src }).flatMap((file) =>
    [...readFileSync(join(src, file), 'utf8').matchAll(/\bkillAt\('([^']+)'\)/g)].map(([, name]) => name!),
  )
  return [...new Set(found)].filter((name) => !OF_OTHERS.test(name)).sort()
}
