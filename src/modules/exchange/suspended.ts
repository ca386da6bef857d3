import type { Change, NewEvent, RowWrite } from '../../platform/change.ts'
import { updateRows } from '../../platform/rows.ts'
import { exchangeError } from './errors.ts'
import type { Exchange } from './exchange.ts'
import type { WithheldGroup } from './withholding.ts'

/**
 * What a person decided on a suspended document. `corrected`: a correction of it goes on in its place, which came in as the
 * interchange `child`; `accepted`: it goes on as it came; `refused`: its sender is told so.
 */
export type Conclusion = { verdict: 'corrected'; child: string } | { verdict: 'accepted' } | { verdict: 'refused' }

const decideDocument = updateRows(
  'documents',
  { id: 'uuid', seen: 'text', status: 'text', outgoing: 'uuid' },
  {
    key: ['id'],
    guard: { status: 'seen' },
    // What was let go on is suspended still, with the interchange that it will leave in.
    where: 't.outgoing is null',
    set: ['status', 'outgoing'],
    also: 'changed_at = now()',
  },
)
const closeItem = updateRows(
  'work_items',
  { subject: 'uuid', kind: 'text', closed_by: 'text', close_reason: 'text' },
  { key: ['subject', 'kind'], set: ['closed_by', 'close_reason'], also: 'closed_at = now()', many: true },
)
/** What one person decides must not cross what another does: on the same document, or on one that shares its fate. */
const takeTurn = updateRows(
  'withheld_answers',
  { interchange: 'uuid', seen: 'int', turn: 'int' },
  { key: ['interchange'], guard: { turn: 'seen' }, set: ['turn'] },
)

/**
 * Decides on a suspended document: to be committed alone, or with the rows of a correction that takes its place. Its sender is
 * answered once nothing of the interchange waits any more.
 */
export async function concludeSuspended(
  x: Exchange,
  document: string,
  conclusion: Conclusion,
  by: { actor: string; reason: string },
): Promise<{ rows: Change['rows']; jobs: NonNullable<Change['jobs']>; events: NewEvent[] }> {
  const { rows } = await x.database.pool.query(
    'select id, interchange, sender, type, version, mode, status, outgoing, group_number from documents where id = $1',
    [document],
  )
  const found = rows[0]
  if (!found) throw exchangeError('document-unknown', { id: document })
  // With an outgoing interchange it is decided, or it is good and waits only for its neighbours.
  if (found.status !== 'suspended' || found.outgoing !== null) {
    throw exchangeError('document-not-suspended', {
      id: document,
      status: found.outgoing === null ? found.status : 'decided already',
    })
  }
  const { verdict } = conclusion
  const turn = await turnOf(x, found, verdict)
  const outgoing = verdict === 'accepted' ? x.newId() : null
  const event = { subjectKind: 'document', subject: document, actor: by.actor, cause: found.interchange }
  const { sender, type, version, mode } = found
  const corrected = verdict === 'corrected' ? { type, version, mode, child: conclusion.child } : undefined
  return {
    rows: [
      decideDocument({ id: document, seen: 'suspended', status: STATUS[verdict], outgoing }),
      closeItem({ subject: document, kind: 'quarantine', closed_by: by.actor, close_reason: by.reason }),
      ...turn,
    ],
    jobs: [{ kind: 'answer-suspended', subject: found.interchange, cause: found.interchange }],
    events: [
      { ...event, type: 'document.decided', organizations: [sender], data: { verdict } },
      ...(corrected ? [{ ...event, type: 'document.corrected', organizations: [sender], data: corrected }] : []),
    ],
  }
}

const STATUS = { accepted: 'suspended', refused: 'invalid', corrected: 'corrected' }

interface Waiting {
  id: string
  interchange: string
  group_number: string
}

/** All or nothing: nothing of it is refused once a part has gone on corrected, and nothing goes on once a part is refused. */
async function turnOf(x: Exchange, of: Waiting, verdict: Conclusion['verdict']): Promise<RowWrite[]> {
  const { rows } = await x.database.pool.query('select groups, turn from withheld_answers where interchange = $1', [
    of.interchange,
  ])
  if (!rows[0]) return []
  const turn = takeTurn({ interchange: of.interchange, seen: rows[0].turn, turn: rows[0].turn + 1 })
  const groups = (JSON.parse(rows[0].groups) as WithheldGroup[]).filter((group) => group.held)
  const own = groups.find((group) => group.gs.controlNumber === of.group_number)
  if (!own) return [turn]
  const sharing = own.scope === 'interchange' ? groups : [own]
  const { rows: others } = await x.database.pool.query(
    `select id, status from documents where interchange = $1 and group_number = any($2) and status = $3 limit 1`,
    [of.interchange, sharing.map((group) => group.gs.controlNumber), verdict === 'refused' ? 'corrected' : 'invalid'],
  )
  const [other] = others
  if (other) {
    throw exchangeError('document-shares-fate', { id: of.id, scope: own.scope, other: other.id, status: other.status })
  }
  return [turn]
}

/** All of the interchange is decided at once. */
export async function takeWhole(x: Exchange, interchange: string): Promise<RowWrite[]> {
  const text = 'select turn from withheld_answers where interchange = $1'
  const { rows } = await x.database.pool.query(text, [interchange])
  return rows.map(({ turn: seen }) => takeTurn({ interchange, seen, turn: seen + 1 }))
}
