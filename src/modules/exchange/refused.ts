import type { Exchange } from './exchange.ts'

/**
 * True: every document of this interchange was refused, and its sender told so. What then comes under its number with other
 * bytes is the corrected original: nothing of the first went on, so nothing happens twice. Unless the grid has corrected it itself.
 */
export async function wasRefused(x: Exchange, interchange: string): Promise<boolean> {
  const { rows } = await x.database.pool.query({
    name: 'wholly refused',
    text: `select from interchanges i where i.id = $1 and i.status = 'processed' and i.document_count > 0
      and not exists (select from documents d where d.interchange = i.id and d.status <> 'invalid')
      and not exists (select from interchanges c where c.corrects = i.id and c.status in ('received', 'processed'))`,
    values: [interchange],
  })
  return rows.length > 0
}
