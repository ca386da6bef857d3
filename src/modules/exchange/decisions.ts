import { type Actor, actorName } from '../../platform/actor.ts'
import type { Change } from '../../platform/change.ts'
import { insertRows, updateRows } from '../../platform/rows.ts'
import { awaitIts } from './approving/awaiting.ts'
import { exchangeError } from './errors.ts'
import type { Exchange } from './exchange.ts'
import { documentEvent, lookAgain } from './going-on.ts'
import type { Written } from './outgoing.ts'
import { findDocument } from './queries.ts'
import { refuseWaiting } from './refusing/declined.ts'
import { moveDocument } from './rows.ts'
import { concludeSuspended } from './suspended.ts'

export interface Decision {
  decision: 'release' | 'decline'
  reason: string
  /** Rules still hold it back or set it aside: it is one of many, and nobody has looked at it. */
  byRules?: boolean
}

const insertDecision = insertRows('document_decisions', {
  document: 'uuid',
  decision: 'text',
  reason: 'text',
  actor: 'text',
})

/** What a person has settled; an approval is asked for and given by itself. */
export const closeItems = updateRows(
  'work_items',
  { subject: 'uuid', closed_by: 'text', close_reason: 'text' },
  {
    key: ['subject'],
    set: ['closed_by', 'close_reason'],
    also: 'closed_at = now()',
    where: "t.kind <> 'approval'",
    many: true,
  },
)

// biome-ignore lint/suspicious/noExplicitAny: a row of the database
type Row = any

/**
 * Releases or declines a document that was held, set aside or suspended. Released, it goes by what is agreed now; the same decision again
 * changes nothing, another one is refused.
 */
export async function decideDocument(x: Exchange, actor: Actor, id: string, given: Decision): Promise<Row> {
  const found = await findDocument(x.database.pool, null, id)
  if (!found) throw exchangeError('document-unknown', { id })
  const before = await decisionOn(x, id)
  if (before === given.decision) return found
  if (before === undefined && found.status === 'suspended') return decideOnSuspended(x, actor, id, given)
  if (found.status === 'unapproved') throw exchangeError('document-unapproved', { id })
  if (before !== undefined || (found.status !== 'held' && found.status !== 'quarantined')) {
    throw exchangeError('document-decided', { id, status: found.status })
  }
  const written: Written = { rows: [], jobs: [], events: [] }
  if (given.decision === 'decline') await decline(x, found, given.reason, written)
  else await releaseOne(x, found, given.byRules !== true, written)
  const by = actorName(actor)
  written.rows.push(
    insertDecision({ document: id, decision: given.decision, reason: given.reason, actor: by }),
    closeItems({ subject: id, closed_by: by, close_reason: given.reason }),
  )
  written.events[0] = { ...written.events[0]!, actor: by, data: { ...written.events[0]!.data, reason: given.reason } }
  return write(x, id, written)
}

/** It goes on as it came, or its sender is told that it is refused: as soon as nothing of its interchange waits any more. */
async function decideOnSuspended(x: Exchange, actor: Actor, id: string, given: Decision): Promise<Row> {
  const by = actorName(actor)
  const verdict = given.decision === 'release' ? 'accepted' : 'refused'
  for (let turn = 1; ; turn++) {
    const written = await concludeSuspended(x, id, { verdict }, { actor: by, reason: given.reason })
    written.rows.push(insertDecision({ document: id, ...given, actor: by }))
    try {
      return await write(x, id, written)
    } catch (error) {
      // Somebody decided on a neighbour at the same moment.
      const now = await findDocument(x.database.pool, null, id)
      if (turn === TURNS_MAX || now.status !== 'suspended' || now.outgoing !== null) throw error
    }
  }
}

const TURNS_MAX = 5

async function write(x: Exchange, id: string, written: Change): Promise<Row> {
  await x.commit(written).catch(async (error) => {
    if (error.code !== 'EN001' && error.code !== '23505') throw error
    const { status } = await findDocument(x.database.pool, null, id)
    throw exchangeError('document-decided', { id, status })
  })
  return findDocument(x.database.pool, null, id)
}

async function decisionOn(x: Exchange, document: string): Promise<string | undefined> {
  const text = 'select decision from document_decisions where document = $1'
  return (await x.database.pool.query(text, [document])).rows[0]?.decision
}

async function decline(x: Exchange, found: Row, reason: string, written: Written): Promise<void> {
  const { id, status: seen, receiver, agreement, agreement_version, sender, type, version, mode } = found
  written.rows.push(moveDocument({ id, seen, status: 'declined', receiver, agreement, agreement_version }))
  written.events.push(documentEvent('document.declined', found, { type, version, mode }, [sender]))
  await refuseWaiting(x, found, reason, written)
}

/** Where its agreement asks for an approval, that is what it waits for from now on. */
async function releaseOne(x: Exchange, found: Row, decided: boolean, written: Written): Promise<void> {
  await lookAgain(x, { found, decided }, async (again) => {
    if (again.draft.approval) awaitIts(x, found, again, written)
    else await again.letGo(written)
  })
}
