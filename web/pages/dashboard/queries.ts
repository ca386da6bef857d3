import { queryOptions } from '@tanstack/react-query'
import { api, bodyOf } from '../../api/client.ts'
import type { Answer } from '../../api/documents.ts'
import type { DashboardFilter } from './filter.ts'

export type Volume = Answer<'/api/v1/figures/volume'>
export type Failures = Answer<'/api/v1/figures/failures'>
export type Backlog = Answer<'/api/v1/figures/backlog'>

/** Asked again as long as somebody looks: events come in crowds, and the figures follow them by seconds anyway. */
const AGAIN_MS = 5_000

interface Asked extends DashboardFilter {
  timeZone: string
}

const shared = { refetchInterval: AGAIN_MS, staleTime: AGAIN_MS, placeholderData: <T>(before: T | undefined) => before }

export const volumeQuery = (query: Asked) =>
  queryOptions({
    ...shared,
    queryKey: ['figures', 'volume', query],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/figures/volume', { signal, params: { query } })),
  })

export const failuresQuery = (query: Asked) =>
  queryOptions({
    ...shared,
    queryKey: ['figures', 'failures', query],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/figures/failures', { signal, params: { query } })),
  })

export const backlogQuery = ({ type: _type, unit: _unit, mode: _mode, ...query }: Asked) =>
  queryOptions({
    ...shared,
    queryKey: ['figures', 'backlog', query],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/figures/backlog', { signal, params: { query } })),
  })
