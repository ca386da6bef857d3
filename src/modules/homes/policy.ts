import type { Actor } from '../../platform/actor.ts'

/** An organization says itself who signs in to its home; the grid may for all. */
export function mayKeepCredentialsOf(actor: Actor, organization: string): boolean {
  return actor.organization === null || actor.organization === organization
}
