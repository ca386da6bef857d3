/** What an API key may be allowed to do. Each route names one. */
export const scopes = [
  'exchange:read',
  'exchange:write',
  'approvals:write',
  'pickups:notify',
  'work:read',
  'work:write',
  'partners:read',
  'partners:write',
  'access:read',
  'access:write',
  'webhooks:read',
  'webhooks:write',
  'archive:read',
  'archive:write',
  'metrics:read',
] as const

export type Scope = (typeof scopes)[number]
