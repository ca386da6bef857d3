import type { Actor } from '../../platform/actor.ts'

/** May this actor see and end keys of that organization (null: of the grid itself)? */
export function mayManageKeysOf(actor: Actor, organization: string | null): boolean {
  return actor.organization === null || actor.organization === organization
}

/** The scopes asked for that the actor does not have: a key never makes a stronger one. */
export function scopesBeyond(actor: Actor, asked: readonly string[]): string[] {
  return actor.scopes.includes('*') ? [] : asked.filter((scope) => !actor.scopes.includes(scope))
}

/** All scopes, those to come included: only for keys of the grid itself. */
export function mayHoldEverything(organization: string | null): boolean {
  return organization === null
}
