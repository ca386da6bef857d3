import { queryOptions } from '@tanstack/react-query'
import { api, bodyOf } from '../../api/client.ts'

/** One item, with what can be done about it. */
export const itemQuery = (id: string) =>
  queryOptions({
    queryKey: ['work-items', 'one', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/work-items/{id}', { signal, params: { path: { id } } })),
  })
