import type { Actor } from '../../platform/actor.ts'

/** An organization's key sees that organization and what belongs to it; a key of the grid sees all. */
export function maySee(actor: Actor, organization: string): boolean {
  return actor.organization === null || actor.organization === organization
}

/** Who is who is settled by the grid: what an organization may do with its identifiers decides what others receive. */
export function mayChange(actor: Actor): boolean {
  return actor.organization === null
}
