import type { Actor } from '../../platform/actor.ts'

/** The organization whose business it is sees an item, and the grid. */
export function maySeeItem(actor: Actor, { organization }: { organization: string | null }): boolean {
  return actor.organization === null || actor.organization === organization
}

/** Owner, reasons and who did what are the grid's own. */
export function maySeeHandling(actor: Actor): boolean {
  return actor.organization === null
}

export type WorkState = 'open' | 'ignored' | 'closed'

export function stateOf(item: { closed_at: Date | null; ignored_until: Date | null }): WorkState {
  return item.closed_at !== null ? 'closed' : item.ignored_until !== null ? 'ignored' : 'open'
}

export interface Considered {
  id: string
  kind: string
  subject_kind: string
  subject: string
  problem?: { code: string }
  closed_at: Date | null
  ignored_until: Date | null
}
