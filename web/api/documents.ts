import { queryOptions } from '@tanstack/react-query'
import { api, bodyOf } from './client.ts'
import type { paths } from './schema.generated.ts'

export type Answer<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer T } } } }
}
  ? T
  : never

/** A document as lists show it. */
export type Document = Answer<'/api/v1/documents'>['items'][number]

/** What belongs to a document. */
export type Related = Answer<'/api/v1/documents/{id}/related'>

/** What a document says. */
export type Content = Answer<'/api/v1/documents/{id}/content'>

/** A file that somebody gave to a document. */
export type AttachedFile = Answer<'/api/v1/documents/{id}'>['files'][number]

/** What a person is asked to approve, and what was answered. */
export type Approval = Answer<'/api/v1/documents/{id}/approval'>['items'][number]

/** A document with all that happened to it. */
export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: ['documents', 'one', id, 'timeline'],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/documents/{id}/timeline', { signal, params: { path: { id } } })),
  })

export type Form = Content['form']

/** What it says, in one of its forms; left out: the one that is seen first. */
export const contentQuery = (id: string, form?: Form) =>
  queryOptions({
    queryKey: ['documents', 'one', id, 'content', form],
    queryFn: ({ signal }) => {
      const query = form === undefined ? {} : { form }
      return bodyOf(api.GET('/api/v1/documents/{id}/content', { signal, params: { path: { id }, query } }))
    },
    placeholderData: (before) => before,
  })

/** What belongs to it. */
export const relatedQuery = (id: string) =>
  queryOptions({
    queryKey: ['documents', 'one', id, 'related'],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/documents/{id}/related', { signal, params: { path: { id } } })),
  })
