import type { Words } from '../i18n/english.ts'
import { paths } from '../paths.ts'
import type { IconName } from './icons.tsx'

interface Place {
  area: keyof Words['areas']
  icon: IconName
  to: ReturnType<(typeof paths)['home' | 'workItems' | 'documents' | 'upload' | 'settings']>
  /** Without it the place is not for this person; its pages say so. */
  scope?: string
}

/** What stands on the left, in this order. A new area is one line here, one in `routes.tsx` and one in `paths.ts`. */
export const NAVIGATION: Place[] = [
  { area: 'home', icon: 'home', to: paths.home() },
  { area: 'workItems', icon: 'work', to: paths.workItems(), scope: 'work:read' },
  { area: 'documents', icon: 'documents', to: paths.documents(), scope: 'exchange:read' },
  { area: 'upload', icon: 'upload', to: paths.upload(), scope: 'exchange:write' },
  { area: 'settings', icon: 'settings', to: paths.settings() },
]
