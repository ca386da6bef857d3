import type { Actor } from '../../platform/actor.ts'

/** Where an organization's server is concerns nobody else. */
export function maySeeConnectionsOf(actor: Actor, organization: string): boolean {
  return actor.organization === null || actor.organization === organization
}
