import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { api, bodyOf } from './client.ts'
import { given } from './given.ts'
import type { paths } from './schema.generated.ts'

/** Who asks, for whom, and what they may do. */
export type Me = paths['/api/v1/me']['get']['responses'][200]['content']['application/json']

export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 60_000,
  ...given('/api/v1/me'),
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/me', { signal })),
})

/** Inside the shell, where it is known. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data
}

export function may({ scopes }: Me, scope: string): boolean {
  return (scopes as string[]).includes(scope) || scopes.includes('*')
}

/** Of the grid itself, not of a partner. */
export function ofGrid({ organization }: Me): boolean {
  return organization === null || organization.role === 'host'
}
