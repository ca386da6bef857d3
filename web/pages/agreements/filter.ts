/** What the list of agreements is narrowed to: the same words in the address and in the API. */
export interface AgreementFilter {
  party?: string
  type?: string
  mode?: 'test' | 'production'
}

/** Of an address as somebody may have typed it: what makes no sense is left out. */
export function agreementFilter({ party, type, mode }: Record<string, unknown>): AgreementFilter {
  const [ofParty, ofType] = [party, type].map((value) =>
    typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, 64) : '',
  )
  return {
    ...(ofParty ? { party: ofParty } : {}),
    // As the API takes it; anything else is nothing to look for.
    ...(ofType && /^(\*|[A-Za-z0-9][\w.:-]{0,39})$/.test(ofType) ? { type: ofType } : {}),
    ...(mode === 'test' || mode === 'production' ? { mode } : {}),
  }
}
