import type { Change, Job } from '../../platform/change.ts'
import { derivedId } from '../../platform/ids.ts'
import { killAt } from '../../platform/kill.ts'
import { sparingMemory } from '../../platform/memory.ts'
import type { PayloadReader } from '../../platform/payloads/payloads.ts'
import { askFollowing } from './approving/following.ts'
import { hashRanges } from './approving/form.ts'
import type { Arrival } from './arrivals.ts'
import { passOverChains } from './comparing/weighing.ts'
import { conclude, isBlank } from './concluding.ts'
import { knownBefore } from './deciding.ts'
import { writeDocument } from './documents.ts'
import type { Exchange } from './exchange.ts'
import { type Draft, Intake } from './intake.ts'
import { decideFile } from './opaque/deciding.ts'
import { opaqueFileOf } from './opaque/file.ts'
import { weighOriginals } from './originals.ts'
import type { Written } from './outgoing.ts'
import { spokenOf } from './receipting.ts'
import { advanceInterchange } from './rows.ts'
import { itemReader } from './standards/reading.ts'
import { weighForms } from './translating/weighing.ts'

const BATCH_DOCUMENTS = 500
/** Large enough that to begin with a full collection is one part in a hundred of the work. */
const SPARING_BYTES = 33_554_432

/**
 * Decides on a large interchange in constant memory: reads it as a stream and writes its documents in batches, each with the
 * mark of how far it came, so that a killed process goes on there. What follows (answer, outgoing interchange) is written at
 * the end, as for a small one; the documents then follow in batches of their own.
 */
export async function decideLarge(x: Exchange, job: Job, signal: AbortSignal): Promise<Omit<Change, 'done'>> {
  const arrival = await x.arrivals.of(job.subject)
  if (arrival?.status !== 'received') return { rows: [] }
  const file = opaqueFileOf(x, arrival)
  if (file) return decideFile(x, arrival, file)
  const act = () => decideArrival(x, arrival, signal)
  return arrival.size_bytes > SPARING_BYTES ? sparingMemory(act) : act()
}

async function decideArrival(x: Exchange, arrival: Arrival, signal: AbortSignal): Promise<Omit<Change, 'done'>> {
  const reader = await x.payloads.open(arrival.payload)
  try {
    const intake = new Intake(arrival, {
      directory: x.directory,
      at: new Date(x.now()),
      outgoingId: (index) => derivedId(arrival.id, index),
    })
    await readThrough(x, { arrival, intake, reader, signal })
    const [known, spoken] = await Promise.all([knownBefore(x, intake, arrival.corrects), spokenOf(x, intake)])
    const base = arrival.from_offset
    const body = (from: number, to: number) => reader.stream(base + from, base + to)
    const last = await isBlankFrom(reader, base + (intake.endOffset ?? 0))
    return await conclude(x, { arrival, intake, known, spoken, body, last, kept: true })
  } finally {
    await reader.close()
  }
}

async function isBlankFrom(reader: PayloadReader, offset: number): Promise<boolean> {
  for await (const piece of reader.stream(offset)) if (!isBlank(piece)) return false
  return true
}

interface Reading {
  arrival: Arrival
  intake: Intake
  reader: PayloadReader
  signal: AbortSignal
}

async function readThrough(x: Exchange, { arrival, intake, reader, signal }: Reading): Promise<void> {
  const items = itemReader({ watch: x.directory.watch(), guidesOf: intake.guidesOf })
  let kept = arrival.progress
  let repeated: boolean | null = null
  for await (const chunk of reader.stream(arrival.from_offset)) {
    signal.throwIfAborted()
    intake.take(items.push(chunk))
    // A repeat is known by its number: its documents must not be written again.
    if (repeated === null && intake.isa) repeated = await cameBefore(x, { arrival, intake })
    if (repeated) intake.drafts.length = 0
    else kept = await keepBatches(x, { arrival, intake, reader }, kept, BATCH_DOCUMENTS)
    if (intake.closed) break
  }
  if (!intake.closed) intake.take(items.end())
  // An XML document is told at its end.
  if (repeated === null && intake.isa) repeated = await cameBefore(x, { arrival, intake })
  if (repeated) intake.drafts.length = 0
  else await keepBatches(x, { arrival, intake, reader }, kept, 1)
}

async function cameBefore(x: Exchange, { arrival, intake }: Pick<Reading, 'arrival' | 'intake'>): Promise<boolean> {
  const known = await knownBefore(x, intake, arrival.corrects)
  return known !== undefined && !known.own
}

/** Writes full batches of what has been read and forgets them; documents that an earlier run has written are passed over. */
async function keepBatches(x: Exchange, of: Omit<Reading, 'signal'>, kept: number, least: number): Promise<number> {
  const { arrival, intake } = of
  await weighNew(x, of)
  const first = intake.documentCount - intake.drafts.length
  if (first < kept) intake.drafts.splice(0, kept - first)
  let done = kept
  while (intake.drafts.length >= least) {
    const batch = intake.drafts.splice(0, BATCH_DOCUMENTS)
    const change: Written = {
      rows: [advanceInterchange({ id: arrival.id, seen: done, progress: done + batch.length })],
      jobs: [],
      events: [],
    }
    const sources = await sourcesOf(of, batch)
    for (const draft of batch) {
      const source = sources.get(draft)
      writeDocument(x, { arrival, intake }, { ...draft, ...(source ? { source } : {}) }, change)
    }
    killAt('large:batch')
    await x.commit(change)
    for (const { translated } of batch) if (translated) forget(translated)
    done += batch.length
  }
  return done
}

/** The hashes of those that need an approval, read in one go. */
async function sourcesOf({ arrival, reader }: Omit<Reading, 'signal'>, batch: Draft[]): Promise<Map<Draft, Buffer>> {
  const asking = batch.filter(({ status, approval }) => status === 'recognised' && approval)
  if (asking.length === 0) return new Map()
  const base = arrival.from_offset
  const ranges = asking.map(({ from, to }) => ({ from: base + from, to: base + to }))
  const [start, end] = [ranges[0]!.from, ranges.at(-1)!.to]
  const hashes = await hashRanges(reader.stream(start, end), start, ranges)
  return new Map(asking.map((draft, at) => [draft, hashes[at]!]))
}

/** Its row has them: what leaves reads them there. */
function forget(translated: NonNullable<Draft['translated']>): void {
  translated.content = { ...translated.content, content: null }
  translated.bytes = null
  translated.losses = []
}

/** Those read since the last look, also those that an earlier run has written: only what goes on is accepted. */
async function weighNew(x: Exchange, of: Omit<Reading, 'signal'>): Promise<void> {
  const fresh = of.intake.drafts.filter((draft) => !weighed.has(draft))
  await weighOriginals(x, of, fresh)
  passOverChains(fresh)
  const base = of.arrival.from_offset
  const read = (from: number, to: number) => of.reader.read(base + from, to - from)
  await weighForms(x, { intake: of.intake, read, small: false }, fresh)
  of.intake.accept(fresh)
  for (const draft of fresh) weighed.add(draft)
}

const weighed = new WeakSet<Draft>()

const FOLLOW_MAX = 5_000
const AGAIN_MS = 100

/**
 * After the decision, the documents of a large interchange follow: each run moves some thousand and adds itself again as long
 * as there are more. The delivery does not wait for it. Rows that are just being completed are passed by: who waits here while
 * holding rows would deadlock with the commit that says "delivered", and the post would go out again. Those that need an
 * approval have no outgoing interchange; where it is not their group that decides, they are asked for one by one.
 */
export async function follow(x: Exchange, job: Job): Promise<Omit<Change, 'done'>> {
  const fates = `(i.status <> 'processed' or i.rejected ? d.group_number or i.held ? d.group_number)`
  const left = `d.interchange = i.id and ((d.status = 'recognised' and (d.outgoing is not null or ${fates}))
    or (d.status in ('suspended', 'held') and i.rejected ? d.group_number))`
  const { rows } = await x.database.pool.query({
    name: 'documents follow',
    text: `with i as (select id, status, coalesce(envelope->'rejectedGroups', '[]')::jsonb as rejected, coalesce(envelope->'heldGroups', '[]')::jsonb as held from interchanges where id = $1),
      part as (select d.id, case when i.status <> 'processed' or i.rejected ? d.group_number then 'invalid'
          when i.held ? d.group_number then 'suspended' else 'released' end as becomes
        from documents d join i on ${left} limit ${FOLLOW_MAX} for update of d skip locked),
      closed as (update work_items w set closed_at = now(), closed_by = 'system', close_reason = 'Refused with its group.' from part
        where part.becomes = 'invalid' and w.subject = part.id and w.kind in ('quarantine', 'duplicate') and w.closed_at is null),
      void as (update approvals a set status = 'void', at = now() from part where part.becomes <> 'released' and a.document = part.id and a.status = 'asked'),
      moved as (update documents d set status = part.becomes,
        outgoing = case part.becomes when 'invalid' then null when 'suspended' then coalesce(d.outgoing, d.id) else d.outgoing end, changed_at = now() from part where d.id = part.id returning 1)
      select (select count(*) from moved)::int as moved,
        (select count(*) from (select from documents d join i on ${left} limit ${FOLLOW_MAX + 1}) l)::int as found`,
    values: [job.subject],
  })
  const { moved, found } = rows[0]
  const written: Written = { rows: [], jobs: [], events: [] }
  const more = await askFollowing(x, job.subject, written)
  const next = goOn(job, found > moved || more, moved === 0 && !more ? AGAIN_MS : 0)
  return { rows: written.rows, jobs: [...written.jobs, ...(next.jobs ?? [])], events: written.events }
}

/** All receipts of a large outgoing interchange are in: its documents are completed, some thousand a run. */
export async function completeLarge(x: Exchange, job: Job): Promise<Omit<Change, 'done'>> {
  const { rowCount } = await x.database.pool.query({
    name: 'documents complete',
    text: `update documents set status = 'completed', changed_at = now() where id in
      (select id from documents where outgoing = $1 and status in ('recognised', 'released') limit ${FOLLOW_MAX})`,
    values: [job.subject],
  })
  return goOn(job, rowCount === FOLLOW_MAX)
}

/** The receiver refused a large outgoing interchange: so its documents are marked, some thousand a run. */
export async function declineLarge(x: Exchange, job: Job): Promise<Omit<Change, 'done'>> {
  const { rowCount } = await x.database.pool.query({
    name: 'documents decline',
    text: `update documents set status = 'declined', changed_at = now(),
        problems = (select r.problems #- '{0,sets}' from receipts r join deliveries d on d.id = r.delivery
          where d.interchange = $1 and r.state = 'negative' and r.settles order by r.at desc limit 1)
      where id in (select id from documents where outgoing = $1 and status in ('recognised', 'released') limit ${FOLLOW_MAX})`,
    values: [job.subject],
  })
  return goOn(job, rowCount === FOLLOW_MAX)
}

function goOn({ kind, subject, cause }: Job, more: boolean, afterMs = 0): Omit<Change, 'done'> {
  killAt('large:followed')
  return { rows: [], ...(more ? { jobs: [{ kind, subject, cause: cause ?? subject, afterMs }] } : {}) }
}
