import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import type { Readable } from 'node:stream'
import { upload } from '../../platform/s3/upload.ts'
import type { Action, Drop } from '../define.ts'
import { Misconfigured, Rejected } from '../errors.ts'
import { hasLock } from './capabilities.ts'
import { keyFrom, marked, missingWord } from './keys.ts'
import { failure, later, problem, statusOf } from './problems.ts'
import { type Head, head, type S3Session } from './session.ts'
import { type DropSettings, dropSettings } from './settings.ts'

/** One request carries this much; what is larger goes in parts. */
const WHOLE_BYTES_MAX = 8_388_608
const BUSY_MS = 5_000
const DAY_MS = 86_400_000

/** Puts one object: whole under its key, or not there. */
export const drop: Action<S3Session, typeof dropSettings> = {
  settings: dropSettings,
  async run(session, { drop, settings, signal }) {
    let key = ''
    if (settings.retention) await expectLock(session)
    for (key of keysFor(drop, settings)) {
      const there = await head(session, key)
      if (there && isOurs(there, drop)) return told(key, there, true)
      if (there && settings.collision !== 'overwrite') continue
      const put = await putNew(session, { drop, key, signal, settings })
      const now = await head(session, key)
      if (now && isOurs(now, drop)) return told(key, now, false)
      if (put && now && now.sizeBytes !== drop.sizeBytes) throw differs(key, now, drop)
      if (put || !now) throw later('s3-busy', BUSY_MS, { act: 'writing', key, reason: 'it was changed at once' })
    }
    throw problem(Rejected, 's3-key-taken', { key })
  },
}

/** The keys it may get, the same on every attempt: the mark is made of the act's key. */
function keysFor(drop: Drop, { key: template, collision }: DropSettings): string[] {
  const words = wordsOf(drop)
  const word = missingWord(template, words)
  if (word !== null) throw problem(Misconfigured, 's3-key-word-missing', { word })
  const key = keyFrom(template, words, drop.folder)
  const mark = createHash('sha256').update(drop.key).digest('hex').slice(0, 8)
  return collision === 'suffix' ? [key, marked(key, mark)] : [key]
}

function wordsOf({ name, sha256, words = {} }: Drop): Record<string, string> {
  const hex = sha256.toString('hex')
  return { ...words, name, stem: posix.parse(name).name, hash: hex.slice(0, 16), sha256: hex }
}

/** Our own sum decides: an ETag says nothing of the content, once it was uploaded in parts or encrypted. */
function isOurs(found: Head, { sha256, sizeBytes }: Drop): boolean {
  return found.sizeBytes === sizeBytes && found.metadata['sha256'] === sha256.toString('hex')
}

interface Put {
  drop: Drop
  key: string
  settings: DropSettings
  signal: AbortSignal
  /** Our own bytes could not be read: nothing that the store or the way to it did. */
  unread?: unknown
}

const isOver = ({ settings }: Put) => settings.collision === 'overwrite'

/** Asked before anything is put: what is only believed to be locked would be worse than an error. */
async function expectLock(session: S3Session): Promise<void> {
  session.locks ??= await hasLock(session)
  if (!session.locks) throw problem(Misconfigured, 's3-lock-missing', { bucket: session.bucket })
}

/** False: another object has come under this key. */
async function putNew(session: S3Session, put: Put): Promise<boolean> {
  const asks = !isOver(put) && conditional(session, put.drop)
  try {
    await send(session, put, asks)
    return true
  } catch (error) {
    if (put.unread !== undefined) throw put.unread
    const status = statusOf(error)
    if (asks && status === 412) {
      session.conditions = 'known'
      return false
    }
    if (asks && status === 501) {
      session.conditions = 'none'
      return putNew(session, put)
    }
    throw failure(error, { act: 'writing', bucket: session.bucket, key: put.key })
  }
}

/** A store that takes parts may ignore the condition at their end: it is asked where it kept the condition once. */
function conditional({ conditions }: S3Session, { sizeBytes }: Drop): boolean {
  return conditions === 'known' || (conditions === 'unknown' && sizeBytes <= WHOLE_BYTES_MAX)
}

async function send(session: S3Session, put: Put, onlyNew: boolean): Promise<void> {
  const { drop, key, settings, signal } = put
  const given = await drop.bytes()
  const sha = createHash('sha256')
  await upload({
    client: session.client,
    bucket: session.bucket,
    key,
    metadata: metadataOf(drop),
    retention: retentionOf(settings),
    contentType: drop.contentType,
    sizeBytes: drop.sizeBytes,
    bytes: summed(given, sha, put),
    onlyNew,
    signal,
    async beforeItShows() {
      if (!sha.digest().equals(drop.sha256)) throw new Error(`the bytes of ${drop.name} are not those of its sum`)
      // Where the store is not asked or may not listen, the gap between looking and showing is kept as small as can be.
      if (!isOver(put) && drop.sizeBytes > WHOLE_BYTES_MAX) await stillFree(session, key, drop)
    },
  })
}

/** Headers take ASCII only. */
function metadataOf({ key, sha256, words = {} }: Drop): Record<string, string> {
  const told = ['partner', 'type', 'number'].flatMap((word) =>
    words[word] ? [[`entrepot-${word}`, encodeURIComponent(words[word])]] : [],
  )
  return { sha256: sha256.toString('hex'), 'entrepot-key': key, ...Object.fromEntries(told) }
}

function retentionOf({ retention }: DropSettings) {
  if (!retention) return undefined
  const until = new Date(Date.now() + retention.days * DAY_MS)
  return { mode: retention.mode === 'compliance' ? ('COMPLIANCE' as const) : ('GOVERNANCE' as const), until }
}

async function stillFree(session: S3Session, key: string, drop: Drop): Promise<void> {
  const there = await head(session, key)
  if (there && !isOurs(there, drop)) throw problem(Rejected, 's3-key-taken', { key })
}

async function* summed(
  given: Uint8Array | Readable,
  sha: ReturnType<typeof createHash>,
  put: Put,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of given instanceof Uint8Array ? [given] : (given as AsyncIterable<Uint8Array>)) {
      sha.update(piece)
      yield piece
    }
  } catch (error) {
    put.unread = error
    throw error
  }
}

function told(key: string, head: Head, repeated: boolean): Record<string, string | number> {
  const { etag, versionId, sizeBytes, retainedUntil } = head
  const told: Record<string, string | number> = { key, etag, sizeBytes, repeated: repeated ? 1 : 0 }
  if (versionId !== undefined && versionId !== 'null') told['versionId'] = versionId
  if (retainedUntil) told['retainedUntil'] = retainedUntil.toISOString()
  return told
}

function differs(key: string, now: Head, drop: Drop): Error {
  return later('s3-size-differs', BUSY_MS, { key, found: now.sizeBytes, expected: drop.sizeBytes })
}
