import type { Rows } from '../../platform/rows-of.ts'

/** Who asks: an organization sees its own, null (the grid) sees all. */
export type Asker = string | null

export async function findInterchange(rows: Rows, asker: Asker, id: string) {
  const { rows: found } = await rows.query(
    `select i.*, encode(i.payload, 'hex') as sha256, entrepot_slug(i.sender) as sender_slug, entrepot_slug(i.receiver) as receiver_slug from interchanges i
      where i.id = $1 and ($2::uuid is null or i.organization = $2)`,
    [id, asker],
  )
  return found[0]
}

const DOCUMENT = `select d.*, i.payload, i.name, entrepot_slug(d.sender) as sender_slug, entrepot_slug(d.receiver) as receiver_slug
  from documents d left join interchanges i on i.id = d.interchange`

/** A receiver sees a document once it was let go on to them, and in its outgoing form only. */
const SIDES = `exists (select from document_sides v where v.document = d.id and v.organization = $2)`

export async function findDocument(rows: Rows, asker: Asker, id: string) {
  const { rows: found } = await rows.query(`${DOCUMENT} where d.id = $1 and ($2::uuid is null or ${SIDES})`, [
    id,
    asker,
  ])
  return found[0]
}

/**
 * Everything that happened to a document, in the order in which it became true: its own events, those of the interchanges it
 * came and left in, of the answer to it and of the receipts for it. A partner sees the events that name it. Who looked at it is
 * told by the audit.
 */
export async function documentTimeline(
  rows: Rows,
  asker: Asker,
  document: { id: string; interchange: string; outgoing: string | null },
) {
  const { rows: found } = await rows.query(
    `select seq, at, type, subject_kind, subject, actor, data from events
      where subject in (select unnest($1::uuid[]) union select entrepot_parents_of($3, $1::uuid[]))
        and type !~ '\\.(opened|downloaded)$'
        and ($2::uuid is null or $2 = any(organizations)) order by seq limit 1000`,
    [[document.id, document.interchange, document.outgoing].filter((one) => one !== null), asker, document.id],
  )
  const answers = found.flatMap((row) => (row.type === 'interchange.acknowledged' ? [row.data.answer] : []))
  if (answers.length === 0) return found
  const more = await rows.query(
    `select seq, at, type, subject_kind, subject, actor, data from events where subject = any($1::uuid[]) and type !~ '\\.(opened|downloaded)$' and ($2::uuid is null or $2 = any(organizations))`,
    [answers, asker],
  )
  return [...found, ...more.rows].sort((a, b) => a.seq - b.seq)
}
