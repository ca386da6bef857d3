import { MutationCache, QueryClient } from '@tanstack/react-query'
import { Refusal } from './problems.ts'

/** Everything that pages have asked for. A refusal is final; only a grid that cannot be reached is asked again. */
export const queries = new QueryClient({
  mutationCache: new MutationCache(),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => count < 2 && error instanceof Refusal && (error.status === 0 || error.status === 503),
    },
  },
})
