import { ANY, charsetOf } from '../../../edi/edifact/charsets.ts'
import { renumbered as renumberedMessage } from '../../../edi/edifact/renumbering.ts'
import { renumbered } from '../../../edi/x12/renumbering.ts'
import type { Change, Job } from '../../../platform/change.ts'
import { killAt } from '../../../platform/kill.ts'
import type { Agreement } from '../../agreements/lookup.ts'
import type { Exchange } from '../exchange.ts'
import { type Written, writeOutgoing } from '../outgoing.ts'
import { LARGE_BYTES } from '../receiving.ts'
import { makeOutgoing } from '../releasing.ts'
import { batchJob, type KeptEnvelope } from './entering.ts'
import { type Batch, type Entry, readyBatches } from './filling.ts'
import { closeEntry, leaveWith } from './rows.ts'

/** More than a batch may hold, and no more than one Change can write. */
const ENTRIES_MAX = 6_000
const DOCUMENTS_MAX = 5_000

/** Looks what waits under an agreement and lets leave what is full or due; whoever is killed in here looks again. */
export async function closeBatches(x: Exchange, job: Job): Promise<Omit<Change, 'done'>> {
  const agreement = x.directory.agreement(job.subject)
  if (!agreement) throw new Error(`the agreement ${job.subject} cannot be read`)
  const { batch } = agreement.settings
  // Where nothing is batched any more, all that waits leaves.
  const all = job.kind === 'batch-now' || batch === null
  const limits = batch ?? { documentsMax: DOCUMENTS_MAX, bytesMax: Number.MAX_SAFE_INTEGER }
  const entries = await openEntries(x, agreement.id, all ? { documentsMax: 0, bytesMax: 0 } : limits)
  const written: Written = { rows: [], jobs: [], events: [] }
  let documents = 0
  for (const batch of readyBatches(entries, limits, all)) {
    documents += batch.documents
    if (documents > DOCUMENTS_MAX && documents > batch.documents) {
      const kind = job.kind === 'batch-now' ? 'batch-now' : 'batch'
      written.jobs.push(batchJob(kind, agreement.id, job.cause ?? agreement.id))
      break
    }
    await leave(x, agreement, batch, written)
  }
  if (written.rows.length > 0) killAt('batch:made')
  return written
}

/** The first to leave first; none, where they are too few or too small and have time. */
export async function openEntries(
  x: Exchange,
  agreement: string,
  { documentsMax, bytesMax }: { documentsMax: number; bytesMax: number },
): Promise<Entry[]> {
  const { rows } = await x.database.pool.query({
    name: 'open batch entries',
    text: `select e.id, e.interchange, e.payload, e.envelope, e.document_count, e.size_bytes, e.due_at <= now() as due
      from batch_entries e where e.agreement = $1 and e.status = 'open' and exists (
        select from (select sum(document_count) as documents, sum(size_bytes) as bytes, bool_or(due_at <= now()) as due
          from batch_entries where agreement = $1 and status = 'open') a
        where a.due or a.documents >= $2 or a.bytes >= $3)
      order by e.due_at, e.id limit ${ENTRIES_MAX}`,
    values: [agreement, documentsMax, bytesMax],
  })
  return rows
}

/** A set on its way in a batch. */
interface Waiting {
  id: string
  outgoing: string
  control_number: string
  sent_number: string | null
  from_offset: number
  to_offset: number
  /** What it has become, where it leaves in another form. */
  form: Buffer | null
  /** Its number in the batch, where it needs another one. */
  number: string | null
}

async function leave(x: Exchange, agreement: Agreement, batch: Batch, written: Written): Promise<void> {
  const { entries, documents: count, bytes } = batch
  const sets = await setsOf(x, batch)
  const envelope = JSON.parse(entries[0]!.envelope) as KeptEnvelope
  const bodies = entries.map((entry) => bodyOf(x, entry, sets.get(entry.id)!, envelope))
  const small = bytes <= LARGE_BYTES
  const pieces = small ? await Promise.all(bodies.map((body) => Array.fromAsync(body))) : bodies
  const interchange = entries[0]!.interchange
  const outgoing = x.newId()
  writeOutgoing(
    x,
    await makeOutgoing(x, { ...envelope, agreement, interchange, outgoing, count, pieces, small }),
    written,
  )
  for (const { id } of entries) {
    written.rows.push(closeEntry({ id, seen: 'open', status: 'closed', outgoing }))
    for (const set of sets.get(id)!) {
      written.rows.push(leaveWith({ id: set.id, seen: id, outgoing, sent_number: set.number ?? set.sent_number }))
    }
  }
  written.events.push({
    type: 'batch.closed',
    subjectKind: 'interchange',
    subject: outgoing,
    organizations: [agreement.sender, agreement.receiver],
    actor: 'system',
    cause: interchange,
    data: { agreement: agreement.id, files: entries.length, documents: count, bytes, why: batch.why },
  })
}

/** By entry. Files number their sets from 1: where two have the same number, all are numbered anew, since a receipt names it. */
async function setsOf(x: Exchange, { entries, documents }: Batch): Promise<Map<string, Waiting[]>> {
  const { rows } = await x.database.pool.query({
    name: 'documents of a batch',
    text: `select id, outgoing, coalesce(sent_number, control_number) as control_number, sent_number, from_offset, to_offset,
        case when sent_standard is not null then (select payload from document_translations t where t.document = d.id order by t.id desc limit 1) end as form
      from documents d where outgoing = any($1::uuid[]) and status = 'released' order by position`,
    values: [entries.map(({ id }) => id)],
  })
  if (rows.length !== documents) throw new Error(`a batch of ${documents} documents has ${rows.length}`)
  const own = new Set(rows.map((row) => row.control_number)).size === rows.length
  const found = Map.groupBy(rows as Waiting[], ({ outgoing }) => outgoing)
  let number = 0
  for (const { id } of entries) {
    for (const set of found.get(id)!) set.number = own ? null : String(++number).padStart(4, '0')
  }
  return found
}

async function* bodyOf(x: Exchange, entry: Entry, sets: Waiting[], { isa }: KeptEnvelope): AsyncGenerator<Uint8Array> {
  const came = sets.some(({ form }) => form === null)
  const bytes = came ? await x.payloads.bytes(entry.payload, Number.MAX_SAFE_INTEGER) : null
  for (const { from_offset: from, to_offset: to, form, number } of sets) {
    const set = form ? await x.payloads.bytes(form, Number.MAX_SAFE_INTEGER) : bytes!.subarray(from, to)
    if (number === null) yield set
    else yield* underNumber(set, isa, number)
  }
}

function underNumber(set: Uint8Array, { edifact, delimiters }: KeptEnvelope['isa'], number: string): Uint8Array[] {
  if (!edifact) return renumbered(set, delimiters, number)
  const charset = charsetOf(edifact.syntax.id) ?? ANY
  return renumberedMessage(set, { service: edifact.service, charset }, number)
}

/** The time of an entry has come: where it still waits, its batch is looked at. */
export async function batchDue(x: Exchange, job: Job): Promise<Omit<Change, 'done'>> {
  const { rows } = await x.database.pool.query({
    name: 'batch entry due',
    text: `select agreement from batch_entries where id = $1 and status = 'open'`,
    values: [job.subject],
  })
  return { rows: [], jobs: rows.map(({ agreement }) => batchJob('batch', agreement, job.cause ?? job.subject)) }
}
