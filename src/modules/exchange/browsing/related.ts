import type { Rows } from '../../../platform/rows-of.ts'
import type { Asker } from '../queries.ts'

// biome-ignore lint/suspicious/noExplicitAny: rows of the database, written out field by field when presented
type Row = any

const RELATED_MAX = 50

/** The files of a document that belong to this asker: what it came in, what answered that, what it left in. */
export async function filesOf(rows: Rows, asker: Asker, document: Row): Promise<Row[]> {
  const { rows: found } = await rows.query(
    `select i.id, i.name, i.status, i.direction, i.size_bytes, i.control_number, i.at,
        case when i.id = $1 then 'incoming' when i.id = $2 then 'outgoing' else 'answer' end as part
      from interchanges i
      where i.id in ($1, $2, (select o.answer from interchanges o where o.id = $1)) and ($3::uuid is null or i.organization = $3) order by i.at, i.id`,
    [document.interchange, document.outgoing, asker],
  )
  return found
}

/** How it is handed over, and what its receiver has said: both sides may know. */
export async function deliveriesOf(rows: Rows, document: Row): Promise<Row[]> {
  if (document.outgoing === null) return []
  const { rows: found } = await rows.query(
    `select v.id, v.name, v.status, v.attempt, v.sent_at, v.collected_at, coalesce(jsonb_agg(jsonb_build_object(
          'level', t.level, 'state', t.state, 'due_at', t.due_at, 'at', t.at) order by t.at) filter (where t.id is not null), '[]') as receipts
      from deliveries v left join receipts t on t.delivery = v.id and (t.document is null or t.document = $2)
      where v.interchange = $1 group by v.id order by v.id`,
    [document.outgoing, document.id],
  )
  return found
}

/** Other documents about the same order, invoice or shipment inside the pair, as far as this asker may see them. */
export async function relatives(rows: Rows, asker: Asker, id: string): Promise<Row[]> {
  const { rows: found } = await rows.query(
    `select d.*, entrepot_slug(d.sender) as sender_slug, entrepot_slug(d.receiver) as receiver_slug from documents d
      where d.id <> $1 and ($2::uuid is null or exists (select from document_sides v where v.document = d.id and v.organization = $2))
        and d.id in (select o.document from document_keys k join document_keys o
          on o.value = k.value and o.kind = k.kind and o.issuer = k.issuer and o.counterpart = k.counterpart where k.document = $1)
      order by d.id limit ${RELATED_MAX}`,
    [id, asker],
  )
  return found
}
