import { createHash } from 'node:crypto'
import { DeleteObjectCommand, GetObjectTaggingCommand, PutObjectTaggingCommand } from '@aws-sdk/client-s3'
import { killAt } from '../../platform/kill.ts'
import type { Item, Outcome, SetAside, Settled } from '../define.ts'
import { copy } from './copying.ts'
import { fixedPart, folderOf, marked, prefixAt } from './keys.ts'
import { isGone, statusOf } from './problems.ts'
import { acting, type Head, head, putText, type S3Session } from './session.ts'
import { type PickUpSettings, REASON, RESULT } from './settings.ts'
import { isSame } from './versions.ts'

interface Settling {
  item: Item
  outcome: Outcome | SetAside
  settings: PickUpSettings
  at: Date
  /** Where it lies, if not under its own key. */
  key?: string
}

/** Tags, moves or removes just this version of an object; one that has another version by now is left for the next look. */
export async function settle(session: S3Session, of: Settling): Promise<Settled> {
  const { item, outcome, settings, at } = of
  const now = await head(session, item.key)
  if (!isSame(now, item)) return GONE
  const { prefix, afterwards, donePrefix, errorPrefix } = settings
  if (!outcome.taken && errorPrefix !== null) return moveAway(session, now, of, prefixAt(prefix, errorPrefix, at))
  if (outcome.taken && afterwards === 'move') return moveAway(session, now, of, prefixAt(prefix, donePrefix, at))
  if (afterwards === 'tag') await tag(session, now, of)
  await writeResult(session, item.key, of)
  if (!outcome.taken || afterwards !== 'delete') return { original: 'left', place: item.key }
  await remove(session, item, now)
  return GONE
}

const GONE: Settled = { original: 'gone', place: null }

/** Where refused objects go, with the reason beside it; without such a place it stays, and its tags and result say it. */
export async function setAside(
  session: S3Session,
  { place, ...of }: Settling & { place: string | null; outcome: SetAside },
): Promise<string | null> {
  const { item, settings, at } = of
  const { prefix, afterwards, errorPrefix } = settings
  const now = place === null ? null : await head(session, place)
  if (errorPrefix === null || place?.startsWith(fixedPart(prefix, errorPrefix))) {
    if (now !== null && place === item.key && !isSame(now, item)) return null
    if (now !== null && afterwards === 'tag') await tag(session, now, { ...of, key: place! })
    await writeResult(session, place ?? item.key, of)
    return now === null ? null : place
  }
  const to = `${prefixAt(prefix, errorPrefix, at)}${item.key.slice(folderOf(prefix).length)}`
  // What was deleted when it was taken, or lies there no longer, is told without its bytes: the grid has them.
  if (now === null || (place === item.key && !isSame(now, item))) {
    await writeResult(session, to, of)
    return null
  }
  const there = await placeFor(session, item, now, to)
  if (!there.there) await copy(session, { from: place!, to: there.key, head: now })
  killAt('s3:set-aside')
  await writeResult(session, there.key, of)
  await remove(session, { ...item, key: place! }, now)
  if (settings.resultFile) await removeKey(session, `${place}${RESULT}`)
  return there.key
}

/** Copy, then what is said beside it, then remove: a crash in between leaves both, and the next settling ends it. */
async function moveAway(session: S3Session, now: Head, of: Settling, beneath: string): Promise<Settled> {
  const { item, settings } = of
  const to = await placeFor(session, item, now, `${beneath}${item.key.slice(folderOf(settings.prefix).length)}`)
  if (!to.there) await copy(session, { from: item.key, to: to.key, head: now })
  killAt('s3:copied')
  const after = await head(session, item.key)
  if (!isSame(after, item)) {
    // Without versions the copy may be of what came since: that is still under its own key, to be taken itself.
    if (!to.there && now.versionId === undefined) await removeKey(session, to.key)
    return GONE
  }
  await writeResult(session, to.key, of)
  await remove(session, item, now)
  return { original: 'gone', place: to.key }
}

/** Over nothing that is there. `there`: an earlier settling got as far as the copy. */
async function placeFor(
  session: S3Session,
  item: Item,
  now: Head,
  key: string,
): Promise<{ key: string; there: boolean }> {
  const found = await head(session, key)
  if (found === null) return { key, there: false }
  if (found.etag === now.etag && found.sizeBytes === now.sizeBytes) return { key, there: true }
  // The mark is made of the version, so that every settling of this one finds the same name.
  const mark = createHash('sha256').update(`${item.key}\n${item.version}`).digest('hex').slice(0, 8)
  return { key: marked(key, mark), there: false }
}

/** Removing what is gone is done; where the store knows conditions, it keeps what came since the last look. */
async function remove(session: S3Session, item: Item, now: Head): Promise<void> {
  const of = { Bucket: session.bucket, Key: item.key }
  const refused = await acting(session, 'removing', item.key, async () => {
    try {
      await session.client.send(new DeleteObjectCommand({ ...of, IfMatch: `"${now.etag}"` }))
      return false
    } catch (error) {
      if (isGone(error)) return false
      if (statusOf(error) !== 412 && statusOf(error) !== 501) throw error
      return true
    }
  })
  // Some stores know no condition, and some do not know their own ETag of what was put in parts: a look has to do.
  if (!refused) return
  const still = await head(session, item.key)
  if (still?.etag === now.etag && still.versionId === now.versionId) await removeKey(session, item.key)
}

function removeKey(session: S3Session, key: string): Promise<void> {
  return acting(session, 'removing', key, async () => {
    await session.client.send(new DeleteObjectCommand({ Bucket: session.bucket, Key: key }))
  })
}

async function tag(
  session: S3Session,
  { versionId }: Head,
  { item, outcome, key = item.key }: Settling,
): Promise<void> {
  const of = { Bucket: session.bucket, Key: key, VersionId: versionId }
  const ours = outcome.taken
    ? { entrepot: 'taken', 'entrepot-interchange': outcome.interchange }
    : { entrepot: 'refused', 'entrepot-problem': outcome.code }
  await acting(session, 'tagging', key, async () => {
    const { TagSet = [] } = await session.client.send(new GetObjectTaggingCommand(of))
    const others = TagSet.filter(({ Key }) => !Key?.startsWith('entrepot'))
    const own = Object.entries(ours).map(([Key, Value]) => ({ Key, Value }))
    await session.client.send(new PutObjectTaggingCommand({ ...of, Tagging: { TagSet: [...others, ...own] } }))
  })
}

/** What became of it, beside where it lies now: for programs where that is asked for, and for people when it was not taken. */
async function writeResult(session: S3Session, key: string, { item, outcome, settings }: Settling): Promise<void> {
  if (!outcome.taken && settings.errorPrefix !== null) {
    const body = `${outcome.code}\n${outcome.sentence}\n`
    await putText(session, `${key}${REASON}`, { body, contentType: 'text/plain; charset=utf-8' })
  }
  if (!settings.resultFile) return
  const { taken: _, ...became } = outcome
  const result = { ...became, key: item.key, version: item.version, sizeBytes: item.sizeBytes }
  const body = `${JSON.stringify(result, null, 2)}\n`
  await putText(session, `${key}${RESULT}`, { body, contentType: 'application/json' })
}
