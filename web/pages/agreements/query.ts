import { queryOptions } from '@tanstack/react-query'
import { api, bodyOf } from '../../api/client.ts'

export const agreementQuery = (id: string) =>
  queryOptions({
    queryKey: ['agreements', 'one', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/agreements/{id}', { signal, params: { path: { id } } })),
  })
