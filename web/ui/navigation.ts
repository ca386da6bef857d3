import { type Me, may, ofGrid } from '../api/me.ts'
import type { Words } from '../i18n/english.ts'
import { paths } from '../paths.ts'
import type { IconName } from './icons.tsx'

interface Place {
  area: keyof Words['areas']
  icon: IconName
  to: ReturnType<
    (typeof paths)[
      | 'home'
      | 'dashboard'
      | 'workItems'
      | 'quarantine'
      | 'documents'
      | 'upload'
      | 'partners'
      | 'agreements'
      | 'guides'
      | 'dictionaries'
      | 'proposals'
      | 'connections'
      | 'apiKeys'
      | 'webhooks'
      | 'archiveRules'
      | 'audit'
      | 'settings']
  >
  /** Only people of the grid itself see it. */
  gridOnly?: true
  /** Without it the place is not for this person; its pages say so. */
  scope?: string
}

/** What stands on the left, in this order. A new area is one line here, one in `routes.tsx` and one in `paths.ts`. */
export const NAVIGATION: Place[] = [
  { area: 'home', icon: 'home', to: paths.home() },
  { area: 'dashboard', icon: 'dashboard', to: paths.dashboard(), scope: 'exchange:read' },
  { area: 'workItems', icon: 'work', to: paths.workItems(), scope: 'work:read' },
  { area: 'quarantine', icon: 'quarantine', to: paths.quarantine(), scope: 'work:read' },
  { area: 'documents', icon: 'documents', to: paths.documents(), scope: 'exchange:read' },
  { area: 'upload', icon: 'upload', to: paths.upload(), scope: 'exchange:write' },
  { area: 'partners', icon: 'partners', to: paths.partners(), scope: 'partners:read' },
  { area: 'agreements', icon: 'agreements', to: paths.agreements(), scope: 'partners:read' },
  { area: 'guides', icon: 'guides', to: paths.guides(), scope: 'partners:read' },
  { area: 'dictionaries', icon: 'dictionary', to: paths.dictionaries(), scope: 'partners:read' },
  { area: 'proposals', icon: 'proposals', to: paths.proposals(), scope: 'partners:read', gridOnly: true },
  { area: 'connections', icon: 'connections', to: paths.connections(), scope: 'partners:read' },
  { area: 'apiKeys', icon: 'key', to: paths.apiKeys(), scope: 'access:read' },
  { area: 'webhooks', icon: 'webhooks', to: paths.webhooks(), scope: 'webhooks:read' },
  { area: 'archiveRules', icon: 'archive', to: paths.archiveRules(), scope: 'archive:read' },
  { area: 'audit', icon: 'audit', to: paths.audit(), scope: 'audit:read' },
  { area: 'settings', icon: 'settings', to: paths.settings() },
]

export function isFor(me: Me, { scope, gridOnly }: Place): boolean {
  return (scope === undefined || may(me, scope)) && (gridOnly === undefined || ofGrid(me))
}
