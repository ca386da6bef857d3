/** From when until when a row holds: the beginning is in it, the end is not. Either may be an infinity. */
export interface Span {
  valid_from: Date
  valid_until: Date
}

// As the driver gives infinities, and the database takes them; the column types know of dates only.
export const ALWAYS = Number.NEGATIVE_INFINITY as unknown as Date
export const NEVER = Number.POSITIVE_INFINITY as unknown as Date

/** A span that ends before it begins holds nothing, and overlaps with nothing. */
export function overlaps(one: Span, other: Span): boolean {
  const from = Math.max(Number(one.valid_from), Number(other.valid_from))
  const until = Math.min(Number(one.valid_until), Number(other.valid_until))
  return from < until
}

export function hasEnded({ valid_until }: Pick<Span, 'valid_until'>, at: Date): boolean {
  return Number(valid_until) <= Number(at)
}

/** The end that a span gets: asked for, but not in the past, and not before it begins. Null: none. */
export function endOf({ valid_from }: Pick<Span, 'valid_from'>, asked: Date | null, at: Date): Date {
  return asked === null ? NEVER : new Date(Math.max(Number(asked), Number(at), Number(valid_from)))
}

/** Null for an infinity. */
export function isoOf(moment: Date): string | null {
  return Number.isFinite(Number(moment)) ? moment.toISOString() : null
}
