import type { Change, NewEvent } from '../../platform/change.ts'
import { updateRows } from '../../platform/rows.ts'
import { exchangeError } from './errors.ts'
import type { Exchange } from './exchange.ts'
import { insertSide } from './rows.ts'

/**
 * What a person decided on a suspended document. `corrected`: another form of it goes on, in the outgoing interchange that
 * this names; `accepted`: it goes on as it came; `refused`: its sender is told so.
 */
export type Conclusion = { verdict: 'corrected'; outgoing: string } | { verdict: 'accepted' } | { verdict: 'refused' }

const decideDocument = updateRows(
  'documents',
  { id: 'uuid', seen: 'text', status: 'text', outgoing: 'uuid' },
  { key: ['id'], guard: { status: 'seen' }, set: ['status', 'outgoing'], also: 'changed_at = now()' },
)
const closeItem = updateRows(
  'work_items',
  { subject: 'uuid', kind: 'text', closed_by: 'text', close_reason: 'text' },
  { key: ['subject', 'kind'], set: ['closed_by', 'close_reason'], also: 'closed_at = now()', many: true },
)

/**
 * Decides on a suspended document: to be committed alone, or with the rows of a correction that sends it on. Its sender is
 * answered once nothing of the interchange waits any more.
 */
export async function concludeSuspended(
  x: Exchange,
  document: string,
  conclusion: Conclusion,
  by: { actor: string; reason: string },
): Promise<{ rows: Change['rows']; jobs: NonNullable<Change['jobs']>; events: NewEvent[] }> {
  const { rows } = await x.database.pool.query(
    'select interchange, sender, receiver, type, version, mode, status, outgoing from documents where id = $1',
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
  const status = verdict === 'refused' ? 'invalid' : verdict === 'corrected' ? 'released' : 'suspended'
  const outgoing = verdict === 'refused' ? null : verdict === 'corrected' ? conclusion.outgoing : x.newId()
  const { sender, receiver, type, version, mode } = found
  const event = { subjectKind: 'document', subject: document, actor: by.actor, cause: found.interchange }
  const goesOn = verdict === 'corrected'
  return {
    rows: [
      decideDocument({ id: document, seen: 'suspended', status, outgoing }),
      closeItem({ subject: document, kind: 'quarantine', closed_by: by.actor, close_reason: by.reason }),
      ...(goesOn && receiver !== sender ? [insertSide({ organization: receiver, document })] : []),
    ],
    jobs: [{ kind: 'answer-suspended', subject: found.interchange, cause: found.interchange }],
    events: [
      { ...event, type: 'document.decided', organizations: [sender], data: { verdict } },
      ...(goesOn
        ? [{ ...event, type: 'document.released', organizations: [sender, receiver], data: { type, version, mode } }]
        : []),
    ],
  }
}
