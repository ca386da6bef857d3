/** What the quarantine is narrowed to: the same words in the address and in the API. */
export interface QuarantineFilter {
  text?: string
  organization?: string
}

/** Of an address as somebody may have typed it. */
export function quarantineFilter(search: Record<string, unknown>): QuarantineFilter {
  const given = (['text', 'organization'] as const).flatMap((field) => {
    const value = search[field]
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, 200) : ''
    return text === '' ? [] : [[field, text] as const]
  })
  return Object.fromEntries(given)
}
