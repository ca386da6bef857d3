import { Readable } from 'node:stream'
import type { Item, Outcome, SetAside, Settled, Trigger } from '../define.ts'
import { Rejected } from '../errors.ts'
import { besideOf, folderAt, type PickUpSettings, pickUpSettings, RESULT, wanted, within } from './conventions.ts'
import { problem } from './problems.ts'
import { type Described, type SftpSession, statusOf } from './session.ts'

const NO_SUCH_FILE = 2

/** Files that lie in one folder of the server. */
export const pickUp: Trigger<SftpSession, typeof pickUpSettings> = {
  settings: pickUpSettings,
  quietMs: ({ doneFile, quietSeconds }) => (doneFile === null ? quietSeconds * 1000 : 0),
  list,
  read,
  settle,
  setAside,
}

/** The protocol gives a folder's files in no order: all of them are read, then sorted by time and name. */
async function* list(session: SftpSession, settings: PickUpSettings, signal: AbortSignal): AsyncGenerator<Item> {
  const { folder, doneFile } = settings
  const listed = (await session.list(folder, signal)).filter(({ kind }) => kind === 'file')
  const names = new Set(listed.map(({ name }) => name))
  const marks = new Set(doneFile === null ? [] : listed.map(({ name }) => besideOf(name, doneFile)))
  const ready = listed.filter(
    ({ name }) =>
      wanted(name, settings) && (doneFile === null || (!marks.has(name) && names.has(besideOf(name, doneFile)))),
  )
  ready.sort((a, b) => (a.changed ?? 0) - (b.changed ?? 0) || (a.name < b.name ? -1 : 1))
  for (const { name, ...file } of ready) {
    const changedAt = file.changed === null ? null : new Date(file.changed * 1000)
    yield { key: within(folder, name), version: versionOf(file), name, sizeBytes: file.sizeBytes, changedAt }
  }
}

async function read(session: SftpSession, item: Item): Promise<Readable> {
  const changed = () => problem(Rejected, 'item-changed', { name: item.name })
  const sameStill = (now: Described) => {
    if (versionOf(now) !== item.version) throw changed()
  }
  async function* pieces() {
    let sizeBytes = 0
    try {
      for await (const piece of session.read(item.key, sameStill)) {
        sizeBytes += piece.length
        yield piece
      }
    } catch (error) {
      throw statusOf(error) === NO_SUCH_FILE ? changed() : error
    }
    if (sizeBytes !== item.sizeBytes) throw changed()
  }
  return Readable.from(pieces(), { objectMode: false })
}

interface Settling {
  item: Item
  outcome: Outcome | SetAside
  settings: PickUpSettings
  at: Date
}

async function settle(session: SftpSession, of: Settling): Promise<Settled> {
  const { item, outcome, settings, at } = of
  const now = await session.stat(item.key)
  if (!now || versionOf(now) !== item.version) return GONE
  const { folder, afterwards, errorFolder } = settings
  const away = outcome.taken ? (afterwards === 'move' ? settings.archiveFolder : null) : errorFolder
  let place: string | null = null
  if (away !== null) {
    const moved = await move(session, of, folderAt(folder, away, at))
    if (moved === null) return GONE
    place = moved
    if (!outcome.taken) await session.write(`${moved}.err`, [Buffer.from(`${outcome.code}\n${outcome.sentence}\n`)])
  } else {
    await writeResult(session, item.key, of)
    if (!outcome.taken || afterwards === 'leave') return { original: 'left', place: item.key }
    await session.remove(item.key)
  }
  if (settings.doneFile !== null) await session.remove(within(folder, besideOf(item.name, settings.doneFile)))
  return { original: 'gone', place }
}

const GONE: Settled = { original: 'gone', place: null }

/** Where refused files go, with the reason beside it; without such a folder it stays, and its result says it. */
async function setAside(
  session: SftpSession,
  { place, ...of }: Settling & { place: string | null; outcome: SetAside },
): Promise<string | null> {
  const { item, outcome, settings, at } = of
  const { folder, errorFolder, resultFile } = settings
  const now = place === null ? null : await session.stat(place)
  const there = now !== null && versionOf(now) === item.version
  const away = errorFolder === null ? null : folderAt(folder, errorFolder, at)
  let to = place ?? item.key
  if (away !== null && !(there && place!.startsWith(`${away}/`))) {
    await session.makeFolder(away)
    to = within(away, item.name)
    // What was deleted when it was taken, or lies there no longer, is told without its bytes: the grid has them.
    if (there) {
      if (await session.stat(to)) to = `${to}.${at.toISOString().replace(/[^0-9TZ]/g, '')}`
      await session.rename(place!, to)
      if (resultFile) await session.remove(`${place}${RESULT}`)
    }
  }
  if (away !== null) await session.write(`${to}.err`, [Buffer.from(`${outcome.code}\n${outcome.sentence}\n`)])
  await writeResult(session, to, of)
  return there ? to : null
}

async function writeResult(session: SftpSession, path: string, { item, outcome, settings }: Settling): Promise<void> {
  if (!settings.resultFile) return
  const { key, version, sizeBytes } = item
  const { taken: _, ...became } = outcome
  const result = { ...became, key, version, sizeBytes }
  await session.write(`${path}${RESULT}`, [Buffer.from(`${JSON.stringify(result, null, 2)}\n`)])
}

/** Moves into a folder, over nothing that is there. Returns where to; null: it was not this version that lay there. */
async function move(session: SftpSession, of: Settling, folder: string): Promise<string | null> {
  const { item, at } = of
  await session.makeFolder(folder)
  let to = within(folder, item.name)
  if (await session.stat(to)) to = `${to}.${at.toISOString().replace(/[^0-9TZ]/g, '')}`
  // Before the move: once the file is away, nobody would look whether its result was written.
  await writeResult(session, to, of)
  await session.rename(item.key, to)
  // Between the look and the move a newer file may have taken the name: it goes back, to be taken itself.
  const moved = await session.stat(to)
  if (!moved || versionOf(moved) === item.version) return to
  await session.rename(to, item.key)
  if (of.settings.resultFile) await session.remove(`${to}${RESULT}`)
  return null
}

function versionOf({ sizeBytes, changed }: Described): string {
  return `${sizeBytes}:${changed ?? ''}`
}
