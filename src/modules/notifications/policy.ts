import type { Scope } from '../access/scopes.ts'
import { type MemberRole, scopesOf } from '../members/policy.ts'

export const kinds = [
  'work-assigned',
  'approval-waiting',
  'approval-overdue',
  'document-failed',
  'document-set-aside',
  'document-suspended',
  'document-declined',
  'receipt-overdue',
  'connection-halted',
  'key-ending',
  'proposal-waiting',
] as const

export type Kind = (typeof kinds)[number]

interface KindRules {
  /** Who lacks this right does not see what it is about, and is never told. */
  needs: Scope
  /** How the grid handles things is its own: no partner is told. */
  gridOnly?: true
  /** Who is told unless they say otherwise. */
  roles: readonly MemberRole[]
}

const partners: readonly MemberRole[] = ['partner-admin', 'partner-member']

const KINDS: Record<Kind, KindRules> = {
  'work-assigned': {
    needs: 'work:read',
    gridOnly: true,
    roles: ['admin', 'engineer', 'operator', 'agent', 'approver'],
  },
  'approval-waiting': { needs: 'approvals:write', gridOnly: true, roles: ['admin', 'approver'] },
  'approval-overdue': { needs: 'approvals:write', gridOnly: true, roles: ['admin', 'approver'] },
  'document-failed': { needs: 'exchange:read', roles: ['operator', ...partners] },
  'document-set-aside': { needs: 'exchange:read', roles: ['admin', 'operator', 'approver', ...partners] },
  'document-suspended': { needs: 'exchange:read', roles: ['operator', 'approver', ...partners] },
  'document-declined': { needs: 'exchange:read', roles: ['operator', ...partners] },
  'receipt-overdue': { needs: 'exchange:read', roles: ['operator', ...partners] },
  'connection-halted': { needs: 'partners:read', roles: ['admin', 'engineer', 'operator', 'partner-admin'] },
  'key-ending': { needs: 'access:read', roles: ['admin', 'engineer', 'partner-admin'] },
  'proposal-waiting': { needs: 'partners:write', gridOnly: true, roles: ['admin', 'engineer'] },
}

/** Which events people are told of; all others interest nobody. */
export const KIND_OF_EVENT: Record<string, Kind> = {
  'work.assigned': 'work-assigned',
  'approval.requested': 'approval-waiting',
  'approval.overdue': 'approval-overdue',
  'document.invalid': 'document-failed',
  'document.refused': 'document-failed',
  'interchange.rejected': 'document-failed',
  'delivery.failed': 'document-failed',
  'delivery.outcome-unknown': 'document-failed',
  'document.quarantined': 'document-set-aside',
  'document.held': 'document-set-aside',
  'interchange.quarantined': 'document-set-aside',
  'document.suspended': 'document-suspended',
  'document.declined': 'document-declined',
  'receipt.negative': 'document-declined',
  'receipt.overdue': 'receipt-overdue',
  'connection.halted': 'connection-halted',
  'key.ending': 'key-ending',
  'proposal.made': 'proposal-waiting',
}

/** What somebody wants to be told, or not; null: whatever it is. */
export interface Rule {
  kind: Kind | null
  documentType: string | null
  partner: string | null
  told: boolean
}

export interface Person {
  id: string
  organization: string | null
  role: MemberRole
  name: string
  email: string
  rules: readonly Rule[]
}

/** Something that happened, with what rules ask of it. */
export interface Happened {
  kind: Kind
  /** Whose matter it is; null: the grid's own. */
  concerned: string | null
  /** Those that the event names: a partner is told of nothing else. */
  organizations: readonly string[]
  sender: string | null
  receiver: string | null
  documentType: string | null
  /** Who did it: nobody is told what they did. */
  actor: string
  /** Whom it is given to, as people call them; undefined: it is not for one person. */
  owner?: string
}

/** The kinds that somebody in this role can be told of. */
export function kindsFor(role: MemberRole, organization: string | null): Kind[] {
  return kinds.filter((kind) => mayBeTold(kind, role, organization))
}

function mayBeTold(kind: Kind, role: MemberRole, organization: string | null): boolean {
  const { needs, gridOnly } = KINDS[kind]
  return scopesOf(role).includes(needs) && (organization === null || gridOnly !== true)
}

export function isToldByRole(kind: Kind, role: MemberRole): boolean {
  return KINDS[kind].roles.includes(role)
}

/** Whether this person is told: what they may see, is not their own doing, and is not switched off. */
export function isTold(person: Person, happened: Happened): boolean {
  const { kind, concerned, organizations, actor, owner } = happened
  const { organization, role } = person
  if (!mayBeTold(kind, role, organization)) return false
  if (organization !== null && (concerned !== organization || !organizations.includes(organization))) return false
  if (actor === `member:${person.id}`) return false
  if (owner !== undefined && !isCalled(person, owner)) return false
  return saidBy(person, happened) ?? isToldByRole(kind, role)
}

/** Whom it is about, for this person: a partner knows itself, and is told who is on the other side. */
export function partnerFor({ organization }: Pick<Person, 'organization'>, { sender, receiver, concerned }: Happened) {
  if (organization === null) return sender ?? concerned
  return sender === organization ? receiver : null
}

/** Owners of work are written as people call them. */
function isCalled({ name, email }: Person, owner: string): boolean {
  const said = owner.trim().toLowerCase()
  return said === name.trim().toLowerCase() || said === email.toLowerCase()
}

/** What the person's own rules say: the one that says most about it; of two that say as much, to be told. */
function saidBy(person: Person, happened: Happened): boolean | undefined {
  const partners =
    person.organization === null
      ? [happened.sender, happened.receiver, happened.concerned]
      : [partnerFor(person, happened)]
  const fits = person.rules.filter(
    ({ kind, documentType, partner }) =>
      (kind === null || kind === happened.kind) &&
      (documentType === null || documentType === happened.documentType) &&
      (partner === null || partners.includes(partner)),
  )
  const weightMax = Math.max(...fits.map(weight))
  const strongest = fits.filter((rule) => weight(rule) === weightMax)
  return strongest.length === 0 ? undefined : strongest.some(({ told }) => told)
}

function weight({ kind, documentType, partner }: Rule): number {
  return (partner === null ? 0 : 4) + (documentType === null ? 0 : 2) + (kind === null ? 0 : 1)
}
