import type { Change, Job, NewJob } from '../../../platform/change.ts'
import { isOvertaken } from '../../../platform/commit.ts'
import { GridError } from '../../../platform/errors.ts'
import { killAt } from '../../../platform/kill.ts'
import type { JobKind } from '../../../platform/work.ts'
import type { Exchange } from '../exchange.ts'
import { resendError } from './errors.ts'
import { findOriginal, type SentDocument } from './originals.ts'
import { advanceBulk, endBulk, insertBulk, insertRefusal } from './rows.ts'
import { countSelected, type Selection, selected } from './selecting.ts'
import { changeFor, originalOf, previewOf, type Wanted } from './verbs.ts'

// A bulk resend is a row and one job that adds itself again. Each run takes the next few documents; what they lead to and how far
// it came are one change. So a killed process goes on where it stood, and no document is taken twice.

export interface Bulk {
  id: string
  kind: 'same' | 'new'
  basis: 'original' | 'current'
  filter: Selection
  per_minute: number | null
  reason: string
  status: 'running' | 'cancelled' | 'done' | 'failed'
  total: number
  sent: number
  refused: number
  cursor: string
  problem: { code: string } | null
  actor: string
  at: Date
  ended_at: Date | null
}

export interface NewBulk extends Wanted {
  id: string
  filter: Selection
  perMinute: number | null
  reason: string
  actor: string
}

const BATCH_MAX = 50
const SAMPLE = 20
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Begins; a repeat with the same id finds what the first one began. */
export async function startBulk(x: Exchange, asked: NewBulk): Promise<Bulk> {
  const { id, as: kind, on: basis, filter, perMinute, reason, actor } = asked
  const known = await findBulk(x, id)
  if (known) return known
  const total = await countSelected(x.database.pool, filter, x.newId())
  if (total === 0) throw resendError('bulk-empty')
  const row = { id, kind, basis, filter, per_minute: perMinute, reason, status: 'running', total, cursor: FIRST, actor }
  const data = { as: kind, on: basis, filter, total, reason }
  try {
    await x.commit({
      rows: [insertBulk({ ...row, sent: 0, refused: 0 })],
      jobs: [{ kind: 'bulk-resend', subject: id }],
      events: [
        { type: 'bulk-resend.started', subjectKind: 'bulk-resend', subject: id, organizations: [], actor, data },
      ],
    })
  } catch (error) {
    if (!isOvertaken(error)) throw error
  }
  return (await findBulk(x, id))!
}

/** How many it would be, and for the first of them what would be other than it was, or why it would be refused. */
export async function previewBulk(x: Exchange, { filter, ...wanted }: Wanted & { filter: Selection }) {
  const before = x.newId()
  const { pool } = x.database
  const first = await selected(pool, filter, { before, limit: SAMPLE })
  const sample = await Promise.all(
    first.map(async (document) => {
      try {
        const { differences, name } = await previewOf(x, { original: await originalOf(x, document), document }, wanted)
        return { document: document.id, name, differences, refused: null }
      } catch (error) {
        if (!(error instanceof GridError)) throw error
        return { document: document.id, name: null, differences: [], refused: error.message }
      }
    }),
  )
  return { total: await countSelected(pool, filter, before), sample }
}

/** Stops it; what has been sent stays sent. Cancelling one that has ended changes nothing. */
export async function cancelBulk(x: Exchange, id: string, by: { reason: string; actor: string }): Promise<Bulk> {
  const found = await findBulk(x, id)
  if (!found) throw resendError('bulk-unknown', { id })
  if (found.status !== 'running') return found
  const data = { reason: by.reason, sent: found.sent }
  const subject = { subjectKind: 'bulk-resend', subject: id, organizations: [] }
  try {
    await x.commit({
      rows: [endBulk({ id, seen: 'running', status: 'cancelled' })],
      events: [{ type: 'bulk-resend.cancelled', ...subject, actor: by.actor, data }],
    })
  } catch (error) {
    if (!isOvertaken(error)) throw error
  }
  return (await findBulk(x, id))!
}

export async function findBulk(x: Exchange, id: string): Promise<Bulk | undefined> {
  const { rows } = await x.database.pool.query('select * from bulk_resends where id = $1', [id])
  return rows[0]
}

const ATTEMPTS_MAX = 10

export function bulkKinds(x: Exchange): Record<string, JobKind> {
  return {
    'bulk-resend': {
      pure: false,
      run: (job) => stepBulk(x, job),
      retry: (_error, attempt) => (attempt >= ATTEMPTS_MAX ? null : Math.min(100 * 2 ** attempt, 60_000)),
      gaveUp: async (job) => ({
        rows: [endBulk({ id: job.subject, seen: 'running', status: 'failed', problem: { code: 'bulk-bug' } })],
      }),
    },
  }
}

async function stepBulk(x: Exchange, job: Job): Promise<Omit<Change, 'done'>> {
  const bulk = await findBulk(x, job.subject)
  if (bulk?.status !== 'running') return { rows: [] }
  const { id, filter, cursor, per_minute: perMinute } = bulk
  const limit = perMinute === null ? BATCH_MAX : Math.max(1, Math.min(BATCH_MAX, Math.floor(perMinute / 60)))
  const documents = await selected(x.database.pool, filter, { after: cursor, before: id, limit })
  if (documents.length === 0) return ended(bulk)
  const step = await sendEach(x, bulk, documents)
  killAt('bulk:step')
  const progress = { sent: bulk.sent + documents.length - step.refused, refused: bulk.refused + step.refused }
  step.rows.push(advanceBulk({ id, seen: cursor, running: 'running', cursor: documents.at(-1)!.id, ...progress }))
  const afterMs = perMinute === null ? 0 : Math.ceil((documents.length * 60_000) / perMinute)
  return { rows: step.rows, events: step.events, jobs: [...step.jobs, again(id, afterMs)] }
}

function again(subject: string, afterMs: number): NewJob {
  return { kind: 'bulk-resend', subject, afterMs }
}

function ended({ id, sent, refused }: Bulk): Omit<Change, 'done'> {
  const subject = { subjectKind: 'bulk-resend', subject: id, organizations: [] }
  return {
    rows: [endBulk({ id, seen: 'running', status: 'done' })],
    events: [{ type: 'bulk-resend.done', ...subject, actor: 'system', data: { sent, refused } }],
  }
}

/** The changes of these documents as one; what is refused is noted with its reason. */
async function sendEach(x: Exchange, bulk: Bulk, documents: SentDocument[]) {
  const step: Required<Omit<Change, 'done' | 'urgent'>> & { refused: number } = {
    rows: [],
    jobs: [],
    events: [],
    refused: 0,
  }
  const wanted = { as: bulk.kind, on: bulk.basis }
  const covered = await coveredBy(x, bulk, documents)
  for (const document of documents) {
    // The same interchange carries several of them: once is enough.
    if (covered.has(document.outgoing!)) continue
    const asked = { id: x.newId(), reason: bulk.reason, actor: bulk.actor, bulk: bulk.id }
    try {
      const original = await findOriginal(x.database.pool, 'interchange', document.outgoing!)
      if (!original) throw resendError('resend-nothing', { kind: 'document', id: document.id })
      const { rows, jobs = [], events = [] } = await changeFor(x, { original, document }, wanted, asked)
      step.rows.push(...rows)
      step.jobs.push(...jobs)
      step.events.push(...events)
      if (bulk.kind === 'same') covered.add(document.outgoing!)
    } catch (error) {
      if (!(error instanceof GridError)) throw error
      step.refused++
      const problem = { code: error.code, message: error.message }
      step.rows.push(insertRefusal({ bulk: bulk.id, document: document.id, problem }))
    }
  }
  return step
}

/** Interchanges that this bulk has sent again, unchanged, for another of their documents. */
async function coveredBy(x: Exchange, { id, kind }: Bulk, documents: SentDocument[]): Promise<Set<string>> {
  if (kind === 'new') return new Set()
  const { rows } = await x.database.pool.query(
    'select parent from resends where bulk = $1 and parent = any($2::uuid[])',
    [id, documents.map((document) => document.outgoing)],
  )
  return new Set(rows.map((row) => row.parent))
}
