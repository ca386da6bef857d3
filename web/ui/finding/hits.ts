import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, bodyOf } from '../../api/client.ts'
import type { Answer } from '../../api/documents.ts'
import { paths } from '../../paths.ts'

export type Found = Answer<'/api/v1/search'>
export type Group = Found['groups'][number]
export type Hit = Group['hits'][number]

/** A question that is asked no more is let go: its request ends. */
export const findQuery = (text: string) =>
  queryOptions({
    queryKey: ['search', text],
    enabled: text !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/search', { signal, params: { query: { q: text } } })),
  })

/** Where a hit has its page. */
export function pageOf(kind: Group['kind'], { id, document }: Hit) {
  if (kind === 'partners') return paths.partner(id)
  if (kind === 'work-items') return paths.workItem(id)
  if (kind === 'agreements') return paths.agreement(id)
  if (kind === 'connections') return paths.connection(id)
  return paths.document(kind === 'files' ? (document ?? id) : id)
}
