/** What the audit is narrowed to: as it stands in the address. */
export interface AuditFilter {
  type?: string
  subject?: string
  actor?: string
  /** Days in the zone of whoever looks, both included. */
  from?: string
  until?: string
}

const SHAPES: [keyof AuditFilter, RegExp][] = [
  ['type', /^[a-z-]+(\.[a-z-]+)*(\.\*)?$/],
  ['subject', /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/],
  ['actor', /^[a-z-]+:[\w-]{1,90}$/],
  ['from', /^\d{4}-\d\d-\d\d$/],
  ['until', /^\d{4}-\d\d-\d\d$/],
]

/** Of an address as somebody may have typed it: what makes no sense is left out. */
export function auditFilter(search: Record<string, unknown>): AuditFilter {
  return Object.fromEntries(
    SHAPES.flatMap(([field, shape]) => {
      const value = search[field]
      return typeof value === 'string' && shape.test(value) ? [[field, value]] : []
    }),
  )
}
