import { Disconnected, Misconfigured, Rejected, TryLater } from '../../connectors/errors.ts'
import type { Change, Job, Problem } from '../../platform/change.ts'
import { killAt } from '../../platform/kill.ts'
import { agreementSettings } from '../agreements/settings.ts'
import type { Exchange } from './exchange.ts'
import { handOver } from './handing-over.ts'
import { expectFirst, isOpenOutcome, isRepeatable } from './outcomes.ts'
import { sentEvent, type Written } from './outgoing.ts'
import { complete } from './receipting.ts'
import { insertWorkItem, markFailed, markSent } from './rows.ts'

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
  begun_at: Date | null
  payload: Buffer
  size_bytes: number
  /** Null: the grid does not read it. */
  standard: string | null
  document_count: number
  agreement: string | null
  cause: string
}

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
  if (!channel) {
    throw new Misconfigured('channel-missing', 'The way out to the receiver is gone.', { channel: delivery.channel })
  }
  const once = !isRepeatable(x, delivery)
  if (once) expectFirst(delivery)
  const said = await handOver(x, { ...delivery, once }, channel, signal)
  killAt('deliver:sent')
  const attempt = job.attempt + 1
  const of = { ...delivery, id: delivery.interchange, delivery: delivery.id, outbox: false, attempt, said }
  const written: Written = {
    rows: [markSent({ id: delivery.id, seen: 'waiting', status: 'sent', attempt })],
    jobs: [],
    events: [sentEvent(of)],
  }
  // When no further receipt is agreed, the transport receipt completes the documents.
  if (delivery.awaits === null && delivery.purpose === 'documents') complete(delivery, delivery.cause, written)
  return written
}

/** How often and how long to try, from the agreement; a rejection or a wrong setting is not tried again. */
export async function retryDelivery(x: Exchange, job: Job, error: unknown, attempt: number): Promise<number | null> {
  const delivery = await x.deliveries(job.subject)
  if (delivery && (await isOpenOutcome(x, delivery, error))) return null
  if (error instanceof Rejected || error instanceof Misconfigured) return null
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
  const unknown = await isOpenOutcome(x, delivery, error)
  const failed = deliveryProblem(error, job.attempt + 1)
  const problem = unknown ? { ...failed, code: 'delivery-outcome-unknown', cause: failed.code } : failed
  const item = x.newId()
  return {
    rows: [
      markFailed({
        id: delivery.id,
        seen: 'waiting',
        status: unknown ? 'outcome-unknown' : 'failed',
        attempt: job.attempt + 1,
        last_problem: problem,
      }),
      insertWorkItem({
        id: item,
        kind: unknown ? 'outcome-unknown' : 'failure',
        subject_kind: 'delivery',
        subject: delivery.id,
        organization: delivery.sender,
        problem,
      }),
    ],
    // Whether the grid tries again by itself is for the policy of the error's class to say.
    jobs: unknown ? [] : [{ kind: 'retry-failed', subject: item, cause: delivery.cause }],
    events: [
      {
        type: unknown ? 'delivery.outcome-unknown' : 'delivery.failed',
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
    // Addresses, paths and users are the receiver's own: the sender is told what happened, the grid's log has the rest.
    const { status, reason } = error.parameters
    return {
      ...(status !== undefined && { status }),
      ...(reason !== undefined && { reason }),
      code: error.code,
      attempts,
    }
  }
  return { code: 'delivery-bug', attempts }
}
