import type { Gs } from '../../edi/x12/items.ts'
import type { Agreement } from '../agreements/lookup.ts'
import { enterAccepted } from './batching/entering.ts'
import type { Evidence } from './concluding.ts'
import { decidedBy } from './decided-by.ts'
import type { Exchange } from './exchange.ts'
import type { Accepted, Group } from './intake.ts'
import { fileName } from './names.ts'
import { lineOf, type Outgoing, type Written, writeOutgoing } from './outgoing.ts'
import { receiptDue } from './overdue.ts'
import { type Addressed, addressed, type EdifactHead, schemeOf, standardOf } from './standards/envelope.ts'
import { aroundSets } from './standards/leaving.ts'
import { aroundTranslated, bytesOf, fileLeaving } from './translating/leaving.ts'

/**
 * Puts what was accepted into outgoing interchanges: one for each group and agreement, so a batch stays a batch. The sets are
 * the sender's own bytes; only the envelope is new, with the grid's control number for the pair. Under a batch
 * small ones wait; an XML document is a file of its own, and waits for no others.
 */
export async function release(x: Exchange, evidence: Evidence, written: Written): Promise<void> {
  for (const group of evidence.intake.groups) {
    if (group.rejected || group.held) continue
    for (const accepted of group.accepted) {
      const { translated } = accepted
      const alone = translated ? !aroundTranslated(translated) : evidence.intake.isa!.xml
      const waits = evidence.bytes && accepted.agreement.settings.batch && !alone
      if (waits) enterAccepted(x, evidence, { group, accepted }, written)
      else writeOutgoing(x, await outgoingOf(x, evidence, group, accepted), written)
    }
  }
}

async function outgoingOf(x: Exchange, evidence: Evidence, group: Group, accepted: Accepted): Promise<Outgoing> {
  const { arrival, intake } = evidence
  const { translated } = accepted
  if (translated) {
    const around = aroundTranslated(translated)
    if (!around) return fileLeaving(x, { interchange: arrival.id, accepted, group })
    const small = translated.every(({ bytes }) => bytes !== null)
    const pieces = small ? [translated.map(({ bytes }) => bytes!)] : [bytesOf(x, translated)]
    return makeOutgoing(x, { ...accepted, ...around, interchange: arrival.id, pieces, small })
  }
  const of = { interchange: arrival.id, isa: addressed(intake.isa!), parties: intake.parties!, gs: group.gs }
  const pieces = accepted.ranges.map(([from, to]) => evidence.body(from, to))
  return makeOutgoing(x, { ...of, ...accepted, pieces, small: evidence.bytes !== undefined })
}

/** Documents of one group and agreement, on their way out together. */
export interface Leaving {
  /** The one that they came in. */
  interchange: string
  isa: Addressed
  parties: { sender: string; receiver: string; mode: string }
  gs: Gs
  type: string | null
  agreement: Agreement
  /** The way out. */
  channel: string
  outgoing: string
  /** The business key that keeps them together, where the agreement says so. */
  key: string | null
  count: number
  pieces: (Uint8Array[] | AsyncIterable<Uint8Array>)[]
  /** All pieces are in memory. */
  small: boolean
}

export async function makeOutgoing(x: Exchange, of: Leaving): Promise<Outgoing> {
  const { gs, agreement, key, count } = of
  const parties = { sender: agreement.sender, receiver: agreement.receiver, mode: of.parties.mode }
  const controlNumber = await x.numbers.take(parties)
  // What XML receivers answer, if anything, is a document of its own.
  const awaits = of.isa.xml ? null : receiptDue(x, agreement)
  const numbered = { controlNumber, at: new Date(x.now()), setCount: count, awaited: awaits !== null }
  const { head, tail } = aroundSets({ ...envelopeFor(x, of), ...numbered })
  const content = of.small
    ? x.payloads.small(Buffer.concat([head, ...(of.pieces as Uint8Array[][]).flat(), tail]))
    : await x.payloads.keep(stream(head, of.pieces, tail))
  return {
    id: of.outgoing,
    purpose: 'documents',
    sender: parties.sender,
    receiver: parties.receiver,
    mode: parties.mode,
    channel: x.directory.channel(of.channel),
    name: fileName(x, {
      type: of.type ?? gs.functionalId,
      from: parties.sender,
      mode: parties.mode,
      controlNumber,
      standard: standardOf(of.isa),
    }),
    content,
    standard: standardOf(of.isa),
    controlNumber,
    // What leaves has no groups of EDIFACT: a CONTRL names none.
    envelope: {
      functionalId: of.isa.edifact ? '' : gs.functionalId,
      version: gs.version,
      ...decidedBy(agreement),
      ...(key ? { key } : {}),
    },
    documentCount: count,
    awaits,
    line: lineOf(agreement.settings, key),
    cause: of.interchange,
  }
}

/** What the envelope says besides what is given when it leaves: number, time and count. */
export function envelopeFor(x: Exchange, of: Pick<Leaving, 'isa' | 'gs' | 'parties' | 'agreement'>) {
  const { isa, gs, agreement } = of
  const parties = { receiver: agreement.receiver, mode: of.parties.mode }
  const scheme = schemeOf(isa)
  const elsewhere = scheme === null || parties.receiver === of.parties.receiver ? null : addressOf(x, scheme, parties)
  return {
    sender: { qualifier: isa.senderQualifier, id: isa.senderId },
    receiver: elsewhere ? { qualifier: elsewhere.qualifier, id: elsewhere.id } : receiverIn(isa),
    gsSender: gs.sender,
    gsReceiver: elsewhere?.gs ?? gs.receiver,
    functionalId: gs.functionalId,
    isaVersion: isa.version,
    version: gs.version,
    usage: isa.usage === 'P' ? ('P' as const) : ('T' as const),
    delimiters: isa.delimiters,
    ...(isa.edifact ? { edifact: edifactFor(isa.edifact, elsewhere) } : {}),
    ...(isa.xml ? { xml: isa.xml } : {}),
  }
}

/** The password is the sender's and the grid's own. */
function edifactFor(
  { syntax, service, sender, receiver, application, agreement }: EdifactHead,
  elsewhere: { qualifier: string; id: string } | null,
) {
  const named = elsewhere
    ? { id: elsewhere.id, qualifier: elsewhere.qualifier, internal: '', subInternal: '' }
    : receiver
  return { syntax, service, sender, receiver: named, application, agreement }
}

const receiverIn = (isa: Leaving['isa']) => ({ qualifier: isa.receiverQualifier, id: isa.receiverId })

/** What a receiver is called to whom a rule leads the document: the sender did not address it so. */
function addressOf(x: Exchange, scheme: string, { receiver, mode }: { receiver: string; mode: string }) {
  const at = new Date(x.now())
  const isa = x.directory.calledAs(receiver, scheme, mode, at)
  if (!isa) return null
  if (scheme !== 'x12-isa') return { qualifier: isa.qualifier, id: isa.value, gs: isa.value }
  const gs = x.directory.calledAs(receiver, 'x12-gs', mode, at)?.value ?? isa.value
  return { qualifier: isa.qualifier, id: isa.value, gs }
}

async function* stream(head: Uint8Array, pieces: (Uint8Array[] | AsyncIterable<Uint8Array>)[], tail: Uint8Array) {
  yield head
  for (const piece of pieces) yield* piece
  yield tail
}
