import { type Actor, actorName } from '../../platform/actor.ts'
import { insertPayloadUse } from '../../platform/payloads/rows.ts'
import { insertRows, updateRows } from '../../platform/rows.ts'
import { closeItems } from './decisions.ts'
import { exchangeError } from './errors.ts'
import type { Exchange } from './exchange.ts'
import { findInterchange } from './queries.ts'
import { decideJob, newInterchange } from './receiving.ts'

const insertReprocessing = insertRows('reprocessings', { interchange: 'uuid', original: 'uuid', actor: 'text' })

const markReprocessed = updateRows(
  'interchanges',
  { id: 'uuid', seen: 'text', status: 'text' },
  { key: ['id'], guard: { status: 'seen' }, set: ['status'] },
)

/**
 * Decides anew on an interchange that was set aside: the same bytes under a new id, by the partners and agreements of now. It
 * happens once: nothing of what was set aside has gone on, and asked again the same new interchange is named.
 */
export async function reprocess(x: Exchange, actor: Actor, id: string): Promise<string> {
  const found = await findInterchange(x.database.pool, null, id)
  if (!found) throw exchangeError('interchange-unknown', { id })
  const before = await reprocessedAs(x, id)
  if (before !== undefined) return before
  if (found.direction !== 'in' || found.status !== 'quarantined') {
    throw exchangeError('interchange-not-aside', { id, status: found.status })
  }
  const again = x.newId()
  const by = actorName(actor)
  const { organization, channel, name, payload, size_bytes: sizeBytes, from_offset: fromOffset } = found
  const kept = { hash: payload, sizeBytes }
  const of = { id: channel, organization }
  const about = { subjectKind: 'interchange', organizations: [organization], actor: by, cause: id }
  const change = {
    rows: [
      markReprocessed({ id, seen: 'quarantined', status: 'reprocessed' }),
      insertPayloadUse({ payload, organization, subject: again, purpose: 'received' }),
      newInterchange({ id: again, channel: of, name, kept, fromOffset, cause: id }),
      insertReprocessing({ interchange: again, original: id, actor: by }),
      closeItems({ subject: id, closed_by: by, close_reason: `Processed again as ${again}.` }),
    ],
    jobs: [decideJob({ id: again, channel, sizeBytes, cause: id })],
    events: [{ type: 'interchange.reprocessed', ...about, subject: id, data: { again } }],
  }
  await x.commit(change).catch(async (error) => {
    if (error.code !== 'EN001' && error.code !== '23505') throw error
  })
  return (await reprocessedAs(x, id))!
}

async function reprocessedAs(x: Exchange, original: string): Promise<string | undefined> {
  const text = 'select interchange from reprocessings where original = $1'
  return (await x.database.pool.query(text, [original])).rows[0]?.interchange
}
