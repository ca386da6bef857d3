/** What an API key may be allowed to do, and a person by role (members/policy.ts). Each route names one. */
export const scopes = [
  'exchange:read',
  'exchange:write',
  'approvals:write',
  'pickups:notify',
  'exchange:decide',
  'work:read',
  'work:write',
  'partners:read',
  'partners:write',
  'contacts:read',
  'contacts:write',
  'access:read',
  'access:write',
  'people:read',
  'people:write',
  'audit:read',
  'webhooks:read',
  'webhooks:write',
  'archive:read',
  'archive:write',
  'metrics:read',
] as const

export type Scope = (typeof scopes)[number]
