import { queryOptions } from '@tanstack/react-query'
import { api, bodyOf } from './client.ts'
import { type Me, ofGrid } from './me.ts'
import type { paths } from './schema.generated.ts'

type Answer<P extends '/api/v1/members' | '/api/v1/invitations' | '/api/v1/sessions'> =
  paths[P]['get']['responses'][200]['content']['application/json']['items'][number]

export type Member = Answer<'/api/v1/members'>
export type Invitation = Answer<'/api/v1/invitations'>
export type Session = Answer<'/api/v1/sessions'>
export type Role = Member['role']

export type Invited = paths['/api/v1/invitations']['post']['requestBody']['content']['application/json']
export type MadeInvitation = paths['/api/v1/invitations']['post']['responses'][201]['content']['application/json']

/** Roles of people of the grid itself, and of those of a partner. */
export function rolesIn(organization: string | null): Role[] {
  return organization === null
    ? ['admin', 'engineer', 'operator', 'agent', 'approver', 'auditor', 'guest']
    : ['partner-admin', 'partner-member', 'guest']
}

/** What each role does not see. */
export const sensitiveQuery = queryOptions({
  queryKey: ['sensitive-classes'],
  queryFn: async ({ signal }) => (await bodyOf(api.GET('/api/v1/sensitive-classes', { signal }))).items,
})

/** Is it the one without whom nobody of that organization could let people in? The grid itself may end that of a partner. */
export function isLastAdmin({ id, role, organization }: Member, members: Member[], me: Me): boolean {
  if (role !== (organization === null ? 'admin' : 'partner-admin')) return false
  if (organization !== null && ofGrid(me)) return false
  return !members.some((one) => one.id !== id && one.role === role && one.organization === organization)
}

/** Names of organizations, for people of the grid, who see the people of all. */
export const organizationsQuery = queryOptions({
  queryKey: ['organizations', 'names'],
  queryFn: async ({ signal }) => {
    const { items } = await bodyOf(api.GET('/api/v1/organizations', { signal, params: { query: { limit: 200 } } }))
    return items.filter(({ role }) => role !== 'host').map(({ id, name }) => ({ id, name }))
  },
})
