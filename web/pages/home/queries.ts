import { queryOptions } from '@tanstack/react-query'
import { api, bodyOf } from '../../api/client.ts'
import { given } from '../../api/given.ts'

// All of these come with the page itself, where that is the first one: src/console/answers.ts.

export const countsQuery = queryOptions({
  queryKey: ['work-items', 'counts'],
  ...given('/api/v1/work-items/counts'),
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/work-items/counts', { signal })),
})

export const volumeQuery = (timeZone: string) =>
  queryOptions({
    queryKey: ['documents', 'volume', timeZone],
    ...given('/api/v1/documents/volume', `?timeZone=${encodeURIComponent(timeZone)}`),
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/documents/volume', { signal, params: { query: { timeZone } } })),
  })

export const recentQuery = queryOptions({
  queryKey: ['documents', 'recent'],
  ...given('/api/v1/documents', '?limit=8'),
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/documents', { signal, params: { query: { limit: 8 } } })),
})

export const waitingQuery = queryOptions({
  queryKey: ['documents', 'waiting'],
  ...given('/api/v1/documents/waiting'),
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/documents/waiting', { signal })),
})
