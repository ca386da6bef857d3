import type { Pool } from 'pg'

/** Who asks: an organization sees its own, null (the grid) sees all. */
export type Asker = string | null

export async function findInterchange(pool: Pool, asker: Asker, id: string) {
  const { rows } = await pool.query(
    `select i.*, encode(i.payload, 'hex') as sha256, s.slug as sender_slug, r.slug as receiver_slug
      from interchanges i left join organizations s on s.id = i.sender left join organizations r on r.id = i.receiver
      where i.id = $1 and ($2::uuid is null or i.organization = $2)`,
    [id, asker],
  )
  return rows[0]
}

const DOCUMENT = `select d.*, i.payload, i.name, s.slug as sender_slug, r.slug as receiver_slug from documents d join interchanges i on i.id = d.interchange
  left join organizations s on s.id = d.sender left join organizations r on r.id = d.receiver`

/** A receiver sees a document once it was let go on to them, and in its outgoing form only. */
const SIDES = `exists (select from document_sides v where v.document = d.id and v.organization = $2)`

export async function findDocument(pool: Pool, asker: Asker, id: string) {
  const { rows } = await pool.query(`${DOCUMENT} where d.id = $1 and ($2::uuid is null or ${SIDES})`, [id, asker])
  return rows[0]
}

/**
 * Everything that happened to a document, in the order in which it became true: its own events, those of the interchanges it
 * came and left in, of the answer to it and of the receipts for it. A partner sees the events that name it. Who looked at it is
 * told by the audit.
 */
export async function documentTimeline(
  pool: Pool,
  asker: Asker,
  document: { id: string; interchange: string; outgoing: string | null },
) {
  const { rows } = await pool.query(
    `select seq, at, type, subject_kind, subject, actor, data from events
      where subject in (select unnest($1::uuid[]) union select parent from resends where document = $3 union select parent from resends where child = any($1::uuid[]))
        and type !~ '\\.(opened|downloaded)$'
        and ($2::uuid is null or $2 = any(organizations)) order by seq limit 1000`,
    [[document.id, document.interchange, document.outgoing].filter((one) => one !== null), asker, document.id],
  )
  const answers = rows.flatMap((row) => (row.type === 'interchange.acknowledged' ? [row.data.answer] : []))
  if (answers.length === 0) return rows
  const more = await pool.query(
    `select seq, at, type, subject_kind, subject, actor, data from events where subject = any($1::uuid[]) and type !~ '\\.(opened|downloaded)$' and ($2::uuid is null or $2 = any(organizations))`,
    [answers, asker],
  )
  return [...rows, ...more.rows].sort((a, b) => a.seq - b.seq)
}
