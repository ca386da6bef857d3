import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, bodyOf, cursorIn } from './client.ts'
import { given } from './given.ts'
import type { paths } from './schema.generated.ts'

type Listed = paths['/api/v1/notifications']['get']['responses'][200]['content']['application/json']
type Rules = paths['/api/v1/me/notification-rules']['get']['responses'][200]['content']['application/json']

export type Notification = Listed['items'][number]
export type Kind = Notification['kind']
export type Rule = Rules['rules'][number]

// All below `notifications`: that is what the grid says has changed (live.ts).

export const unreadQuery = queryOptions({
  queryKey: ['notifications', 'unread'],
  ...given('/api/v1/notifications/unread'),
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/notifications/unread', { signal })),
})

export const notificationsQuery = infiniteQueryOptions({
  queryKey: ['notifications', 'list'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ signal, pageParam: cursor }) => {
    const query = { limit: 15, ...(cursor === undefined ? {} : { cursor }) }
    return bodyOf(api.GET('/api/v1/notifications', { signal, params: { query } }))
  },
  getNextPageParam: ({ next }) => cursorIn(next),
})

export const rulesQuery = queryOptions({
  queryKey: ['notification-rules'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/me/notification-rules', { signal })),
})

/** Marks one as read, or all up to a moment: what came after it was looked at stays unread. */
export function useReading() {
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['notifications'] })
  const one = useMutation({
    mutationFn: (id: string) => api.PUT('/api/v1/notifications/{id}/reading', { params: { path: { id } } }),
    onSuccess,
  })
  const all = useMutation({
    mutationFn: (upTo: string) => api.PUT('/api/v1/notifications/reading', { body: { upTo } }),
    onSuccess,
  })
  return { one, all }
}
