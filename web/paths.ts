import { linkOptions } from '@tanstack/react-router'
import type { AgreementFilter } from './pages/agreements/filter.ts'
import type { AuditFilter } from './pages/audit/filter.ts'
import type { DashboardFilter } from './pages/dashboard/filter.ts'
import type { DictionaryView } from './pages/dictionaries/filter.ts'
import type { DocumentFilter } from './pages/documents/filter.ts'
import type { GuidesFilter, GuideView } from './pages/guides/filter.ts'
import type { PartnerFilter } from './pages/partners/filter.ts'
import type { QuarantineFilter } from './pages/quarantine/filter.ts'
import type { WorkFilter } from './pages/work-items/filter.ts'

/** Every address of the console: `<TextLink {...paths.document(id)}>`. A link to a page that does not exist is a type error. */
export const paths = {
  home: () => linkOptions({ to: '/' }),
  dashboard: (filter: DashboardFilter = {}) => linkOptions({ to: '/dashboard', search: filter }),
  signIn: (then?: string, error?: string) =>
    linkOptions({
      to: '/sign-in',
      search: { ...(then === undefined ? {} : { then }), ...(error === undefined ? {} : { error }) },
    }),
  forgotPassword: () => linkOptions({ to: '/forgot-password' }),
  documents: (filter: DocumentFilter = {}) => linkOptions({ to: '/documents', search: filter }),
  document: (id: string) => linkOptions({ to: '/documents/$id', params: { id } }),
  workItems: (filter: WorkFilter = {}) => linkOptions({ to: '/work-items', search: filter }),
  workItem: (id: string) => linkOptions({ to: '/work-items/$id', params: { id } }),
  quarantine: (filter: QuarantineFilter = {}) => linkOptions({ to: '/quarantine', search: filter }),
  correct: (kind: 'document' | 'interchange', id: string) =>
    linkOptions({ to: '/corrections/$kind/$id', params: { kind, id } }),
  resends: () => linkOptions({ to: '/resends' }),
  resend: (id: string) => linkOptions({ to: '/resends/$id', params: { id } }),
  upload: () => linkOptions({ to: '/upload' }),
  settings: () => linkOptions({ to: '/settings' }),
  notificationRules: () => linkOptions({ to: '/settings/notifications' }),
  notificationLog: () => linkOptions({ to: '/audit/notifications' }),
  people: () => linkOptions({ to: '/settings/people' }),
  partners: (filter: PartnerFilter = {}) => linkOptions({ to: '/partners', search: filter }),
  partner: (slug: string) => linkOptions({ to: '/partners/$slug', params: { slug } }),
  agreements: (filter: AgreementFilter = {}) => linkOptions({ to: '/agreements', search: filter }),
  agreement: (id: string) => linkOptions({ to: '/agreements/$id', params: { id } }),
  guides: (filter: GuidesFilter = {}) => linkOptions({ to: '/guides', search: filter }),
  guide: (name: string, view: GuideView = {}, place?: string) =>
    linkOptions({
      to: '/guides/$name',
      params: { name },
      search: view,
      ...(place === undefined ? {} : { hash: place }),
    }),
  dictionaries: () => linkOptions({ to: '/dictionaries' }),
  dictionary: (name: string, view: DictionaryView = {}) =>
    linkOptions({ to: '/dictionaries/$name', params: { name }, search: view }),
  proposals: (which: 'open' | 'all' = 'open') =>
    linkOptions({ to: '/proposals', search: which === 'all' ? { all: true as const } : {} }),
  connections: () => linkOptions({ to: '/connections' }),
  connection: (id: string) => linkOptions({ to: '/connections/$id', params: { id } }),
  apiKeys: () => linkOptions({ to: '/api-keys' }),
  webhooks: () => linkOptions({ to: '/webhooks' }),
  webhook: (id: string) => linkOptions({ to: '/webhooks/$id', params: { id } }),
  audit: (filter: AuditFilter = {}) => linkOptions({ to: '/audit', search: filter }),
  archiveRules: () => linkOptions({ to: '/archive-rules' }),
}
