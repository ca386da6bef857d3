export const PERIODS = ['day', 'week', 'month', 'quarter'] as const

/** What a dashboard shows: the same words in the address and in the API. */
export interface DashboardFilter {
  period?: (typeof PERIODS)[number]
  partner?: string
  type?: string
  unit?: string
  mode?: 'test' | 'production'
}

/** Of an address as somebody may have typed it. */
export function dashboardFilter(search: Record<string, unknown>): DashboardFilter {
  const given = (['partner', 'type', 'unit'] as const).flatMap((field) => {
    const value = search[field]
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, 60) : ''
    return text === '' ? [] : [[field, text] as const]
  })
  const period = PERIODS.find((one) => one === search['period'])
  const { mode } = search
  return {
    ...(period === undefined || period === 'week' ? {} : { period }),
    ...Object.fromEntries(given),
    ...(mode === 'test' || mode === 'production' ? { mode } : {}),
  }
}
