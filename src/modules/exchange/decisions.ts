import { type Actor, actorName } from '../../platform/actor.ts'
import type { Change, Problem } from '../../platform/change.ts'
import { insertRows, updateRows } from '../../platform/rows.ts'
import type { Agreement } from '../agreements/lookup.ts'
import type { Arrival } from './arrivals.ts'
import { decidedBy } from './decided-by.ts'
import { exchangeError } from './errors.ts'
import type { Exchange } from './exchange.ts'
import { findAttachment } from './files/queries.ts'
import { passOn } from './opaque/deciding.ts'
import { claimOriginal, weighOriginals } from './originals.ts'
import type { Written } from './outgoing.ts'
import { findDocument } from './queries.ts'
import { LARGE_BYTES } from './receiving.ts'
import { release } from './releasing.ts'
import { type Reread, readAgain } from './rereading.ts'
import { route } from './routing.ts'
import { insertSide } from './rows.ts'
import { sentence } from './sentences.ts'
import { concludeSuspended } from './suspended.ts'

export interface Decision {
  decision: 'release' | 'decline'
  reason: string
  /** Rules still hold it back or set it aside: it is one of many, and nobody has looked at it. */
  byRules?: boolean
}

const insertDecision = insertRows('document_decisions', {
  document: 'uuid',
  decision: 'text',
  reason: 'text',
  actor: 'text',
})

const moveDocument = updateRows(
  'documents',
  {
    id: 'uuid',
    seen: 'text',
    status: 'text',
    receiver: 'uuid',
    agreement: 'uuid',
    agreement_version: 'int',
    outgoing: 'uuid',
  },
  {
    key: ['id'],
    guard: { status: 'seen' },
    set: ['status', 'receiver', 'agreement', 'agreement_version', 'outgoing'],
    also: 'changed_at = now()',
  },
)

/** What a person has settled. */
export const closeItems = updateRows(
  'work_items',
  { subject: 'uuid', closed_by: 'text', close_reason: 'text' },
  { key: ['subject'], set: ['closed_by', 'close_reason'], also: 'closed_at = now()', many: true },
)

// biome-ignore lint/suspicious/noExplicitAny: a row of the database
type Row = any

/**
 * Releases or declines a document that was held, set aside or suspended. Released, it goes by what is agreed now; the same decision again
 * changes nothing, another one is refused.
 */
export async function decideDocument(x: Exchange, actor: Actor, id: string, given: Decision): Promise<Row> {
  const found = await findDocument(x.database.pool, null, id)
  if (!found) throw exchangeError('document-unknown', { id })
  const before = await decisionOn(x, id)
  if (before === given.decision) return found
  if (before === undefined && found.status === 'suspended') return decideOnSuspended(x, actor, id, given)
  if (before !== undefined || (found.status !== 'held' && found.status !== 'quarantined')) {
    throw exchangeError('document-decided', { id, status: found.status })
  }
  const written: Written = { rows: [], jobs: [], events: [] }
  if (given.decision === 'decline') decline(found, written)
  else await releaseOne(x, found, given.byRules !== true, written)
  const by = actorName(actor)
  written.rows.push(
    insertDecision({ document: id, decision: given.decision, reason: given.reason, actor: by }),
    closeItems({ subject: id, closed_by: by, close_reason: given.reason }),
  )
  written.events[0] = { ...written.events[0]!, actor: by, data: { ...written.events[0]!.data, reason: given.reason } }
  return write(x, id, written)
}

/** It goes on as it came, or its sender is told that it is refused: as soon as nothing of its interchange waits any more. */
async function decideOnSuspended(x: Exchange, actor: Actor, id: string, given: Decision): Promise<Row> {
  const by = actorName(actor)
  const verdict = given.decision === 'release' ? 'accepted' : 'refused'
  for (let turn = 1; ; turn++) {
    const written = await concludeSuspended(x, id, { verdict }, { actor: by, reason: given.reason })
    written.rows.push(insertDecision({ document: id, ...given, actor: by }))
    try {
      return await write(x, id, written)
    } catch (error) {
      // Somebody decided on a neighbour at the same moment.
      const now = await findDocument(x.database.pool, null, id)
      if (turn === TURNS_MAX || now.status !== 'suspended' || now.outgoing !== null) throw error
    }
  }
}

const TURNS_MAX = 5

async function write(x: Exchange, id: string, written: Change): Promise<Row> {
  await x.commit(written).catch(async (error) => {
    if (error.code !== 'EN001' && error.code !== '23505') throw error
    const { status } = await findDocument(x.database.pool, null, id)
    throw exchangeError('document-decided', { id, status })
  })
  return findDocument(x.database.pool, null, id)
}

async function decisionOn(x: Exchange, document: string): Promise<string | undefined> {
  const text = 'select decision from document_decisions where document = $1'
  return (await x.database.pool.query(text, [document])).rows[0]?.decision
}

function decline(found: Row, written: Written): void {
  const { id, status: seen, receiver, agreement, agreement_version, sender, type, version, mode } = found
  written.rows.push(moveDocument({ id, seen, status: 'declined', receiver, agreement, agreement_version }))
  written.events.push(eventOf('document.declined', found, { type, version, mode }, [sender]))
}

async function releaseOne(x: Exchange, found: Row, decided: boolean, written: Written): Promise<void> {
  const arrival = await x.arrivals.of(found.interchange)
  if (found.standard === 'opaque') return releaseFile(x, { arrival: arrival!, found, decided }, written)
  const reader = await x.payloads.open(found.payload)
  try {
    const outgoing = x.newId()
    const read = await readAgain(x, arrival!, reader, { position: found.position, outgoing, decided })
    const { intake, draft } = expectReleasable(found, read)
    // It becomes the original where there is none yet; where there is, a person has decided that this one goes on as well.
    await weighOriginals(x, { arrival: arrival!, intake }, [draft])
    if (decided) draft.status = 'recognised'
    expectReleasable(found, read)
    intake.accept([draft])
    const base = arrival!.from_offset
    const body = (from: number, to: number) => reader.stream(base + from, base + to)
    await release(x, await evidenceOf(x, { arrival: arrival!, intake, body }), written)
    if (draft.claim) written.rows.push(claimOriginal(draft.claim, found.id))
    noteReleased(found, draft.agreement!, outgoing, written)
  } finally {
    await reader.close()
  }
}

/** A file that is not read goes on as it came, by what is agreed now. */
async function releaseFile(
  x: Exchange,
  { arrival, found, decided }: { arrival: Arrival; found: Row; decided: boolean },
  written: Written,
): Promise<void> {
  const { sender, receiver, mode, type, business_key: key } = found
  const router = { arrival, directory: x.directory, parties: { sender, receiver, mode }, at: new Date(x.now()) }
  const draft = route({ type, version: '', key, watched: undefined }, { ...router, decided })
  if (draft.status !== 'recognised') throw notReleasable(found, draft.problem ?? undefined)
  const attachment = await findAttachment(x.database.pool, found.id)
  if (attachment && !attachment.deliver) return noteKept(found, draft.agreement!, written)
  const outgoing = x.newId()
  passOn(x, { arrival, draft, key, outgoing }, written)
  noteReleased(found, draft.agreement!, outgoing, written)
}

/** It lies beside its document only: nobody gets it by itself. */
function noteKept(found: Row, { id: agreement, version: agreement_version }: Agreement, written: Written): void {
  const { id, status: seen, receiver, sender, type, version, mode } = found
  written.rows.push(moveDocument({ id, seen, status: 'completed', receiver, agreement, agreement_version }))
  written.jobs.push({ kind: 'attach', subject: id, cause: found.interchange })
  written.events.unshift(eventOf('document.completed', found, { type, version, mode }, [sender]))
}

function noteReleased(found: Row, by: Agreement, outgoing: string, written: Written): void {
  const { id, type, version, mode, business_key: key } = found
  const { sender, receiver } = by
  const moved = { id, seen: found.status, status: 'released', receiver, agreement: by.id, outgoing }
  written.rows.push(moveDocument({ ...moved, agreement_version: by.version }))
  if (receiver !== sender) written.rows.push(insertSide({ organization: receiver, document: id }))
  const data = { type, version, mode, ...decidedBy(by), ...(key ? { key } : {}) }
  written.events.unshift(eventOf('document.released', found, data, [sender, receiver]))
}

function expectReleasable(found: Row, read: Reread | undefined): Reread {
  if (!read) throw notReleasable(found, read)
  if (read.draft.status !== 'recognised') throw notReleasable(found, read.draft.problems?.at(-1))
  return read
}

function notReleasable({ id }: Row, problem: Problem | undefined): Error {
  return exchangeError('document-not-releasable', { id, problem: sentence(problem ?? { code: 'unreadable' }) })
}

/** Small ones from memory, as when they came; large ones as a stream. */
async function evidenceOf(
  x: Exchange,
  of: { arrival: Arrival; intake: Reread['intake']; body(from: number, to: number): AsyncIterable<Uint8Array> },
) {
  const { arrival, intake, body } = of
  const evidence = { arrival, intake, known: undefined, spoken: new Map(), body, last: true }
  if (arrival.size_bytes > LARGE_BYTES) return evidence
  const bytes = await x.payloads.bytes(arrival.payload, LARGE_BYTES)
  const base = arrival.from_offset
  return { ...evidence, bytes, body: (from: number, to: number) => [bytes.subarray(base + from, base + to)] }
}

function eventOf(type: string, found: Row, data: Record<string, unknown>, organizations: string[]) {
  const about = { subjectKind: 'document', subject: found.id, organizations: [...new Set(organizations)] }
  return { type, ...about, actor: 'system', cause: found.interchange, data }
}
