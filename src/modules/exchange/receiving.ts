import type { RowWrite } from '../../platform/change.ts'
import { httpError } from '../../platform/http/errors.ts'
import { killAt } from '../../platform/kill.ts'
import type { KeptPayload } from '../../platform/payloads/payloads.ts'
import { insertNewUse, insertPayload } from '../../platform/payloads/rows.ts'
import type { Exchange } from './exchange.ts'
import { claimIdentity, insertInterchange } from './rows.ts'

/** Bytes that have come in by a door and are kept, or small enough to be kept with their row. */
export interface NewArrival {
  channel: { id: string; organization: string }
  /** The file's name, or empty. */
  name: string
  kept: KeptPayload
  actor: string
  /** The sender's own key for this act (`Idempotency-Key`): a repeat with the same bytes is answered with the first result. */
  key?: string
  /** What else becomes true with it, by its id. */
  alongside?: (interchange: string) => RowWrite[]
}

/** Above this, an interchange is read as a stream and its documents are written in batches, alone in its lane. */
export const LARGE_BYTES = 1_048_576

/**
 * Receives an interchange: when this resolves, the bytes, the row, the event and the job that will decide on it are durable,
 * and only then may the door say "got it". Nothing is looked at yet.
 */
export async function receiveInterchange(x: Exchange, arrival: NewArrival): Promise<{ interchange: string }> {
  const { channel, kept } = arrival
  const identity =
    arrival.key === undefined ? null : ({ kind: 'request', scope: channel.id, value: arrival.key } as const)
  if (identity) {
    const known = await x.identities.known(identity)
    if (known) return sameRequest(known, kept.hash, arrival.key!)
  }
  const id = x.newId()
  killAt('receive:kept')
  const change = {
    urgent: true as const, // the sender waits for its receipt
    rows: [
      ...(arrival.alongside?.(id) ?? []),
      ...(identity ? [claimIdentity({ ...identity, subject: id, payload: kept.hash })] : []),
      insertPayload({ hash: kept.hash, size_bytes: kept.sizeBytes, place: kept.place, content: kept.content }),
      insertNewUse({ payload: kept.hash, organization: channel.organization, subject: id, purpose: 'received' }),
      newInterchange({ ...arrival, id, fromOffset: 0, cause: id }),
    ],
    jobs: [decideJob({ id, channel: channel.id, sizeBytes: kept.sizeBytes, cause: id })],
    events: [
      {
        type: 'interchange.received',
        subjectKind: 'interchange',
        subject: id,
        organizations: [channel.organization],
        actor: arrival.actor,
        cause: id,
        data: { name: arrival.name, sizeBytes: kept.sizeBytes, sha256: kept.hash.toString('hex') },
      },
    ],
  }
  x.arrivals.remember({
    id,
    organization: channel.organization,
    channel: channel.id,
    name: arrival.name,
    payload: kept.hash,
    from_offset: 0,
    size_bytes: kept.sizeBytes,
    status: 'received',
    progress: 0,
    cause: id,
  })
  try {
    await x.commit(change)
  } catch (error) {
    // Two requests with one key at the same moment: the other one was first.
    const known =
      identity && (error as { code?: string }).code === '23505' ? await x.identities.known(identity) : undefined
    if (!known) throw error
    return sameRequest(known, kept.hash, arrival.key!)
  }
  killAt('receive:committed')
  return { interchange: id }
}

function sameRequest(known: { subject: string; payload: Buffer }, hash: Buffer, key: string): { interchange: string } {
  if (known.payload.equals(hash)) return { interchange: known.subject }
  throw httpError('idempotency-key-reused', { key })
}

export function newInterchange(row: {
  id: string
  channel: { id: string; organization: string }
  name: string
  kept: { hash: Buffer; sizeBytes: number }
  fromOffset: number
  cause: string
}) {
  return insertInterchange({
    id: row.id,
    direction: 'in',
    organization: row.channel.organization,
    channel: row.channel.id,
    name: row.name,
    payload: row.kept.hash,
    from_offset: row.fromOffset,
    size_bytes: row.kept.sizeBytes,
    status: 'received',
    progress: 0,
    cause: row.cause,
  })
}

/** The job that decides on an interchange: one lane a channel, from arrival to decision. */
export function decideJob(of: { id: string; channel: string; sizeBytes: number; cause: string }) {
  const kind = of.sizeBytes > LARGE_BYTES ? 'decide-large' : 'decide'
  return { kind, subject: of.id, lane: `in:${of.channel}`, cause: of.cause }
}
