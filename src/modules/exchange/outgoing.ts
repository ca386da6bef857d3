import type { NewEvent, NewJob, RowWrite } from '../../platform/change.ts'
import type { KeptPayload } from '../../platform/payloads/payloads.ts'
import { insertNewPayload, insertNewUse, insertPayload } from '../../platform/payloads/rows.ts'
import type { Channel } from '../agreements/lookup.ts'
import type { AgreementSettings } from '../agreements/settings.ts'
import type { Exchange } from './exchange.ts'
import { insertDelivery, insertInterchange, insertReceipt } from './rows.ts'
import type { Standard } from './standards/envelope.ts'

/** What a deciding job has gathered so far for its Change. */
export interface Written {
  rows: RowWrite[]
  jobs: NewJob[]
  events: NewEvent[]
}

/** An interchange that the grid made, on its way to an organization. */
export interface Outgoing {
  id: string
  purpose: 'documents' | 'acknowledgement' | 'notice'
  sender: string
  receiver: string
  mode: string
  /** The way out; none: it is kept and can be fetched by API only. */
  channel: Channel | undefined
  /** The file name or key at the receiver: the same on every attempt. */
  name: string
  content: KeptPayload
  standard: Standard | 'json' | null
  controlNumber: number | null
  envelope: Record<string, unknown> | null
  documentCount: number
  /** The technical receipt asked of the receiver, and until when. */
  awaits: { receipt: '997'; withinMs: number; dueAt?: Date } | null
  /** What it keeps its order with: nothing (null), all of its channel (''), or what shares this business key. */
  line: string | null
  cause: string
}

/** Adds the outgoing interchange, its bytes and its delivery. Into an outbox it is delivered by this very Change. */
export function writeOutgoing(x: Exchange, out: Outgoing, written: Written): void {
  const { content } = out
  const insertBytes = carriesItsNumber(out) ? insertNewPayload : insertPayload
  written.rows.push(
    insertBytes({ hash: content.hash, size_bytes: content.sizeBytes, place: content.place, content: content.content }),
    insertNewUse({ payload: content.hash, organization: out.receiver, subject: out.id, purpose: out.purpose }),
    insertInterchange({
      id: out.id,
      direction: 'out',
      organization: out.receiver,
      channel: out.channel?.id ?? NOWHERE,
      name: out.name,
      payload: content.hash,
      from_offset: 0,
      size_bytes: content.sizeBytes,
      status: 'made',
      standard: out.standard,
      mode: out.mode,
      sender: out.sender,
      receiver: out.receiver,
      envelope: out.envelope,
      control_number: out.controlNumber === null ? null : String(out.controlNumber).padStart(9, '0'),
      progress: 0,
      document_count: out.documentCount,
      cause: out.cause,
    }),
  )
  if (out.channel) writeDelivery(x, { ...out, channel: out.channel }, written)
}

/** What leaves in XML is often what came, byte for byte. */
function carriesItsNumber({ standard, controlNumber }: Outgoing): boolean {
  return controlNumber !== null && (standard === 'x12' || standard === 'edifact')
}

const NOWHERE = '00000000-0000-0000-0000-000000000000'

/** The work of handing an outgoing interchange to its receiver; a second one of the same interchange repeats name and bytes. */
export function writeDelivery(
  x: Exchange,
  out: Omit<Outgoing, 'content'> & { channel: Channel },
  written: Written,
): void {
  const id = x.newId()
  const outbox = out.channel.kind === 'sftp-home'
  written.rows.push(
    insertDelivery({
      id,
      interchange: out.id,
      sender: out.sender,
      receiver: out.receiver,
      channel: out.channel.id,
      mode: out.mode,
      purpose: out.purpose,
      name: out.name,
      control_number: out.controlNumber,
      outbox,
      status: outbox ? 'sent' : 'waiting',
      awaits: out.awaits?.receipt ?? null,
      attempt: 0,
      sent_at: outbox ? new Date(x.now()) : null,
    }),
  )
  if (out.awaits) {
    const receipt = x.newId()
    const { withinMs: afterMs, dueAt } = out.awaits
    written.rows.push(
      insertReceipt({
        id: receipt,
        delivery: id,
        level: 'technical',
        state: 'awaited',
        due_at: dueAt ?? new Date(x.now() + afterMs),
      }),
    )
    written.jobs.push({ kind: 'overdue', subject: receipt, ...(dueAt ? { dueAt } : { afterMs }), cause: out.cause })
  }
  if (outbox) written.events.push(sentEvent({ ...out, delivery: id, outbox: true, attempt: 0 }))
  else {
    written.jobs.push({ kind: 'deliver', subject: id, lane: laneOf(out.channel.id, out.line), cause: out.cause })
  }
}

/** What documents under this agreement keep their order with; those without a key wait for each other. */
export function lineOf(settings: Pick<AgreementSettings, 'order'>, businessKey: string | null): string | null {
  if (settings.order === 'none') return null
  return settings.order === 'business-key' ? (businessKey ?? '') : ''
}

/** The lane of a delivery by this channel. */
export function laneOf(channel: string, line: string | null): string {
  if (line === null) return `any:${channel}`
  return line === '' ? `out:${channel}` : `out:${channel}:${line}`
}

export function sentEvent(of: {
  id: string
  purpose: string
  sender: string
  receiver: string
  name: string
  delivery: string
  outbox: boolean
  attempt: number
  /** What the receiver's system said. */
  said?: Record<string, string | number>
  cause: string
}): NewEvent {
  return {
    type: of.purpose === 'documents' ? 'delivery.sent' : `${of.purpose}.sent`,
    subjectKind: 'interchange',
    subject: of.id,
    organizations: of.purpose === 'documents' ? [of.sender, of.receiver] : [of.receiver],
    actor: 'system',
    cause: of.cause,
    data: {
      delivery: of.delivery,
      name: of.name,
      outbox: of.outbox,
      attempt: of.attempt,
      ...(of.said && { said: of.said }),
    },
  }
}
