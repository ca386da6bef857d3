import type { Change, NewEvent } from '../../../platform/change.ts'
import { updateRows } from '../../../platform/rows.ts'
import type { Exchange } from '../exchange.ts'
import { concludeSuspended, takeWhole } from '../suspended.ts'
import type { Correctable } from './correctable.ts'
import type { Asked } from './same.ts'

const replaceDocument = updateRows(
  'documents',
  { id: 'uuid', seen: 'text', status: 'text' },
  { key: ['id'], guard: { status: 'seen' }, set: ['status'], also: 'outgoing = null, changed_at = now()' },
)
const replaceInterchange = updateRows(
  'interchanges',
  { id: 'uuid', seen: 'text', status: 'text' },
  { key: ['id'], guard: { status: 'seen' }, set: ['status'] },
)

interface Replaced {
  rows: Change['rows']
  jobs: NonNullable<Change['jobs']>
  events: NewEvent[]
}

/** Those that a person could still let go on as they came: beside the correction there would be two. */
const WAITING = ['suspended', 'held', 'quarantined', 'unapproved']

/** What a correction takes the place of cannot go on any more, and the sender of what was suspended gets its answer. */
export async function replace(x: Exchange, original: Correctable, child: string, asked: Asked): Promise<Replaced> {
  const { interchange, document, status } = original
  if (document !== null && status === 'suspended') {
    return concludeSuspended(x, document, { verdict: 'corrected', child }, asked)
  }
  const turn = document === null ? await takeWhole(x, interchange) : []
  const replaced: Replaced = { rows: turn, jobs: [], events: [] }
  const { rows } = await x.database.pool.query(
    `select id, status, sender from documents where interchange = $1 and ($2::uuid is null or id = $2) and status = any($3) order by position`,
    [interchange, document, WAITING],
  )
  for (const { id, status: seen, sender } of rows) {
    replaced.rows.push(replaceDocument({ id, seen, status: 'corrected' }))
    const event = { type: 'document.corrected', subjectKind: 'document', subject: id, cause: interchange }
    replaced.events.push({ ...event, organizations: [sender], actor: asked.actor, data: { child } })
  }
  if (rows.some((one) => one.status === 'suspended')) {
    replaced.jobs.push({ kind: 'answer-suspended', subject: interchange, cause: interchange })
  }
  if (document === null && status === 'quarantined') {
    replaced.rows.push(replaceInterchange({ id: interchange, seen: 'quarantined', status: 'corrected' }))
  }
  return replaced
}
