import type { Problem } from '../../platform/change.ts'
import type { Agreement } from '../agreements/lookup.ts'
import { formOf, hashRanges } from './approving/form.ts'
import type { Arrival } from './arrivals.ts'
import { decidedBy } from './decided-by.ts'
import { exchangeError } from './errors.ts'
import type { Exchange } from './exchange.ts'
import { findAttachment } from './files/queries.ts'
import type { Draft, Intake } from './intake.ts'
import { passOn, redraft } from './opaque/deciding.ts'
import { claimOriginal, weighOriginals } from './originals.ts'
import type { Written } from './outgoing.ts'
import { LARGE_BYTES } from './receiving.ts'
import { release } from './releasing.ts'
import { type Reread, readAgain } from './rereading.ts'
import { insertSide, moveDocument } from './rows.ts'
import { sentence } from './sentences.ts'
import { keepForm, toldToReceiver } from './translating/keeping.ts'
import { takeForm } from './translating/weighing.ts'

// biome-ignore lint/suspicious/noExplicitAny: a row of the database
type Row = any

/** A document that waited, read and routed again by what is agreed now. */
export interface Again {
  arrival: Arrival
  intake: Intake
  draft: Draft
  /** SHA-256 of its own bytes. */
  source: Buffer
  /** What would leave. */
  form(): string
  /** Puts it on its way, as of the same agreement. */
  letGo(written: Written): Promise<void>
}

/**
 * Looks again at a document that waits, and does with it what `act` says. Throws where it cannot go on. `decided`: a person says
 * so, and what rules hold back goes on as well.
 */
export async function lookAgain(
  x: Exchange,
  { found, decided }: { found: Row; decided: boolean },
  act: (again: Again) => Promise<void>,
): Promise<void> {
  const arrival = (await x.arrivals.of(found.interchange))!
  if (found.standard === 'opaque') return act(fileAgain(x, arrival, found, decided))
  const reader = await x.payloads.open(found.payload)
  try {
    const outgoing = x.newId()
    const read = await readAgain(x, arrival, reader, { position: found.position, outgoing, decided })
    const { intake, draft } = expectReleasable(found, read)
    // What becomes of its neighbours was decided before.
    Object.assign(intake.groups[draft.group]!, { rejected: false, held: false })
    // It becomes the original where there is none yet; where there is, a person has decided that this one goes on as well.
    await weighOriginals(x, { arrival, intake }, [draft])
    if (decided) draft.status = 'recognised'
    expectReleasable(found, read)
    const base = arrival.from_offset
    const bytes = (from: number, to: number) => reader.read(base + from, to - from)
    // Who approves it has seen what it would leave as.
    await takeForm(x, { intake, read: bytes, small: arrival.size_bytes <= LARGE_BYTES }, draft, {
      decided: decided || found.status === 'unapproved',
    })
    expectReleasable(found, read)
    const [from, to] = [Number(found.from_offset), Number(found.to_offset)]
    const [source] = await hashRanges(reader.stream(from, to), from, [{ from, to }])
    const form = () => formOf(x, intake, draft, source!)
    const body = (from: number, to: number) => reader.stream(base + from, base + to)
    const letGo = async (written: Written) => {
      intake.accept([{ ...draft, approval: false }])
      await release(x, await evidenceOf(x, { arrival, intake, body }), written)
      if (draft.claim) written.rows.push(claimOriginal(draft.claim, found.id))
      noteReleased(found, draft, outgoing, written)
      noteForm(x, found, draft, written)
    }
    await act({ arrival, intake, draft, source: source!, form, letGo })
  } finally {
    await reader.close()
  }
}

/** A file that is not read goes on as it came. */
function fileAgain(x: Exchange, arrival: Arrival, found: Row, decided: boolean): Again {
  const { intake, draft } = redraft(x, arrival, found, decided)
  if (draft.status !== 'recognised') throw notReleasable(found, draft.problems?.at(-1))
  const letGo = async (written: Written) => {
    const attachment = await findAttachment(x.database.pool, found.id)
    if (attachment && !attachment.deliver) return noteKept(found, draft.agreement!, written)
    const outgoing = x.newId()
    passOn(x, { arrival, draft, key: found.business_key, outgoing }, written)
    noteReleased(found, draft, outgoing, written)
  }
  const source = arrival.payload
  return { arrival, intake, draft, source, form: () => formOf(x, intake, draft, source), letGo }
}

/** It lies beside its document only: nobody gets it by itself. */
function noteKept(found: Row, { id: agreement, version: agreement_version }: Agreement, written: Written): void {
  const { id, status: seen, receiver, sender, type, version, mode } = found
  written.rows.push(moveDocument({ id, seen, status: 'completed', receiver, agreement, agreement_version }))
  written.jobs.push({ kind: 'attach', subject: id, cause: found.interchange })
  written.events.unshift(documentEvent('document.completed', found, { type, version, mode }, [sender]))
}

function noteForm(x: Exchange, found: Row, { agreement, translated }: Draft, written: Written): void {
  const { sender, receiver } = agreement!
  if (!translated) return
  keepForm(x, { document: found.id, sender, receiver, cause: found.interchange, translated }, written)
}

function noteReleased(found: Row, { agreement, translated }: Draft, outgoing: string, written: Written): void {
  const by = agreement!
  const { id, type, version, mode, business_key: key } = found
  const { sender, receiver } = by
  const moved = { id, seen: found.status, status: 'released', receiver, agreement: by.id, outgoing }
  written.rows.push(moveDocument({ ...moved, agreement_version: by.version }))
  if (receiver !== sender) written.rows.push(insertSide({ organization: receiver, document: id }))
  const told = toldToReceiver(receiver, translated)
  const data = { type, version, mode, ...decidedBy(by), ...(key ? { key } : {}), ...told }
  written.events.unshift(documentEvent('document.released', found, data, [sender, receiver]))
}

function expectReleasable(found: Row, read: Reread | undefined): Reread {
  if (!read) throw notReleasable(found, read)
  const { draft } = read
  // Whether it goes on although it is not valid was decided before anybody was asked to approve it.
  const decided = draft.status === 'suspended' && found.status === 'unapproved' && draft.channel !== null
  if (draft.status !== 'recognised' && !decided) throw notReleasable(found, draft.problems?.at(-1))
  return read
}

function notReleasable({ id }: Row, problem: Problem | undefined): Error {
  return exchangeError('document-not-releasable', { id, problem: sentence(problem ?? { code: 'unreadable' }) })
}

/** Small ones from memory, as when they came; large ones as a stream. */
export async function evidenceOf(
  x: Exchange,
  of: { arrival: Arrival; intake: Intake; body(from: number, to: number): AsyncIterable<Uint8Array> },
) {
  const { arrival, intake, body } = of
  const evidence = { arrival, intake, known: undefined, spoken: new Map(), body, last: true }
  if (arrival.size_bytes > LARGE_BYTES) return evidence
  const bytes = await x.payloads.bytes(arrival.payload, LARGE_BYTES)
  const base = arrival.from_offset
  return { ...evidence, bytes, body: (from: number, to: number) => [bytes.subarray(base + from, base + to)] }
}

export function documentEvent(type: string, found: Row, data: Record<string, unknown>, organizations: string[]) {
  const about = { subjectKind: 'document', subject: found.id, organizations: [...new Set(organizations)] }
  return { type, ...about, actor: 'system', cause: found.interchange, data }
}
