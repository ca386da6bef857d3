import { Disconnected, Misconfigured, Rejected, TryLater } from '../../connectors/errors.ts'
import { post } from '../../connectors/http/post.ts'
import type { Change, Job, Problem } from '../../platform/change.ts'
import { killAt } from '../../platform/kill.ts'
import type { Channel } from '../agreements/lookup.ts'
import { agreementSettings } from '../agreements/settings.ts'
import { secretHeaderOf } from '../channels/secret-header.ts'
import type { Exchange } from './exchange.ts'
import { sentEvent } from './outgoing.ts'
import { completedEvent } from './receipting.ts'
import { insertWorkItem, markFailed, markSent, moveOutgoing } from './rows.ts'

/** A delivery with what its handing over needs. */
export interface Delivery {
  id: string
  interchange: string
  sender: string
  receiver: string
  channel: string
  purpose: string
  name: string
  status: string
  awaits: string | null
  payload: Buffer
  size_bytes: number
  document_count: number
  agreement: string | null
  cause: string
}

const SMALL_BYTES = 1_048_576
const TIMEOUT_MS = 30_000
/** For what no agreement speaks of: acknowledgements. */
const DEFAULT_RETRY = agreementSettings.parse({}).retry

/**
 * Hands one outgoing interchange over. The key, the name and the bytes are the same on every attempt: where the receiver
 * looks at them, a repeat after a crash does no harm.
 */
export async function deliver(x: Exchange, job: Job, signal: AbortSignal): Promise<Omit<Change, 'done'>> {
  const delivery = await x.deliveries(job.subject)
  if (delivery?.status !== 'waiting') return { rows: [] }
  const channel = x.directory.channel(delivery.channel)
  if (channel?.kind !== 'https') {
    throw new Misconfigured('channel-missing', 'The way out to the receiver is gone.', { channel: delivery.channel })
  }
  await send(x, delivery, channel, signal)
  killAt('deliver:sent')
  const { id, sender, receiver, document_count: count } = { ...delivery, id: delivery.interchange }
  const of = { ...delivery, id, delivery: delivery.id, outbox: false, attempt: job.attempt + 1 }
  const rows = [markSent({ id: delivery.id, seen: 'waiting', status: 'sent', attempt: job.attempt + 1 })]
  const events = [sentEvent(of)]
  if (delivery.awaits !== null || delivery.purpose !== 'documents') return { rows, events }
  // No further receipt is agreed: the transport receipt completes the documents.
  rows.push(moveOutgoing({ outgoing: id, seen: 'released', status: 'completed' }))
  return { rows, events: [...events, { ...completedEvent({ id, sender, receiver, count }), cause: delivery.cause }] }
}

async function send(x: Exchange, delivery: Delivery, channel: Channel, signal: AbortSignal): Promise<void> {
  const settings = channel.settings as { url: string; headers?: Record<string, string>; timeoutMs?: number }
  const large = delivery.size_bytes > SMALL_BYTES
  const reader = large ? await x.payloads.open(delivery.payload) : null
  try {
    await post({
      url: settings.url,
      headers: {
        // What the grid passes on unread keeps its own ending.
        'content-type': delivery.name.endsWith('.edi') ? 'application/edi-x12' : 'application/octet-stream',
        'idempotency-key': delivery.id,
        'content-digest': `sha-256=:${delivery.payload.toString('base64')}:`,
        'content-disposition': `attachment; filename="${delivery.name}"`,
        ...settings.headers,
        ...(await secretHeaderOf(x, channel)),
      },
      body: reader ? reader.stream() : await x.payloads.bytes(delivery.payload, SMALL_BYTES),
      sizeBytes: delivery.size_bytes,
      timeoutMs: settings.timeoutMs ?? TIMEOUT_MS,
      signal,
    })
  } finally {
    await reader?.close()
  }
}

/** How often and how long to try, from the agreement; a rejection or a wrong setting is not tried again. */
export async function retryDelivery(x: Exchange, job: Job, error: unknown, attempt: number): Promise<number | null> {
  if (error instanceof Rejected || error instanceof Misconfigured) return null
  const delivery = await x.deliveries(job.subject)
  const policy = x.directory.agreement(delivery?.agreement ?? '')?.settings.retry ?? DEFAULT_RETRY
  if (attempt >= policy.attemptsMax) return null
  const backOff = Math.min(policy.firstDelayMs * 2 ** (attempt - 1), policy.delayMaxMs)
  // Jitter keeps the deliveries of one outage from coming back as one wave.
  const waitMs = backOff * (0.75 + Math.random() / 2)
  return error instanceof TryLater ? Math.max(error.afterMs, waitMs) : waitMs
}

/** Whether the receiver is not there at all, so that trying its other deliveries would help nobody. */
export function receiverAway(error: unknown): number | null {
  if (error instanceof Disconnected) return 0
  return error instanceof TryLater ? error.afterMs : null
}

/** The last attempt failed: the payload stays, a person decides. */
export async function giveUpDelivery(x: Exchange, job: Job, error: unknown): Promise<Omit<Change, 'done'>> {
  const delivery = await x.deliveries(job.subject)
  if (!delivery) return { rows: [] }
  const problem = deliveryProblem(error, job.attempt + 1)
  return {
    rows: [
      markFailed({
        id: delivery.id,
        seen: 'waiting',
        status: 'failed',
        attempt: job.attempt + 1,
        last_problem: problem,
      }),
      insertWorkItem({
        id: x.newId(),
        kind: 'failure',
        subject_kind: 'delivery',
        subject: delivery.id,
        organization: delivery.sender,
        problem,
      }),
    ],
    events: [
      {
        type: 'delivery.failed',
        subjectKind: 'interchange',
        subject: delivery.interchange,
        organizations: [delivery.sender],
        actor: 'system',
        cause: delivery.cause,
        data: { delivery: delivery.id, ...problem },
      },
    ],
  }
}

function deliveryProblem(error: unknown, attempts: number): Problem {
  if (
    error instanceof Disconnected ||
    error instanceof TryLater ||
    error instanceof Rejected ||
    error instanceof Misconfigured
  ) {
    // The address may name a partner's inner host: it stays with the grid's own log.
    const { url: _, ...parameters } = error.parameters
    return { ...parameters, code: error.code, attempts }
  }
  return { code: 'delivery-bug', attempts }
}
