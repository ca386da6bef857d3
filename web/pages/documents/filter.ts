/** What a list of documents is narrowed to: the same words in the address, in the API and in saved searches. */
export interface DocumentFilter {
  keyPrefix?: string
  /** Words that a document says, all of them. */
  text?: string
  type?: string
  status?: string
  partner?: string
  unit?: string
  mode?: 'test' | 'production'
  from?: string
  to?: string
}

export const FILTER_FIELDS = ['keyPrefix', 'text', 'type', 'status', 'partner', 'unit', 'mode', 'from', 'to'] as const

/** Of an address as somebody may have typed it: what makes no sense is left out. */
export function documentFilter(search: Record<string, unknown>): DocumentFilter {
  const given = FILTER_FIELDS.flatMap((field) => {
    const value = search[field]
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, 200) : ''
    return text === '' ? [] : [[field, text] as const]
  })
  const { mode, from, to, ...rest } = Object.fromEntries(given)
  return {
    ...rest,
    ...(mode === 'test' || mode === 'production' ? { mode } : {}),
    ...(isDay(from) ? { from } : {}),
    ...(isDay(to) ? { to } : {}),
  }
}

export function isDay(text: unknown): text is string {
  return typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text)
}
