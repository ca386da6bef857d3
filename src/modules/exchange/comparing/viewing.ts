import { compare } from '../../../formats/chain/comparing.ts'
import type { Linked } from '../../../formats/chain/documents.ts'
import type { Problem } from '../../../platform/change.ts'
import { queriesOf } from '../../../platform/rows-of.ts'
import { exchangeError } from '../errors.ts'
import type { Exchange } from '../exchange.ts'
import { type Asker, findDocument } from '../queries.ts'
import { type ChainKey, chainRows, readChain } from './chain.ts'

const KEYS_MAX = 20

export interface Viewed {
  /** As far as who asks may see it: documents of which they are a side. Null: it is too large. */
  chain: Linked[] | null
  /** What differs in the document itself by now, with all that has come since: for its sender and the grid. */
  problems: Problem[]
}

/**
 * The chain of a document. What somebody sees is looked up as them; where the bytes lie by the ids that were found so, since what
 * came in is a row of its sender's only.
 */
export async function viewChain(x: Exchange, asker: Asker, id: string): Promise<Viewed> {
  const { document, keys } = await queriesOf(x.database, asker, async (rows) => {
    const document = await findDocument(rows, asker, id)
    if (!document) throw exchangeError('document-unknown', { id })
    const text = `select kind, value, issuer, counterpart from document_keys where document = $1 limit ${KEYS_MAX + 1}`
    return { document, keys: (await rows.query(text, [id])).rows as ChainKey[] }
  })
  const found =
    keys.length > KEYS_MAX ? null : await chainRows(x.database.pool, keys, { mode: document.mode, also: id })
  if (found === null) return { chain: null, problems: [] }
  const seen = await queriesOf(x.database, asker, async (rows) => {
    const text = `select d.id from documents d where d.id = any($1::uuid[])
      and ($2::uuid is null or exists (select from document_sides v where v.document = d.id and v.organization = $2))`
    return (await rows.query(text, [found.map((one) => one.id), asker])).rows
  })
  const visible = new Set(seen.map((one) => one.id))
  const chain = await readChain(
    x,
    found.filter((one) => visible.has(one.id)),
  )
  const isOwn = asker === null || document.sender === asker
  return { chain, problems: chain && isOwn ? comparedNow(x, chain, document) : [] }
}

/** Only where its agreement has documents compared. */
function comparedNow(
  x: Exchange,
  chain: Linked[],
  { id, agreement }: { id: string; agreement: string | null },
): Problem[] {
  const own = chain.find((one) => one.id === id)
  const agreed = x.directory.agreement(agreement ?? '')?.settings.compare
  if (!own || !agreed || agreed.action === 'none') return []
  const others = chain.filter((one) => one !== own)
  return compare(own, others, agreed.rules).map((finding) => ({ code: 'comparison', ...finding }))
}
