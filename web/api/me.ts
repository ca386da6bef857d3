import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { refusalOf, unreachable } from './problems.ts'

/** Who asks, for whom, and what they may do. */
export interface Me {
  member: { id: string; name: string; email: string; role: string; locale: string; timeZone: string } | null
  organization: { id: string; slug: string; name: string; role: string } | null
  scopes: string[]
}

export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<Me> => {
    const response = await fetch('/api/v1/me', { signal }).catch(() => {
      throw unreachable()
    })
    if (!response.ok) throw await refusalOf(response)
    return (await response.json()) as Me
  },
})

/** Inside the shell, where it is known. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data
}

export function may({ scopes }: Me, scope: string): boolean {
  return scopes.includes(scope) || scopes.includes('*')
}
