import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chance } from './chance.ts'

/** One thing that goes wrong: the grid ends at a named point, is killed at any moment, or its Postgres is. */
export interface Round {
  what: 'point' | 'grid' | 'postgres'
  point?: string
  /** At which pass of the point. */
  turn?: number
  waitMs: number
}

export interface Asked {
  kills: number
  postgresKills: number
  seed: number
}

/** Every kill point once, then the kills in a random order. */
export function planOf(asked: Asked): Round[] {
  const points = killPoints().map((point, at): Round => {
    // What passes once a large interchange would take minutes to pass the twentieth time.
    const most = /^(large|payload):/.test(point) ? 2 : 20
    return { what: 'point', point, turn: 1 + Math.floor(chance(asked.seed, at)() * most), waitMs: 0 }
  })
  const draw = chance(asked.seed, -1)
  const kills: Round[] = [
    ...Array.from({ length: asked.kills }, () => 'grid' as const),
    ...Array.from({ length: asked.postgresKills }, () => 'postgres' as const),
  ]
    .map((what) => ({ what, waitMs: Math.floor(100 + draw() * 400), at: draw() }))
    .sort((a, b) => a.at - b.at)
    .map(({ what, waitMs }) => ({ what, waitMs }))
  return [...points, ...kills]
}

/** Read from the source, so that a new point is part of the proof by being written. */
function killPoints(): string[] {
  const src = join(import.meta.dirname, '../../src')
  const found = globSync('**/*.ts', { cwd: src }).flatMap((file) =>
    [...readFileSync(join(src, file), 'utf8').matchAll(/\bkillAt\('([^']+)'\)/g)].map(([, name]) => name!),
  )
  return [...new Set(found)].sort()
}
