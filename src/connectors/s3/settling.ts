import { createHash } from 'node:crypto'
import { DeleteObjectCommand, GetObjectTaggingCommand, PutObjectTaggingCommand } from '@aws-sdk/client-s3'
import { killAt } from '../../platform/kill.ts'
import type { Item, Outcome } from '../define.ts'
import { copy } from './copying.ts'
import { folderOf, marked, prefixAt } from './keys.ts'
import { isGone, statusOf } from './problems.ts'
import { acting, type Head, head, putText, type S3Session } from './session.ts'
import { type PickUpSettings, REASON, RESULT } from './settings.ts'
import { isSame } from './versions.ts'

interface Settling {
  item: Item
  outcome: Outcome
  settings: PickUpSettings
  at: Date
}

/** Tags, moves or removes just this version of an object; one that has another version by now is left for the next look. */
export async function settle(session: S3Session, of: Settling): Promise<'gone' | 'left'> {
  const { item, outcome, settings, at } = of
  const now = await head(session, item.key)
  if (!isSame(now, item)) return 'gone'
  const { prefix, afterwards, donePrefix, errorPrefix } = settings
  if (!outcome.taken && errorPrefix !== null) return moveAway(session, now, of, prefixAt(prefix, errorPrefix, at))
  if (outcome.taken && afterwards === 'move') return moveAway(session, now, of, prefixAt(prefix, donePrefix, at))
  if (afterwards === 'tag') await tag(session, now, of)
  await writeResult(session, item.key, of)
  if (!outcome.taken || afterwards !== 'delete') return 'left'
  await remove(session, item, now)
  return 'gone'
}

/** Copy, then what is said beside it, then remove: a crash in between leaves both, and the next settling ends it. */
async function moveAway(session: S3Session, now: Head, of: Settling, beneath: string): Promise<'gone'> {
  const { item, settings } = of
  const to = await placeFor(session, item, now, `${beneath}${item.key.slice(folderOf(settings.prefix).length)}`)
  if (!to.there) await copy(session, { from: item.key, to: to.key, head: now })
  killAt('s3:copied')
  const after = await head(session, item.key)
  if (!isSame(after, item)) {
    // Without versions the copy may be of what came since: that is still under its own key, to be taken itself.
    if (!to.there && now.versionId === undefined) await removeKey(session, to.key)
    return 'gone'
  }
  await writeResult(session, to.key, of)
  await remove(session, item, now)
  return 'gone'
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
  if (refused && isSame(await head(session, item.key), item)) await removeKey(session, item.key)
}

function removeKey(session: S3Session, key: string): Promise<void> {
  return acting(session, 'removing', key, async () => {
    await session.client.send(new DeleteObjectCommand({ Bucket: session.bucket, Key: key }))
  })
}

async function tag(session: S3Session, { versionId }: Head, { item, outcome }: Settling): Promise<void> {
  const of = { Bucket: session.bucket, Key: item.key, VersionId: versionId }
  const ours = outcome.taken
    ? { entrepot: 'taken', 'entrepot-interchange': outcome.interchange }
    : { entrepot: 'refused', 'entrepot-problem': outcome.code }
  await acting(session, 'tagging', item.key, async () => {
    const { TagSet = [] } = await session.client.send(new GetObjectTaggingCommand(of))
    const others = TagSet.filter(({ Key }) => !Key?.startsWith('entrepot'))
    const own = Object.entries(ours).map(([Key, Value]) => ({ Key, Value }))
    await session.client.send(new PutObjectTaggingCommand({ ...of, Tagging: { TagSet: [...others, ...own] } }))
  })
}

/** What became of it, beside where it lies now: for programs when it was taken, for people when it was not. */
async function writeResult(session: S3Session, key: string, { item, outcome, settings }: Settling): Promise<void> {
  if (!outcome.taken) {
    if (settings.errorPrefix === null) return
    const body = `${outcome.code}\n${outcome.sentence}\n`
    await putText(session, `${key}${REASON}`, { body, contentType: 'text/plain; charset=utf-8' })
  } else if (settings.resultFile) {
    const result = { interchange: outcome.interchange, key: item.key, version: item.version, sizeBytes: item.sizeBytes }
    const body = `${JSON.stringify(result, null, 2)}\n`
    await putText(session, `${key}${RESULT}`, { body, contentType: 'application/json' })
  }
}
