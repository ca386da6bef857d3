import { isDay } from '../documents/filter.ts'

/** What the work list is narrowed to: the same words in the address and in the API. */
export interface WorkFilter {
  kind?: string
  class?: string
  owner?: string
  state?: 'ignored' | 'closed' | 'all'
  organization?: string
  text?: string
  /** Opened on this day or later, … */
  from?: string
  /** … and on this day or before. */
  to?: string
}

const FIELDS = ['kind', 'class', 'owner', 'organization', 'text'] as const

/** Of an address as somebody may have typed it. Open is what one sees without saying so. */
export function workFilter(search: Record<string, unknown>): WorkFilter {
  const given = FIELDS.flatMap((field) => {
    const value = search[field]
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, 200) : ''
    return text === '' ? [] : [[field, text] as const]
  })
  const { state, from, to } = search
  return {
    ...Object.fromEntries(given),
    ...(state === 'ignored' || state === 'closed' || state === 'all' ? { state } : {}),
    ...(isDay(from) ? { from } : {}),
    ...(isDay(to) ? { to } : {}),
  }
}
