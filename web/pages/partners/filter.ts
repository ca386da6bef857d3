export const PARTNER_STATES = ['active', 'inactive'] as const

/** What the list of partners is narrowed to: as it stands in the address. */
export interface PartnerFilter {
  search?: string
  status?: (typeof PARTNER_STATES)[number]
}

/** Of an address as somebody may have typed it: what makes no sense is left out. */
export function partnerFilter({ search, status }: Record<string, unknown>): PartnerFilter {
  const text = typeof search === 'string' || typeof search === 'number' ? String(search).slice(0, 200) : ''
  const state = PARTNER_STATES.find((one) => one === status)
  return { ...(text.trim() === '' ? {} : { search: text }), ...(state === undefined ? {} : { status: state }) }
}
