import { queryOptions } from '@tanstack/react-query'
import { api, bodyOf } from '../../api/client.ts'
import type { Answer } from '../../api/documents.ts'

export type Channel = Answer<'/api/v1/organizations/{organization}/channels'>['items'][number]
export type Identifier = Answer<'/api/v1/organizations/{organization}/identifiers'>['items'][number]
export type SftpKey = Answer<'/api/v1/organizations/{organization}/sftp-keys'>['items'][number]

/** The ways in and out of a partner. */
export const channelsQuery = (slug: string) =>
  queryOptions({
    queryKey: ['channels', 'of', slug],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/v1/organizations/{organization}/channels', { signal, params: { path: { organization: slug } } }),
      ),
  })
