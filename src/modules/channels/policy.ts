import type { Actor } from '../../platform/actor.ts'

/** A channel is its owner's: address and headers concern nobody else. */
export function maySeeChannelsOf(actor: Actor, organization: string): boolean {
  return actor.organization === null || actor.organization === organization
}
