import type { CanonicalDocument } from '../canonical/documents.ts'

/** The kinds that follow an order, in the order in which business goes on. */
export const CHAIN_KINDS = [
  'order',
  'order-change',
  'order-response',
  'ship-notice',
  'receiving-advice',
  'invoice',
  'credit-note',
] as const

export type ChainKind = (typeof CHAIN_KINDS)[number]
export type ChainDocument = Extract<CanonicalDocument, { kind: ChainKind }>
export type Line = NonNullable<ChainDocument['lines']>[number]

/** A document of a chain; `id` is what the caller knows it by. Those of a chain stand in the order in which they came. */
export interface Linked {
  id: string
  document: ChainDocument
}

export function isChained(document: CanonicalDocument): document is ChainDocument {
  return (CHAIN_KINDS as readonly string[]).includes(document.kind)
}

/** A number as business keys are compared: by its signs, not by how it is spelled. */
export const plain = (number: string) => number.trim().toUpperCase().replace(/\s+/g, ' ')

const orders = new WeakMap<ChainDocument, string[]>()

/** The orders that a document names: its own number, its references, those of its lines. Looked up once: each line asks. */
export function ordersOf(document: ChainDocument): string[] {
  const known = orders.get(document)
  if (known) return known
  const found = ordersIn(document)
  orders.set(document, found)
  return found
}

function ordersIn(document: ChainDocument): string[] {
  const own = OWN.has(document.kind) ? [plain(document.number)] : []
  const lines = document.lines ?? []
  return [...new Set([...named(document), ...own, ...lines.flatMap((line) => named(line))])]
}

/** The order that a line is of; null: it says none, and its document does not name one only. */
export function orderOf(document: ChainDocument, line: Line): string | null {
  const [own] = named(line)
  if (own !== undefined) return own
  const [first, ...others] = ordersOf(document)
  return first !== undefined && others.length === 0 ? first : (named(document)[0] ?? null)
}

/** Only the order itself is known by its own number: a response or change may have one of its own besides. */
const OWN = new Set<ChainKind>(['order'])

function named({ references = [] }: Pick<ChainDocument, 'references'>): string[] {
  return references.flatMap(({ type, value }) => (type === 'order' && value !== undefined ? [plain(value)] : []))
}
