/** What the list of guides is narrowed to: the same words in the address and in the API. */
export interface GuidesFilter {
  name?: string
  document?: string
  standard?: 'x12' | 'edifact'
}

/** Which version of a guide is shown, and what it is compared with; without one the newest and the one before. */
export interface GuideView {
  version?: string
  with?: string
}

const typed = (value: unknown, length: number) =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, length) : ''

/** Of an address as somebody may have typed it: what makes no sense is left out. */
export function guidesFilter({ name, document, standard }: Record<string, unknown>): GuidesFilter {
  const [called, type] = [typed(name, 80), typed(document, 6)]
  return {
    ...(called ? { name: called } : {}),
    ...(type ? { document: type } : {}),
    ...(standard === 'x12' || standard === 'edifact' ? { standard } : {}),
  }
}

export function guideView({ version, with: other }: Record<string, unknown>): GuideView {
  const [shown, compared] = [typed(version, 40), typed(other, 40)]
  return { ...(shown ? { version: shown } : {}), ...(compared ? { with: compared } : {}) }
}
