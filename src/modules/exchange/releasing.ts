import { interchangeHead, interchangeTail } from '../../edi/x12/acknowledge.ts'
import type { Evidence } from './concluding.ts'
import type { Exchange } from './exchange.ts'
import type { Accepted, Group } from './intake.ts'
import { fileName } from './names.ts'
import { type Outgoing, type Written, writeOutgoing } from './outgoing.ts'
import { receiptDue } from './overdue.ts'

/**
 * Puts what was accepted into outgoing interchanges: one for each group and agreement, so a batch stays a batch. The sets are
 * the sender's own bytes; only the envelope is new, with the grid's control number for the pair.
 */
export async function release(x: Exchange, evidence: Evidence, written: Written): Promise<void> {
  for (const group of evidence.intake.groups) {
    if (group.rejected || group.held) continue
    for (const accepted of group.accepted) {
      writeOutgoing(x, await outgoingOf(x, evidence, group, accepted), written)
    }
  }
}

async function outgoingOf(x: Exchange, evidence: Evidence, group: Group, accepted: Accepted): Promise<Outgoing> {
  const { arrival, intake } = evidence
  const { agreement } = accepted
  const isa = intake.isa!
  const { settings } = agreement
  const parties = { sender: agreement.sender, receiver: agreement.receiver, mode: intake.parties!.mode }
  const controlNumber = await x.numbers.take(parties)
  const elsewhere = parties.receiver === intake.parties!.receiver ? null : addressOf(x, parties)
  const envelope = {
    sender: { qualifier: isa.senderQualifier, id: isa.senderId },
    receiver: elsewhere ?? { qualifier: isa.receiverQualifier, id: isa.receiverId },
    gsSender: group.gs.sender,
    gsReceiver: elsewhere?.gs ?? group.gs.receiver,
    functionalId: group.gs.functionalId,
    isaVersion: isa.version,
    version: group.gs.version,
    controlNumber,
    usage: isa.usage === 'P' ? ('P' as const) : ('T' as const),
    at: new Date(x.now()),
    delimiters: isa.delimiters,
    setCount: accepted.count,
  }
  const head = interchangeHead(envelope)
  const tail = interchangeTail(envelope)
  const pieces = accepted.ranges.map(([from, to]) => evidence.body(from, to))
  const content = evidence.bytes
    ? x.payloads.small(Buffer.concat([head, ...(pieces as Uint8Array[][]).flat(), tail]))
    : await x.payloads.keep(stream(head, pieces, tail))
  return {
    id: accepted.outgoing,
    purpose: 'documents',
    sender: parties.sender,
    receiver: parties.receiver,
    mode: parties.mode,
    channel: x.directory.channel(accepted.channel),
    name: fileName(x, {
      type: group.type ?? group.gs.functionalId,
      from: parties.sender,
      mode: parties.mode,
      controlNumber,
    }),
    content,
    standard: 'x12',
    controlNumber,
    envelope: { functionalId: group.gs.functionalId, version: group.gs.version, agreement: agreement.id },
    documentCount: accepted.count,
    awaits: receiptDue(x, agreement),
    strictOrder: settings.order === 'strict',
    cause: arrival.id,
  }
}

/** What a receiver is called to whom a rule leads the document: the sender did not address it so. */
function addressOf(x: Exchange, { receiver, mode }: { receiver: string; mode: string }) {
  const at = new Date(x.now())
  const isa = x.directory.calledAs(receiver, 'x12-isa', mode, at)
  if (!isa) return null
  const gs = x.directory.calledAs(receiver, 'x12-gs', mode, at)?.value ?? isa.value
  return { qualifier: isa.qualifier, id: isa.value, gs }
}

async function* stream(head: Uint8Array, pieces: (Uint8Array[] | AsyncIterable<Uint8Array>)[], tail: Uint8Array) {
  yield head
  for (const piece of pieces) yield* piece
  yield tail
}
