import type { Actor } from '../../platform/actor.ts'

/** A webhook tells its owner's events; null is the grid, which sees all of them. */
export function mayManageWebhooksOf(actor: Actor, organization: string | null): boolean {
  return actor.organization === null || actor.organization === organization
}

/** A partner is told of events that name it, as in its timelines. */
export function isToldTo(owner: string | null, organizations: string[]): boolean {
  return owner === null || organizations.includes(owner)
}
