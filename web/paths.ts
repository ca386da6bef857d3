import { linkOptions } from '@tanstack/react-router'
import type { DocumentFilter } from './pages/documents/filter.ts'

/** Every address of the console: `<TextLink {...paths.document(id)}>`. A link to a page that does not exist is a type error. */
export const paths = {
  home: () => linkOptions({ to: '/' }),
  signIn: (then?: string) => linkOptions({ to: '/sign-in', search: then === undefined ? {} : { then } }),
  documents: (filter: DocumentFilter = {}) => linkOptions({ to: '/documents', search: filter }),
  document: (id: string) => linkOptions({ to: '/documents/$id', params: { id } }),
  upload: () => linkOptions({ to: '/upload' }),
}
