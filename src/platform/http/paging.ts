import { z } from 'zod'

type Part = string | number | null

/** Where the last page ended: the values of the columns it is sorted by. Opaque to clients. */
export type Cursor = readonly Part[]

const cursorText = z.string().max(500)

/** The query of a list. `z.object({ ...pageQuery, status: … })` for one with filters. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: cursorText
    .transform((text, context): Cursor => {
      const cursor = decodeCursor(text)
      if (cursor !== undefined) return cursor
      context.addIssue({ code: 'custom', message: 'expected a cursor of an earlier page, unchanged' })
      return z.NEVER
    })
    .optional(),
}

/** The answer of a list. */
export function pageAnswer<T extends z.ZodType>(item: T) {
  const next = z.string().nullable().meta({ description: 'Address of the next page; null: this is the last' })
  return z.object({ items: z.array(item), next })
}

/**
 * Cuts rows to a page. Ask the database for `limit + 1` rows: the one too many says that there is a next page.
 *
 * ```ts
 * const rows = await listKeys(database, { after: query.cursor?.[0], limit: query.limit + 1 })
 * return pageOf(rows.map(presentKey), request, (key) => [key.id])
 * ```
 */
export function pageOf<T>(
  rows: readonly T[],
  request: { url: string; query: unknown },
  cursorOf: (last: T) => Cursor,
): { items: T[]; next: string | null } {
  const { limit } = request.query as { limit: number }
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  if (rows.length <= limit || last === undefined) return { items, next: null }
  const next = new URL(request.url, 'http://grid')
  next.searchParams.set('cursor', encodeCursor(cursorOf(last)))
  return { items, next: next.pathname + next.search }
}

function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

function decodeCursor(text: string): Cursor | undefined {
  try {
    return z
      .array(z.union([z.string(), z.number(), z.null()]))
      .min(1)
      .parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    return undefined
  }
}
