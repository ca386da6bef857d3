import type { SetKey } from '../../../edi/x12/items.ts'
import { isChained, type Linked } from '../../../formats/chain/documents.ts'
import type { Rows } from '../../../platform/rows-of.ts'
import type { Exchange } from '../exchange.ts'
import { canonicalOf, HEAD_BYTES, type Named } from './canonical.ts'

/** What is read to compare one document. More is not compared, and that is told. */
export const CHAIN_DOCUMENTS_MAX = 60
export const CHAIN_BYTES_MAX = 2_000_000
export const DOCUMENT_BYTES_MAX = 1_000_000

/** A business key by organizations instead of sides. */
export interface ChainKey {
  kind: string
  value: string
  issuer: string
  counterpart: string
}

export function chainKeys(
  keys: readonly SetKey[],
  { sender, receiver }: { sender: string; receiver: string },
): ChainKey[] {
  return keys.map(({ kind, value, issuer }) =>
    issuer === 'sender'
      ? { kind, value, issuer: sender, counterpart: receiver }
      : { kind, value, issuer: receiver, counterpart: sender },
  )
}

/** Where a document lies. */
export interface Lying extends Named {
  id: string
  payload: Buffer
  /** Where its interchange begins. */
  base: number
  from_offset: number
  to_offset: number
}

/**
 * The documents with one of these keys that have gone on in this mode, and `also` whatever became of it, in the order in which
 * they came; null: there are too many.
 */
export async function chainRows(
  rows: Rows,
  keys: readonly ChainKey[],
  { mode, also = null }: { mode: string; also?: string | null },
): Promise<Lying[] | null> {
  const { rows: found } = await rows.query(
    `select d.id, d.standard, d.type, d.version, d.from_offset, d.to_offset, i.payload, i.from_offset as base
      from documents d join interchanges i on i.id = d.interchange
      where d.mode = $5 and (d.status in ('released', 'completed', 'unapproved') or d.status = 'recognised' and d.outgoing is not null or d.id = $6)
        and d.standard in ('x12', 'edifact', 'ubl', 'cxml') and d.id in (select k.document
          from unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[]) as w(kind, value, issuer, counterpart)
          join document_keys k on k.value = w.value and k.kind = w.kind and k.issuer = w.issuer and k.counterpart = w.counterpart)
      order by d.id limit ${CHAIN_DOCUMENTS_MAX + 1}`,
    [
      keys.map(({ kind }) => kind),
      keys.map(({ value }) => value),
      keys.map(({ issuer }) => issuer),
      keys.map(({ counterpart }) => counterpart),
      mode,
      also,
    ],
  )
  return found.length > CHAIN_DOCUMENTS_MAX ? null : (found as Lying[])
}

/** Those of them that are of a chain, in the canonical form; null: they are too large to be read. */
export async function readChain(x: Exchange, lying: readonly Lying[]): Promise<Linked[] | null> {
  const sizes = lying.map(({ from_offset: from, to_offset: to }) => Number(to) - Number(from))
  if (sizes.some((size) => size > DOCUMENT_BYTES_MAX)) return null
  if (sizes.reduce((sum, size) => sum + size, 0) > CHAIN_BYTES_MAX) return null
  const found: Linked[] = []
  for (const each of lying) {
    const linked = await readLinked(x, each)
    if (linked) found.push(linked)
  }
  return found
}

async function readLinked(x: Exchange, each: Lying): Promise<Linked | null> {
  const reader = await x.payloads.open(each.payload)
  try {
    const [from, to] = [Number(each.from_offset), Number(each.to_offset)]
    const head = await reader.read(Number(each.base), HEAD_BYTES)
    const document = canonicalOf(each, head, await reader.read(from, to - from))
    return document && isChained(document) ? { id: each.id, document } : null
  } finally {
    await reader.close()
  }
}
