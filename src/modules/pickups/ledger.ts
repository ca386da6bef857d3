import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import type { Item } from '../../connectors/define.ts'
import type { Problem } from '../../platform/change.ts'

/** What the grid knows of one version of an item. */
export interface Known {
  identity: Buffer
  key: string
  version: string
  name: string
  size_bytes: number
  changed_at: Date | null
  /** Since the first look that saw it. */
  age_ms: number
  times: number
  interchange: string | null
  problem: Problem | null
  settled: boolean
  remains: boolean | null
  /** Where it lies since it was settled; null: nowhere, as far as the grid knows. */
  place: string | null
  /** Why it was set aside since. */
  late: Problem | null
}

const COLUMNS = `identity, key, version, name, size_bytes, changed_at, extract(epoch from now() - seen_at) * 1000 as age_ms,
  times, interchange, problem, settled_at is not null as settled, remains, place, late`

export function identityOf({ key, version }: Pick<Item, 'key' | 'version'>): Buffer {
  return createHash('sha256').update(`${key}\0${version}`).digest()
}

/** What is known of these, by identity in hex. */
export async function knownItems(pool: Pool, channel: string, items: Item[]): Promise<Map<string, Known>> {
  return rowsOf(
    await pool.query({
      name: 'known pick-ups',
      text: `select ${COLUMNS} from pickups where channel = $1 and identity = any($2::bytea[])`,
      values: [channel, items.map(identityOf)],
    }),
  )
}

/** What waits to become quiet, and what is decided while its source does not know it yet. */
export async function openItems(pool: Pool, channel: string): Promise<Map<string, Known>> {
  return rowsOf(
    await pool.query({
      name: 'open pick-ups',
      text: `select ${COLUMNS} from pickups where channel = $1 and settled_at is null order by decided_at, seen_at`,
      values: [channel],
    }),
  )
}

/** What was set aside since its source was told that it was taken. */
export async function lateItems(pool: Pool, channel: string): Promise<Map<string, Known>> {
  return rowsOf(
    await pool.query({
      name: 'late pick-ups',
      text: `select ${COLUMNS} from pickups where channel = $1 and late is not null and settled_at is not null order by decided_at`,
      values: [channel],
    }),
  )
}

/** What was waiting and is there no longer, or in another version by now. */
export async function forget(pool: Pool, channel: string, identities: Buffer[]): Promise<void> {
  if (identities.length === 0) return
  await pool.query('delete from pickups where channel = $1 and identity = any($2::bytea[]) and times = 0', [
    channel,
    identities,
  ])
}

function rowsOf({ rows }: { rows: (Known & { age_ms: string | number })[] }): Map<string, Known> {
  return new Map(rows.map((row) => [row.identity.toString('hex'), { ...row, age_ms: Number(row.age_ms) }]))
}

export function ledgerRow(channel: string, item: Item) {
  const { key, version, name, sizeBytes, changedAt } = item
  return { channel, identity: identityOf(item), key, version, name, size_bytes: sizeBytes, changed_at: changedAt }
}
