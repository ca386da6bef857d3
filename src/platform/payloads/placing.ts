import type { Pool, PoolClient } from 'pg'
import { killAt } from '../kill.ts'
import type { PayloadKeys } from './keys.ts'
import type { KeptPayload } from './payloads.ts'
import type { Place, StoredFile } from './place.ts'
import type { Spool } from './spool.ts'
import { encrypted } from './stored-form.ts'

/** What placing and sweeping need. */
export interface Placement {
  pool: Pool
  place: Place
  /** Null: payloads are stored as they are. */
  encryptWith: PayloadKeys | null
  spool(veiled: boolean): Promise<Spool>
}

const TRIES_MAX = 3

/** Moves a written spool to its place. Durable when resolved; on failure nothing of it is left beside the place. */
export async function place(with_: Placement, spool: Spool, hash: Buffer, sizeBytes: number): Promise<KeptPayload> {
  const { pool, place, encryptWith } = with_
  let finished = spool
  try {
    const file: StoredFile = { path: spool.path, sizeBytes: 0 }
    if (encryptWith) {
      finished = await with_.spool(false)
      const content = { sizeBytes, read: (offset: number, length: number) => spool.read(offset, length) }
      file.path = finished.path
      file.sizeBytes = await finished.fill(encrypted(content, hash, encryptWith.current))
      await spool.discard()
    } else file.sizeBytes = await spool.finish(sizeBytes)
    await finished.close()
    const { rowCount } = await pool.query('select from payloads where hash = $1', [hash])
    for (let tries = 1; ; tries++) {
      await place.prepare(hash, file, rowCount === 1)
      killAt('payload:prepared')
      if (await locked(pool, hash, 'shared', () => place.settle(hash, file))) break
      if (tries === TRIES_MAX) throw new Error(`payload ${hash.toString('hex')} is not there after ${TRIES_MAX} tries`)
    }
    killAt('payload:placed')
    await finished.discard()
  } catch (error) {
    await Promise.all([spool.discard(), finished.discard()])
    throw error
  }
  return { hash, sizeBytes, place: place.name, content: null }
}

/**
 * Between the sweeper's last look at bytes without a row and their removal, the same bytes may be kept again: writers settle
 * under a shared lock of the hash, the sweeper looks and removes under an exclusive one. Holds over all nodes.
 */
export async function locked<T>(
  pool: Pool,
  hash: Buffer,
  kind: 'shared' | 'exclusive',
  act: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let failed = true
  try {
    await client.query('begin')
    const lock = kind === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock'
    await client.query(`select ${lock}($1, $2)`, [LOCK_CLASS, hash.readInt32BE(0)])
    const result = await act(client)
    await client.query('commit')
    failed = false
    return result
  } finally {
    client.release(failed) // a connection in an unknown state is closed, and its lock with it
  }
}

/** 'EP' and 1: advisory locks of two numbers are a space shared by the whole database. */
const LOCK_CLASS = 0x45500001
