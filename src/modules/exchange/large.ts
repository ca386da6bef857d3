import { InterchangeReader } from '../../edi/x12/interchange-reader.ts'
import type { Change, Job } from '../../platform/change.ts'
import { derivedId } from '../../platform/ids.ts'
import { killAt } from '../../platform/kill.ts'
import { sparingMemory } from '../../platform/memory.ts'
import type { PayloadReader } from '../../platform/payloads/payloads.ts'
import type { Arrival } from './arrivals.ts'
import { conclude, isBlank } from './concluding.ts'
import { knownBefore } from './deciding.ts'
import { writeDocument } from './documents.ts'
import type { Exchange } from './exchange.ts'
import { Intake } from './intake.ts'
import { spokenOf } from './receipting.ts'
import { advanceInterchange } from './rows.ts'

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
    const [known, spoken] = await Promise.all([knownBefore(x, intake), spokenOf(x, intake)])
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
  const items = new InterchangeReader()
  let kept = arrival.progress
  let repeated: boolean | null = null
  for await (const chunk of reader.stream(arrival.from_offset)) {
    signal.throwIfAborted()
    intake.take(items.push(chunk))
    // A repeat is known by its number: its documents must not be written again.
    if (repeated === null && intake.isa) repeated = (await knownBefore(x, intake)) !== undefined
    if (repeated) intake.drafts.length = 0
    else kept = await keepBatches(x, { arrival, intake }, kept, BATCH_DOCUMENTS)
    if (intake.closed) break
  }
  if (!intake.closed) intake.take(items.end())
  if (!repeated) await keepBatches(x, { arrival, intake }, kept, 1)
}

/** Writes full batches of what has been read and forgets them; documents that an earlier run has written are passed over. */
async function keepBatches(
  x: Exchange,
  of: { arrival: Arrival; intake: Intake },
  kept: number,
  least: number,
): Promise<number> {
  const { arrival, intake } = of
  const first = intake.documentCount - intake.drafts.length
  if (first < kept) intake.drafts.splice(0, kept - first)
  let done = kept
  while (intake.drafts.length >= least) {
    const batch = intake.drafts.splice(0, BATCH_DOCUMENTS)
    const change: Change = {
      rows: [advanceInterchange({ id: arrival.id, seen: done, progress: done + batch.length })],
      events: [],
    }
    for (const draft of batch) {
      writeDocument(x, { arrival, intake }, draft, { rows: change.rows, events: change.events! })
    }
    killAt('large:batch')
    await x.commit(change)
    done += batch.length
  }
  return done
}

const FOLLOW_MAX = 5_000

/** After the decision, the documents of a large interchange follow: each run moves some thousand and adds itself again. */
export async function follow(x: Exchange, job: Job): Promise<Omit<Change, 'done'>> {
  const { rowCount } = await x.database.pool.query({
    name: 'documents follow',
    text: `with i as (select id, status, coalesce(envelope->'rejectedGroups', '[]'::jsonb) as rejected from interchanges where id = $1),
      part as (select d.id, i.status <> 'processed' or i.rejected ? d.group_number as invalid from documents d join i on d.interchange = i.id
        where d.status = 'recognised' limit ${FOLLOW_MAX})
      update documents d set status = case when part.invalid then 'invalid' else 'released' end,
        outgoing = case when part.invalid then null else d.outgoing end, changed_at = now() from part where d.id = part.id`,
    values: [job.subject],
  })
  return goOn(job, rowCount === FOLLOW_MAX)
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

function goOn(job: Job, more: boolean): Omit<Change, 'done'> {
  killAt('large:followed')
  return {
    rows: [],
    ...(more ? { jobs: [{ kind: job.kind, subject: job.subject, cause: job.cause ?? job.subject }] } : {}),
  }
}
