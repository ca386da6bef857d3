import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, bodyOf, cursorIn } from '../../api/client.ts'
import type { Answer } from '../../api/documents.ts'

export type Dictionary = Answer<'/api/v1/dictionaries/{name}'>
export type DictionaryListed = Answer<'/api/v1/dictionaries'>['items'][number]
export type Held = Answer<'/api/v1/dictionaries/{name}/versions/{number}/page'>
export type Change = Answer<'/api/v1/dictionaries/{name}/versions/{number}/comparison'>['changes'][number]

export const dictionariesQuery = infiniteQueryOptions({
  queryKey: ['dictionaries', 'list'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ signal, pageParam: cursor }) => {
    const query = { limit: 50, ...(cursor === undefined ? {} : { cursor }) }
    return bodyOf(api.GET('/api/v1/dictionaries', { signal, params: { query } }))
  },
  getNextPageParam: ({ next }) => cursorIn(next),
})

export const dictionaryQuery = (name: string) =>
  queryOptions({
    queryKey: ['dictionaries', 'one', name],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/dictionaries/{name}', { signal, params: { path: { name } } })),
  })

/** A version never changes, and so does nothing that is made of it. */
const forever = { staleTime: Number.POSITIVE_INFINITY }

export const heldQuery = (name: string, number: number) =>
  queryOptions({
    queryKey: ['dictionaries', 'one', name, number, 'page'],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/dictionaries/{name}/versions/{number}/page', { signal, params: { path: { name, number } } }),
      ),
    ...forever,
  })

export const definitionQuery = (name: string, number: number) =>
  queryOptions({
    queryKey: ['dictionaries', 'one', name, number, 'definition'],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/dictionaries/{name}/versions/{number}', { signal, params: { path: { name, number } } })),
    ...forever,
  })

export const comparisonQuery = (name: string, number: number, other: number) =>
  queryOptions({
    queryKey: ['dictionaries', 'one', name, number, 'comparison', other],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/dictionaries/{name}/versions/{number}/comparison', {
          signal,
          params: { path: { name, number }, query: { with: other } },
        }),
      ),
    ...forever,
  })
