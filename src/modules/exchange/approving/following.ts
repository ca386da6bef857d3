import { updateRows } from '../../../platform/rows.ts'
import type { Exchange } from '../exchange.ts'
import { documentEvent } from '../going-on.ts'
import type { Written } from '../outgoing.ts'
import { type Request, tellAsked } from './asking.ts'

const AT_ONCE_MAX = 500

const nowWaits = updateRows(
  'documents',
  { id: 'uuid', seen: 'text', status: 'text' },
  { key: ['id'], guard: { status: 'seen' }, set: ['status'], also: 'changed_at = now()' },
)

/** Asks for the documents of a large interchange that have a request and are good; true: there are more. */
export async function askFollowing(x: Exchange, interchange: string, written: Written): Promise<boolean> {
  const { rows } = await x.database.pool.query({
    name: 'documents to be approved follow',
    text: `select a.id, a.document, a.source, a.payload, a.outgoing, a.form, a.agreement, a.agreement_version, a.due_at,
        d.type, d.version, d.mode, d.sender, d.receiver, d.business_key as key, d.interchange
      from documents d join interchanges i on i.id = d.interchange join approvals a on a.document = d.id and a.status = 'asked'
      where d.interchange = $1 and d.status = 'recognised' and d.outgoing is null and i.status = 'processed'
        and not coalesce((i.envelope->'rejectedGroups')::jsonb ? d.group_number, false) and not coalesce((i.envelope->'heldGroups')::jsonb ? d.group_number, false)
      order by d.position limit ${AT_ONCE_MAX}`,
    values: [interchange],
  })
  for (const row of rows) {
    const { type, version, mode, key, sender, agreement, agreement_version: agreementVersion } = row
    written.rows.push(nowWaits({ id: row.document, seen: 'recognised', status: 'unapproved' }))
    const data = { type, version, mode, agreement, agreementVersion, ...(key ? { key } : {}) }
    written.events.push(documentEvent('document.unapproved', { id: row.document, interchange }, data, [sender]))
    tellAsked(x, row as Request, row, written)
  }
  return rows.length === AT_ONCE_MAX
}
