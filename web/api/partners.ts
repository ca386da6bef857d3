import { queryOptions } from '@tanstack/react-query'
import { api, bodyOf, cursorIn } from './client.ts'
import type { Answer } from './documents.ts'

export type Organization = Answer<'/api/v1/organizations'>['items'][number]
export type Agreement = Answer<'/api/v1/agreements'>['items'][number]
export type Connection = Answer<'/api/v1/connections/{id}'>
export type Check = Answer<'/api/v1/connections/{id}/checks'>['items'][number]
export type Connector = Answer<'/api/v1/connectors'>['items'][number]
export type ApiKey = Answer<'/api/v1/api-keys'>['items'][number]

/** Every organization that one may see: the API pages them, people search in all of them. */
export const organizationsQuery = queryOptions({
  queryKey: ['organizations', 'all'],
  queryFn: async ({ signal }) => {
    const all: Organization[] = []
    let cursor: string | undefined
    do {
      const query = { limit: 500, ...(cursor === undefined ? {} : { cursor }) }
      const { items, next } = await bodyOf(api.GET('/api/v1/organizations', { signal, params: { query } }))
      all.push(...items)
      cursor = cursorIn(next)
    } while (cursor !== undefined)
    return all
  },
})

/** The connectors that this grid has, each with the form of its connections. */
export const connectorsQuery = queryOptions({
  queryKey: ['connectors'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }) => (await bodyOf(api.GET('/api/v1/connectors', { signal }))).items,
})

/** Says which version a change was made to: nobody overwrites what they have not seen. */
export function madeTo(version: number): { headers: { 'if-match': string } } {
  return { headers: { 'if-match': `"v${version}"` } }
}
