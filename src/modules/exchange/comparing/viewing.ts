import type { Linked } from '../../../formats/chain/documents.ts'
import { queriesOf } from '../../../platform/rows-of.ts'
import { exchangeError } from '../errors.ts'
import type { Exchange } from '../exchange.ts'
import { type Asker, findDocument } from '../queries.ts'
import { type ChainKey, chainRows, readChain } from './chain.ts'

const KEYS_MAX = 20

/**
 * The chain of a document as far as who asks may see it: documents of which they are a side. What they see is looked up as them;
 * where the bytes lie by the ids that were found so, since what came in is a row of its sender's only. Null: it is too large.
 */
export async function chainFor(x: Exchange, asker: Asker, id: string): Promise<Linked[] | null> {
  const { mode, keys } = await queriesOf(x.database, asker, async (rows) => {
    const document = await findDocument(rows, asker, id)
    if (!document) throw exchangeError('document-unknown', { id })
    const text = `select kind, value, issuer, counterpart from document_keys where document = $1 limit ${KEYS_MAX + 1}`
    return { mode: document.mode as string, keys: (await rows.query(text, [id])).rows as ChainKey[] }
  })
  if (keys.length > KEYS_MAX) return null
  const found = await chainRows(x.database.pool, keys, { mode, also: id })
  if (found === null) return null
  const seen = await queriesOf(x.database, asker, async (rows) => {
    const text = `select d.id from documents d where d.id = any($1::uuid[])
      and ($2::uuid is null or exists (select from document_sides v where v.document = d.id and v.organization = $2))`
    return (await rows.query(text, [found.map((one) => one.id), asker])).rows
  })
  const visible = new Set(seen.map((one) => one.id))
  return readChain(
    x,
    found.filter((one) => visible.has(one.id)),
  )
}
