import { hash as digest } from 'node:crypto'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { grouped } from '../grouped.ts'
import { Disk } from './disk.ts'
import { Draft } from './draft.ts'
import { DraftsFolder } from './drafts-folder.ts'
import { payloadError } from './errors.ts'
import type { PayloadKeys } from './keys.ts'
import type { Place, PlaceProblem } from './place.ts'
import { type Placement, place } from './placing.ts'
import { readerOf } from './reader.ts'
import { RecentBytes } from './recent.ts'
import { S3 } from './s3.ts'
import type { S3Settings } from './s3-client.ts'
import { contentOf, damaged, type StoredBytes, wrapped } from './stored-form.ts'
import { type Swept, sweep } from './sweeping.ts'

/** Bytes that are durable, or will be with the row that holds them (`place: 'row'`). */
export interface KeptPayload {
  /** SHA-256 */
  hash: Buffer
  sizeBytes: number
  place: 'row' | 'disk' | 's3'
  /** The stored form, for the payload's row; null when the bytes lie elsewhere. */
  content: Buffer | null
}

/** Random access to the bytes of one payload. */
export interface PayloadReader {
  sizeBytes: number
  /** Up to `length` bytes: fewer at the end. */
  read(offset: number, length: number): Promise<Buffer>
  /**
   * The bytes from one offset up to another, at the pace of the consumer. Read whole, they are checked against their hash
   * before the last piece is handed out: whoever gets the end has got the payload.
   */
  stream(from?: number, to?: number): AsyncIterable<Buffer>
  close(): Promise<void>
}

export interface PayloadOptions {
  pool: Pool
  /** For rows by their hash, planned by its index whatever Postgres knows of the table; the pool where it is not given. */
  keyed?: Pool
  /** Payloads on disk, and drafts. */
  folder: string
  inlineBytesMax: number
  sizeBytesMax: number
  /** Opens what was encrypted, also while `encrypted` is off. */
  keys?: PayloadKeys
  encrypted?: boolean
  /** New payloads that are too large for a row go here instead of on disk; those on disk stay there. */
  s3?: S3Settings | undefined
}

interface Row {
  place: KeptPayload['place']
  content: Buffer | null
  size_bytes: number
}

const RECENT = { bytesMax: 67_108_864, entryBytesMax: 1_048_576 }
/** 100 rows of 64 KB in one answer. */
const GROUP_MAX = 100

/** Immutable bytes, named by their SHA-256: small ones in their row, larger ones on disk or in an object store. */
export class Payloads {
  readonly #options: PayloadOptions
  readonly #places: { disk: Place; s3: Place | null }
  readonly #drafts: DraftsFolder
  readonly #placement: Placement
  readonly #row: (hash: string) => Promise<Row | undefined>
  readonly #recent = new RecentBytes(RECENT)

  constructor(options: PayloadOptions) {
    if (options.encrypted && !options.keys) throw new Error('payloads cannot be encrypted without keys')
    this.#options = options
    this.#places = { disk: new Disk(options.folder), s3: options.s3 ? new S3(options.s3) : null }
    this.#drafts = new DraftsFolder(join(options.folder, 'drafts'))
    this.#placement = {
      pool: options.pool,
      place: this.#places.s3 ?? this.#places.disk,
      encryptWith: this.#encryptWith,
      spool: (veiled) => this.#drafts.spool(veiled),
    }
    this.#row = grouped((hashes) => findRows(options.keyed ?? options.pool, hashes), GROUP_MAX)
  }

  /** Small content, kept by the row that the caller's change inserts. Touches no disk. */
  small(content: Uint8Array): KeptPayload {
    const hash = digest('sha256', content, 'buffer')
    this.remember(hash, content)
    const stored = wrapped(content, hash, this.#encryptWith?.current ?? null)
    return { hash, sizeBytes: content.length, place: 'row', content: stored }
  }

  /** Keeps a stream of any size in bounded memory; durable when resolved, small ones with their row. */
  async keep(source: AsyncIterable<Uint8Array>, limits: { sizeBytesMax?: number } = {}): Promise<KeptPayload> {
    const draft = this.draft(limits)
    try {
      for await (const piece of source) await draft.write(draft.sizeBytes, piece)
      return await draft.keep()
    } catch (error) {
      await draft.discard()
      throw error
    }
  }

  /** For writers that write out of order. */
  draft({ sizeBytesMax = this.#options.sizeBytesMax }: { sizeBytesMax?: number } = {}): Draft {
    return new Draft({
      inlineBytesMax: this.#options.inlineBytesMax,
      sizeBytesMax: Math.min(sizeBytesMax, this.#options.sizeBytesMax),
      spool: () => this.#drafts.spool(this.#encryptWith !== null),
      small: (content) => this.small(content),
      place: (spool, hash, sizeBytes) => place(this.#placement, spool, hash, sizeBytes),
    })
  }

  /** Bytes that are kept already, as one would keep them once more. Throws `payload-missing`. */
  async kept(hash: Buffer): Promise<KeptPayload> {
    const { place, content, size_bytes } = await this.#rowOf(hash)
    return { hash, sizeBytes: size_bytes, place, content }
  }

  async open(hash: Buffer): Promise<PayloadReader> {
    const row = await this.#rowOf(hash)
    const stored = row.content ? inMemory(row.content) : await this.#placeOf(row, hash).open(hash)
    try {
      const content = await contentOf(stored, hash, this.#options.keys ?? null)
      if (content.sizeBytes !== row.size_bytes) throw damaged(hash)
      return readerOf(stored, content, hash, row.content ? row.size_bytes : this.#placeOf(row, hash).pieceBytes)
    } catch (error) {
      await stored.close()
      throw error
    }
  }

  /** The whole bytes of a payload that fits in memory; not to be changed. Many callers of one moment share one query. */
  async bytes(hash: Buffer, sizeBytesMax: number): Promise<Uint8Array> {
    const recent = this.#recent.find(hash)
    if (recent && recent.length <= sizeBytesMax) return recent
    const reader = await this.open(hash)
    try {
      if (reader.sizeBytes > sizeBytesMax) throw payloadError('payload-too-large', { sizeBytesMax })
      const content = await reader.read(0, reader.sizeBytes)
      if (!digest('sha256', content, 'buffer').equals(hash)) throw damaged(hash)
      return content
    } finally {
      await reader.close()
    }
  }

  /** Bytes that will be asked for in a moment need not be read back. */
  remember(hash: Buffer, content: Uint8Array): void {
    this.#recent.add(hash, content)
  }

  /** At start: what a killed process was writing. */
  sweepDrafts(now: number): Promise<number> {
    return this.#drafts.sweep(now)
  }

  /** Now and then: walks over all that is stored. */
  async sweep(now: number): Promise<Swept> {
    await this.sweepDrafts(now)
    const swept: Swept = { payloads: 0, sizeBytes: 0 }
    for (const place of [this.#places.disk, this.#places.s3]) {
      if (place) await sweep(this.#options.pool, place, now, swept)
    }
    return swept
  }

  /** Where new payloads go: the first layer that fails, or null. */
  check(): Promise<PlaceProblem | null> {
    return this.#placement.place.check()
  }

  get #encryptWith(): PayloadKeys | null {
    return this.#options.encrypted ? this.#options.keys! : null
  }

  async #rowOf(hash: Buffer): Promise<Row> {
    const row = await this.#row(hash.toString('hex'))
    if (!row) throw payloadError('payload-missing', { hash: hash.toString('hex') })
    return row
  }

  #placeOf({ place }: Row, hash: Buffer): Place {
    const found = place === 's3' ? this.#places.s3 : this.#places.disk
    if (!found) throw payloadError('payload-missing', { hash: hash.toString('hex') })
    return found
  }
}

/** The row that the caller's transaction inserts, `on conflict do nothing`. */
export function payloadRow({ hash, sizeBytes, place, content }: KeptPayload) {
  return { hash, size_bytes: sizeBytes, place, content }
}

async function findRows(pool: Pool, hashes: string[]): Promise<(Row | undefined)[]> {
  const { rows } = await pool.query({
    name: 'payloads',
    text: `select encode(p.hash, 'hex') as hash, p.place, p.content, p.size_bytes from unnest($1::bytea[]) as w(hash) join payloads p on p.hash = w.hash`,
    values: [hashes.map((hash) => Buffer.from(hash, 'hex'))],
  })
  const found = new Map(rows.map((row) => [row.hash as string, row as Row]))
  return hashes.map((hash) => found.get(hash))
}

function inMemory(content: Buffer): StoredBytes {
  return {
    sizeBytes: content.length,
    read: async (offset, length) => content.subarray(offset, offset + length),
    close: async () => {},
  }
}
