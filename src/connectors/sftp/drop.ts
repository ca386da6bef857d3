import { createHash } from 'node:crypto'
import { killAt } from '../../platform/kill.ts'
import type { Action, Drop } from '../define.ts'
import { Misconfigured, Rejected, TryLater } from '../errors.ts'
import { besideOf, type DropSettings, dropSettings, marked, within } from './conventions.ts'
import { withLineEnds } from './line-ends.ts'
import { problem, problems, type SftpProblem } from './problems.ts'
import { FAILURE, type SftpSession, statusOf, UNSUPPORTED } from './session.ts'

/** What a server answers with when its disk is full, among other things. */
const FULL_AFTER_MS = 60_000

/** Puts one file into a folder of the server: whole under its name, or not there. */
export const drop: Action<SftpSession, typeof dropSettings> = {
  settings: dropSettings,
  async run(session, { drop: original, settings: given }) {
    const drop = original.exact ? original : await withLineEnds(original, given.lineEnds)
    const settings = drop.folder ? { ...given, folder: within(given.folder, drop.folder) } : given
    if (drop.folder) await session.makeFolder(settings.folder)
    const placed = await placeFor(session, drop, settings)
    if (!placed.there) await put(session, drop, settings, placed.path)
    const name = placed.path.slice(placed.path.lastIndexOf('/') + 1)
    if (settings.doneFile !== null) {
      await session.write(within(settings.folder, besideOf(name, settings.doneFile)), [])
    }
    return { name, ...(placed.there && { repeated: 1 }) }
  },
}

/** The name it gets. `there`: an earlier attempt came through, and only its record was lost. */
async function placeFor(
  session: SftpSession,
  drop: Drop,
  { folder, collision }: DropSettings,
): Promise<{ path: string; there: boolean }> {
  // The mark is made of the act's key, so that every attempt meets the same name.
  const mark = createHash('sha256').update(drop.key).digest('hex').slice(0, 8)
  const names = collision === 'suffix' ? [drop.name, marked(drop.name, mark)] : [drop.name]
  for (const name of names) {
    const path = within(folder, name)
    const found = await session.stat(path)
    if (!found) return { path, there: false }
    if (found.sizeBytes === drop.sizeBytes && (await holds(session, path, drop))) return { path, there: true }
    if (collision === 'overwrite') return { path, there: false }
  }
  throw problem(Rejected, 'sftp-name-taken', { path: within(folder, names.at(-1)!) })
}

/** Whether these are our bytes. What may not be read may be anything. */
async function holds(session: SftpSession, path: string, drop: Drop): Promise<boolean> {
  const sha = createHash('sha256')
  try {
    for await (const piece of session.read(path, () => {})) sha.update(piece)
  } catch (error) {
    if (error instanceof Misconfigured || error instanceof Rejected) return false
    throw error
  }
  return sha.digest().equals(drop.sha256)
}

async function put(session: SftpSession, drop: Drop, settings: DropSettings, path: string): Promise<void> {
  const mark = createHash('sha256').update(drop.key).digest('hex').slice(0, 16)
  const written = settings.direct ? path : within(settings.folder, `.${drop.name}.${mark}.tmp`)
  try {
    const bytes = await drop.bytes()
    await session.write(written, bytes instanceof Uint8Array ? [bytes] : bytes)
  } catch (error) {
    throw statusOf(error) === FAILURE ? later('sftp-refused', (error as Rejected).parameters) : error
  }
  const found = (await session.stat(written))?.sizeBytes ?? 0
  if (found !== drop.sizeBytes) throw later('sftp-size-differs', { path: written, found, expected: drop.sizeBytes })
  killAt('sftp:written')
  if (!settings.direct) await rename(session, written, path, settings.collision === 'overwrite')
}

/** Only where the channel says so may it replace what is there: a plain rename refuses to, by version 3 of the protocol. */
async function rename(session: SftpSession, from: string, to: string, over: boolean): Promise<void> {
  if (over) {
    if (await session.renameOver(from, to)) return
    await session.remove(to)
  }
  try {
    await session.rename(from, to)
  } catch (error) {
    if (statusOf(error) === UNSUPPORTED && (await session.renameOver(from, to))) return
    if (statusOf(error) === FAILURE && (await session.stat(to)))
      throw problem(Rejected, 'sftp-name-taken', { path: to })
    throw error
  }
}

function later(code: SftpProblem, found: Record<string, unknown>): TryLater {
  return new TryLater(FULL_AFTER_MS, code, problems[code](found), found)
}
