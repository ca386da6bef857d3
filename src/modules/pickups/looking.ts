import type { Item } from '../../connectors/define.ts'
import { type ConnectorError, Misconfigured, Rejected } from '../../connectors/errors.ts'
import type { Change, Job } from '../../platform/change.ts'
import { killAt } from '../../platform/kill.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { nextLook, problemOf, wellAgain, wentWrong } from './failing.ts'
import { tellLateOf } from './late.ts'
import { forget, identityOf, type Known, knownItems, lateItems, ledgerRow, openItems } from './ledger.ts'
import { compareLeft } from './pruning.ts'
import { insertSeen, markLooked } from './rows.ts'
import { findSource, type Look } from './source.ts'
import { decide, keep, settle, type Taking, tell } from './taking.ts'

/** Asked of the database at a time. */
const PAGE = 200
/** Then others have their turn; what is left is looked at again at once. */
const TURN_MS = 60_000
const CLOSED_LOOK_MS = 60_000
const WAIT_MIN_MS = 100
/** Small items that are read while those before them are decided, and as many that are told about behind. */
const AHEAD = 8
const AHEAD_BYTES_MAX = 1_048_576

/**
 * Looks once: settles what was taken before, lists, subtracts the ledger, takes what is new and quiet. Each item is a commit of
 * its own, with its row in the ledger; this look's own Change only says how it went and adds the next one. There is one such
 * job a channel, so looks never overlap, and it takes no lane: slow partners would hold the few that decisions need.
 */
export async function look(x: Exchange, job: Job, signal: AbortSignal): Promise<Omit<Change, 'done'>> {
  const source = await findSource(x.database.pool, job.subject)
  if (source.closed) return { rows: [], jobs: [nextLook(job, CLOSED_LOOK_MS)] }
  const everyMs = source.settings.everySeconds * 1000
  const of = { x, source, signal, problems: [], waitsMs: everyMs, progress: { taken: 0 } }
  const { through, ...found } = await x.sessions
    .use(source.connection, (session) => lookOver({ ...of, session }), signal)
    .catch((error) => brokeOff(of, error))
  killAt('pickup:looked')
  const { problems } = found
  if (problems.length > 0) return wentWrong(x, source, { job, problem: problems[0]! })
  return {
    rows: [markLooked({ channel: source.channel, failures: 0 }), ...(await wellAgain(x, source))],
    jobs: [nextLook(job, through ? Math.max(Math.min(found.waitsMs, everyMs), WAIT_MIN_MS) : 0)],
  }
}

/** A look that took something before it broke says that the other side is there: the next one need not wait for longer than after a first failure. */
async function brokeOff({ x, source, progress }: Omit<Look, 'session'>, error: unknown): Promise<never> {
  if (progress.taken > 0) {
    await x.commit({ rows: [markLooked({ channel: source.channel, failures: 0 }), ...(await wellAgain(x, source))] })
  }
  throw error
}

async function lookOver(look: Look): Promise<Look & { through: boolean }> {
  const { x, source, session, signal } = look
  const { pool } = x.database
  const open = await openItems(pool, source.channel)
  for (const known of open.values()) {
    if (known.times > 0) await each(look, known.name, () => settle(look, known))
  }
  const late = await lateItems(pool, source.channel)
  for (const known of late.values()) await each(look, known.name, () => tellLateOf(look, known))
  const until = x.now() + TURN_MS
  const seen = new Set<string>()
  for await (const items of pages(source.trigger.list(session, source.settings, signal))) {
    for (const item of items) seen.add(identityOf(item).toString('hex'))
    await takeNew(look, items)
    if (x.now() > until) return { ...look, through: false }
  }
  const gone = [...open].filter(([identity, known]) => known.times === 0 && !seen.has(identity))
  await forget(
    pool,
    source.channel,
    gone.map(([, known]) => known.identity),
  )
  if (source.compares) await compareLeft(pool, source.channel, seen)
  return { ...look, through: true }
}

async function takeNew(look: Look, items: Item[]): Promise<void> {
  const { x, source } = look
  const quietMs = source.trigger.quietMs(source.settings)
  const ledger = await knownItems(x.database.pool, source.channel, items)
  const waiting: Item[] = []
  const due: { item: Item; known: Known | undefined }[] = []
  for (const item of items) {
    const known = ledger.get(identityOf(item).toString('hex'))
    if (known && !isNew(known)) continue
    const leftMs = quietMs - (known?.age_ms ?? 0)
    if (leftMs <= 0) due.push({ item, known })
    else {
      look.waitsMs = Math.min(look.waitsMs, leftMs)
      if (!known) waiting.push(item)
    }
  }
  await takeInTurn(look, due)
  if (waiting.length === 0) return
  await x.commit({ rows: waiting.map((item) => insertSeen(ledgerRow(source.channel, item))) })
}

/** Decides in the order of the list; small items are read ahead, and sources are told behind, a few at a time. */
async function takeInTurn(look: Look, due: { item: Item; known: Known | undefined }[]): Promise<void> {
  const reading: Taking[] = []
  const telling = new Set<Promise<void>>()
  let broken: unknown
  let next = 0
  try {
    while (next < due.length || reading.length > 0) {
      look.signal.throwIfAborted()
      if (broken !== undefined) throw broken
      while (next < due.length && (reading.length === 0 || (reading.length < AHEAD && isSmall(due[next]!.item)))) {
        reading.push(begin(look, due[next++]!))
      }
      const taking = reading.shift()!
      await each(look, taking.item.name, async () => {
        const outcome = await decide(look, taking)
        look.progress.taken++
        const told = each(look, taking.item.name, () => tell(look, taking.item, outcome))
          .catch((error) => void (broken ??= error))
          .finally(() => telling.delete(told))
        telling.add(told)
      })
      if (telling.size >= AHEAD) await Promise.race(telling)
    }
  } finally {
    // Nothing goes on behind a look that has ended.
    await Promise.allSettled([...telling, ...reading.map(({ kept }) => kept)])
  }
  if (broken !== undefined) throw broken
}

const isSmall = ({ sizeBytes }: Item) => sizeBytes <= AHEAD_BYTES_MAX

function begin(look: Look, { item, known }: { item: Item; known: Known | undefined }): Taking {
  const kept = keep(look, item)
  kept.catch(() => {}) // it is looked at in its turn
  return { item, known, kept }
}

/** Waiting, or settled and gone, and now there once more. */
function isNew({ times, settled, remains }: Known): boolean {
  return times === 0 || (settled && remains === false)
}

/** What the other side refuses for one item is no reason to leave the others lying. */
async function each(look: Look, name: string, act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof Rejected || error instanceof Misconfigured)) throw error
    look.problems.push({ ...problemOf(error as ConnectorError), name })
  }
}

async function* pages(items: AsyncIterable<Item>): AsyncGenerator<Item[]> {
  let page: Item[] = []
  for await (const item of items) {
    page.push(item)
    if (page.length < PAGE) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}
