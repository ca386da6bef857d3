import { ConnectorError, Misconfigured, TryLater } from '../../connectors/errors.ts'
import type { Change, Job, NewJob, Problem, RowWrite } from '../../platform/change.ts'
import { classOf } from '../exchange/classes.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { closeItem, insertItem, markFailed } from './rows.ts'
import { findSource, type Source } from './source.ts'

const FIRST_WAIT_MS = 1_000
const WAIT_MAX_MS = 900_000
/** Until then it may be a night's maintenance or a cable. What is misconfigured does not heal by waiting. */
const FAILURES_MAX = 5

/** A look failed: the next one comes later and later; a person is told once. Nothing is lost: what lies there stays. */
export async function lookFailed(x: Exchange, job: Job, error: unknown): Promise<Omit<Change, 'done'>> {
  const source = await findSource(x.database.pool, job.subject)
  const problem = problemOf(error)
  const afterMs = error instanceof TryLater ? error.afterMs : error instanceof Misconfigured ? WAIT_MAX_MS : 0
  return wentWrong(x, source, { job, problem, afterMs })
}

export async function wentWrong(
  x: Exchange,
  source: Source,
  { job, problem, afterMs = 0 }: { job: Job; problem: Problem; afterMs?: number },
): Promise<Omit<Change, 'done'>> {
  const { channel } = source
  const failures = source.failures + 1
  const rows = [markFailed({ channel, failures, problem })]
  const told = (await openItemsOf(x, channel)).some(({ problem }) => problem['item'] === undefined)
  if (!told && (failures >= FAILURES_MAX || afterMs >= WAIT_MAX_MS)) rows.push(openItem(x, source, problem))
  const backOff = Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), WAIT_MAX_MS) * (0.75 + Math.random() / 2)
  return { rows, jobs: [nextLook(job, Math.max(backOff, afterMs))] }
}

/** After a look that went through: what a person was told of the looks before is over. */
export function wellAgain(x: Exchange, source: Source): Promise<RowWrite[]> {
  if (source.failures === 0) return Promise.resolve([])
  return closeItems(x, source.channel, (problem) => problem['item'] === undefined, 'a look went through again')
}

export function nextLook(job: Job, afterMs: number): NewJob {
  return { kind: job.kind, subject: job.subject, afterMs: Math.ceil(afterMs) }
}

/** As rows keep it. */
export function problemOf(error: unknown): Problem {
  return error instanceof ConnectorError ? { ...error.parameters, code: error.code } : { code: 'pick-up-bug' }
}

/** About the channel, or about one item of it: then the problem names it by its key. (`key` alone may be what a connector tells.) */
export function openItem(x: Exchange, { channel, organization }: Source, problem: Problem): RowWrite {
  return insertItem({
    id: x.newId(),
    kind: 'failure',
    class: classOf('failure', problem.code),
    subject_kind: 'channel',
    subject: channel,
    organization,
    problem,
  })
}

export async function closeItems(
  x: Exchange,
  channel: string,
  which: (problem: Problem) => boolean,
  close_reason: string,
): Promise<RowWrite[]> {
  const open = await openItemsOf(x, channel)
  return open.filter(({ problem }) => which(problem)).map(({ id }) => closeItem({ id, close_reason }))
}

async function openItemsOf(x: Exchange, channel: string): Promise<{ id: string; problem: Problem }[]> {
  const { rows } = await x.database.pool.query({
    name: 'open items of a channel',
    text: 'select id, problem from work_items where subject = $1 and closed_at is null',
    values: [channel],
  })
  return rows
}
