import type { SensitiveClass } from '../../edi/sensitive/classes.ts'
import type { Scope } from '../access/scopes.ts'

const hostRoles = ['admin', 'engineer', 'operator', 'agent', 'approver', 'auditor'] as const
const partnerRoles = ['partner-admin', 'partner-member'] as const

export const roles = [...hostRoles, ...partnerRoles, 'guest'] as const

export type MemberRole = (typeof roles)[number]

const reading = ['exchange:read', 'work:read', 'partners:read', 'contacts:read'] as const satisfies Scope[]

const SCOPES: Record<MemberRole, readonly Scope[]> = {
  admin: [
    ...['exchange:read', 'exchange:write', 'exchange:decide', 'approvals:write', 'pickups:notify'],
    ...['work:read', 'work:write'],
    ...['partners:read', 'partners:write', 'contacts:read', 'contacts:write'],
    ...['access:read', 'access:write', 'people:read', 'people:write', 'audit:read'],
    ...['webhooks:read', 'webhooks:write', 'archive:read', 'archive:write', 'metrics:read'],
  ] as Scope[],
  // Sets up partners, agreements and connections; gives keys to programs, no stronger than itself.
  engineer: [
    ...[
      'exchange:read',
      'exchange:write',
      'pickups:notify',
      'work:read',
      'work:write',
      'partners:read',
      'partners:write',
      'contacts:read',
      'contacts:write',
    ],
    ...['access:read', 'access:write', 'people:read', 'webhooks:read', 'webhooks:write'],
    ...['archive:read', 'archive:write', 'metrics:read'],
  ] as Scope[],
  // Watches the exchange and mends it: what was set aside or suspended is decided here.
  operator: [...reading, 'exchange:write', 'exchange:decide', 'work:write', 'people:read', 'archive:read'],
  agent: [...reading, 'work:write'],
  approver: [...reading, 'exchange:decide', 'approvals:write'],
  auditor: [...reading, 'people:read', 'access:read', 'webhooks:read', 'archive:read', 'audit:read'],
  'partner-admin': [
    ...reading,
    ...([
      'exchange:write',
      'pickups:notify',
      'access:read',
      'access:write',
      'webhooks:read',
      'webhooks:write',
    ] as const),
    ...(['contacts:write', 'people:read', 'people:write', 'audit:read'] as const),
  ],
  'partner-member': [...reading, 'exchange:write'],
  // Sees the spaces it is named in; none of what routes ask a scope for.
  guest: [],
}

/** What a person may do: the scopes that routes ask for. The same that API keys have. */
export function scopesOf(role: MemberRole): readonly Scope[] {
  return SCOPES[role]
}

const HIDDEN: Partial<Record<MemberRole, readonly SensitiveClass[]>> = {
  agent: ['bank', 'price', 'text'],
  auditor: ['bank', 'price', 'text'],
  guest: ['bank', 'price', 'text'],
}

/** The classes of fields that a role does not see: what the host says of it, else as it comes. */
export function hiddenFrom(role: MemberRole, said: readonly SensitiveClass[] | undefined): readonly SensitiveClass[] {
  return said ?? HIDDEN[role] ?? []
}

/** Roles that a member of the host (organization null) or of a partner may have. */
export function rolesIn(organization: string | null): readonly MemberRole[] {
  return organization === null ? [...hostRoles, 'guest'] : [...partnerRoles, 'guest']
}

interface Asker {
  organization: string | null
  scopes: readonly string[]
}

/** May this actor see and change people of that organization (null: of the grid itself)? Its scopes say which of both. */
export function mayManagePeopleOf(actor: Asker, organization: string | null): boolean {
  return actor.organization === null || actor.organization === organization
}

/** The scopes of a role that the actor does not have: nobody gives more than they have. */
export function roleBeyond(actor: Asker, role: MemberRole): readonly Scope[] {
  return actor.scopes.includes('*') ? [] : scopesOf(role).filter((scope) => !actor.scopes.includes(scope))
}

/** The classes that a role sees and the actor does not: nobody shows others what is hidden from themselves. */
export function seesBeyond(
  { hides = [] }: { hides?: readonly string[] },
  hidden: readonly SensitiveClass[],
): readonly string[] {
  return hides.filter((one) => !(hidden as readonly string[]).includes(one))
}

/** The role without which nobody of that organization could let people in. */
export function adminRole(organization: string | null): MemberRole {
  return organization === null ? 'admin' : 'partner-admin'
}

/** The host's last admin never goes; a partner's may be ended by the host, who can invite another. */
export function mayRemoveLastAdmin(actor: Asker, organization: string | null): boolean {
  return organization !== null && actor.organization === null
}
