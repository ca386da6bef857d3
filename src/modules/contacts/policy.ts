import type { Actor } from '../../platform/actor.ts'

/** Contacts are persons: an organization sees and keeps its own, the grid all. */
export function mayKeepContactsOf(actor: Actor, organization: string): boolean {
  return actor.organization === null || actor.organization === organization
}

/** Of routes that are about more than contacts, as the network file: those who may not read them get a text without. */
export function mayReadContacts({ scopes }: Pick<Actor, 'scopes'>): boolean {
  return scopes.includes('*') || scopes.includes('contacts:read')
}

export function mayWriteContacts({ scopes }: Pick<Actor, 'scopes'>): boolean {
  return scopes.includes('*') || scopes.includes('contacts:write')
}
