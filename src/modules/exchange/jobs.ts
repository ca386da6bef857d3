import type { LaneLimits } from '../../platform/wide-lane.ts'
import type { JobKind } from '../../platform/work.ts'
import { answerSuspended } from './answering-suspended.ts'
import { approvalDue } from './approving/overdue.ts'
import { batchDue, closeBatches } from './batching/closing.ts'
import { decide } from './deciding.ts'
import { deliver, giveUpDelivery, receiverAway, retryDelivery } from './delivering.ts'
import type { Exchange } from './exchange.ts'
import { attach, attachDue } from './files/attaching.ts'
import { giveUpDeciding } from './giving-up.ts'
import { completeLarge, decideLarge, declineLarge, follow } from './large.ts'
import { pairFiles } from './opaque/deciding.ts'
import { overdue } from './overdue.ts'
import { retryFailed } from './resend/retrying.ts'

/** The job kinds of the exchange: each is one line that calls its verb. */
export function exchangeKinds(x: Exchange): Record<string, JobKind> {
  const decision = { retry: backOff, gaveUp: (job, error) => giveUpDeciding(x, job, error) } satisfies Partial<JobKind>
  const upkeep = { retry: forever, gaveUp: never, pure: false } satisfies Partial<JobKind>
  return {
    decide: { ...decision, pure: true, run: (job) => decide(x, job) },
    'decide-large': { ...decision, pure: false, run: (job, signal) => decideLarge(x, job, signal) },
    deliver: {
      pure: false,
      run: (job, signal) => deliver(x, job, signal),
      retry: (error, attempt, job) => retryDelivery(x, job, error, attempt),
      away: receiverAway,
      gaveUp: (job, error) => giveUpDelivery(x, job, error),
    },
    pair: { ...decision, pure: false, run: (job) => pairFiles(x, job) },
    attach: { ...upkeep, run: (job) => attach(x, job) },
    'attach-due': { ...upkeep, run: (job) => attachDue(x, job) },
    overdue: { ...upkeep, run: (job) => overdue(x, job) },
    'approval-due': { ...upkeep, run: (job) => approvalDue(x, job) },
    'retry-failed': { ...upkeep, run: (job) => retryFailed(x, job) },
    follow: { ...upkeep, run: (job) => follow(x, job) },
    batch: { ...upkeep, run: (job) => closeBatches(x, job) },
    'batch-now': { ...upkeep, run: (job) => closeBatches(x, job) },
    'batch-due': { ...upkeep, run: (job) => batchDue(x, job) },
    complete: { ...upkeep, run: (job) => completeLarge(x, job) },
    'answer-suspended': { ...upkeep, run: (job) => answerSuspended(x, job) },
    decline: { ...upkeep, run: (job) => declineLarge(x, job) },
  }
}

/** More would only wait for one of the few sessions that a connection has. */
const CONNECTION_CONCURRENT = 2

/** What the channel of a lane can bear; its name is `any:` and the channel. */
export function deliveryLimits(x: Exchange, lane: string): LaneLimits {
  const channel = x.directory.channel(lane.slice('any:'.length))
  const { limit = {} } = (channel?.settings ?? {}) as { limit?: LaneLimits }
  return channel?.connection ? { concurrent: CONNECTION_CONCURRENT, ...limit } : limit
}

const DECISION_ATTEMPTS_MAX = 8

function backOff(_error: unknown, attempt: number): number | null {
  return attempt >= DECISION_ATTEMPTS_MAX ? null : 50 * 2 ** attempt
}

function forever(_error: unknown, attempt: number): number {
  return Math.min(100 * 2 ** attempt, 60_000)
}

function never(): never {
  throw new Error('this job is tried for ever')
}
