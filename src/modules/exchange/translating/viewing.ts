import { translate } from '../../../formats/translate.ts'
import { queriesOf } from '../../../platform/rows-of.ts'
import { HEAD_BYTES, sourceIn } from '../comparing/canonical.ts'
import { exchangeError } from '../errors.ts'
import type { Exchange } from '../exchange.ts'
import { type Asker, findDocument } from '../queries.ts'
import type { KeptLoss } from './losses.ts'

/** What a document became for its receiver, as it is kept. */
export interface KeptTranslation {
  source: string
  target: string
  size_bytes: number
  losses: KeptLoss[]
  loss_count: number
  created_at: Date
}

interface Lineage {
  path: string
  from: string
  to: string
}

/** More is in the command line's report. */
const LINEAGE_MAX = 10_000

/**
 * For its sender and the grid: the receiver has a form of its own, and is not told of the other. `lineage` names the places of both
 * forms, so it is the grid's; it is made when it is asked for.
 */
export async function viewTranslation(
  x: Exchange,
  asker: Asker,
  of: { id: string; lineage: boolean },
): Promise<{ translation: KeptTranslation; lineage: Lineage[] | null } | null> {
  const document = await queriesOf(x.database, asker, (rows) => findDocument(rows, asker, of.id))
  if (!document) throw exchangeError('document-unknown', { id: of.id })
  if (document.sent_standard === null || (asker !== null && document.sender !== asker)) return null
  const { rows } = await x.database.pool.query(
    `select source, target, size_bytes, losses, loss_count, created_at from document_translations
      where document = $1 order by id desc limit 1`,
    [of.id],
  )
  const translation = rows[0] as KeptTranslation | undefined
  if (!translation) return null
  return { translation, lineage: of.lineage && asker === null ? await lineageOf(x, document, translation) : null }
}

// biome-ignore lint/suspicious/noExplicitAny: a row of `findDocument`
async function lineageOf(x: Exchange, document: any, { source, target }: KeptTranslation): Promise<Lineage[]> {
  const { rows } = await x.database.pool.query('select from_offset from interchanges where id = $1', [
    document.interchange,
  ])
  const reader = await x.payloads.open(document.payload)
  try {
    const head = await reader.read(Number(rows[0].from_offset), HEAD_BYTES)
    const [from, to] = [Number(document.from_offset), Number(document.to_offset)]
    const given = sourceIn(document.standard, head, await reader.read(from, to - from))
    return given ? translate(given, source, target).report.lineage.slice(0, LINEAGE_MAX) : []
  } finally {
    await reader.close()
  }
}
