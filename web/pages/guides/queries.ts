import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, bodyOf, cursorIn } from '../../api/client.ts'
import type { Answer } from '../../api/documents.ts'
import type { GuidesFilter } from './filter.ts'

export type Guide = Answer<'/api/v1/guides/{name}'>
export type GuideListed = Answer<'/api/v1/guides'>['items'][number]
export type ReadablePage = Answer<'/api/v1/guides/{name}/versions/{version}/page'>
export type PageSegment = ReadablePage['sections'][number]['segments'][number]

export const guidesQuery = (filter: GuidesFilter) =>
  infiniteQueryOptions({
    queryKey: ['guides', 'list', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam: cursor }) => {
      const query = { ...filter, limit: 50, ...(cursor === undefined ? {} : { cursor }) }
      return bodyOf(api.GET('/api/v1/guides', { signal, params: { query } }))
    },
    getNextPageParam: ({ next }) => cursorIn(next),
    placeholderData: (before) => before,
  })

export const guideQuery = (name: string) =>
  queryOptions({
    queryKey: ['guides', 'one', name],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/guides/{name}', { signal, params: { path: { name } } })),
  })

/** A version never changes, and so does nothing that is made of it. */
const forever = { staleTime: Number.POSITIVE_INFINITY }

export const readableQuery = (name: string, version: string) =>
  queryOptions({
    queryKey: ['guides', 'one', name, version, 'page'],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/guides/{name}/versions/{version}/page', { signal, params: { path: { name, version } } })),
    ...forever,
  })

export const samplesQuery = (name: string, version: string) =>
  queryOptions({
    queryKey: ['guides', 'one', name, version, 'samples'],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/guides/{name}/versions/{version}/samples', { signal, params: { path: { name, version } } }),
      ),
    ...forever,
  })

export const definitionQuery = (name: string, version: string) =>
  queryOptions({
    queryKey: ['guides', 'one', name, version, 'definition'],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/guides/{name}/versions/{version}', { signal, params: { path: { name, version } } })),
    ...forever,
  })

export const comparisonQuery = (name: string, version: string, other: string) =>
  queryOptions({
    queryKey: ['guides', 'one', name, version, 'comparison', other],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/guides/{name}/versions/{version}/comparison', {
          signal,
          params: { path: { name, version }, query: { with: other } },
        }),
      ),
    ...forever,
  })
