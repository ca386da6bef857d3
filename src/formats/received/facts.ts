import type { SetKey } from '../../edi/x12/items.ts'

/** Where a document names a number that business people know it by; see `Picking` for places. */
export interface KeyPlace extends Omit<SetKey, 'value'> {}

/** Where a kind of document says what a grid asks of it. */
export interface Facts {
  /** Its own number: the first place that says something. */
  number: readonly string[]
  date: string
  version: string
  /** Where it names who sends and who receives it, the best first; and the attribute that says what kind of number it is. */
  sender: readonly string[]
  receiver: readonly string[]
  /** Its own number first. */
  keys: readonly KeyPlace[]
  /** Its total. */
  amount?: string
  /** It says of itself that it is new, where its key is its own number: not a change, a copy, or one about another document. */
  original: { place: string; unless: readonly string[] } | null
}

export function own(kind: SetKey['kind'], at: string): KeyPlace {
  return { kind, issuer: 'sender', at }
}

/** A number that the other side gave. */
export function referred(kind: SetKey['kind'], at: string): KeyPlace {
  return { kind, issuer: 'receiver', at }
}
