import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { contentQuery, relatedQuery, timelineQuery } from './api/documents.ts'
import { meQuery } from './api/me.ts'
import { Refusal } from './api/problems.ts'
import { queries } from './api/queries.ts'
import { agreementFilter } from './pages/agreements/filter.ts'
import { auditFilter } from './pages/audit/filter.ts'
import { dashboardFilter } from './pages/dashboard/filter.ts'
import { dictionaryView } from './pages/dictionaries/filter.ts'
import { documentFilter } from './pages/documents/filter.ts'
import { FailedPage } from './pages/elsewhere/FailedPage.tsx'
import { NotFoundPage } from './pages/elsewhere/NotFoundPage.tsx'
import { guidesFilter, guideView } from './pages/guides/filter.ts'
import { HomePage } from './pages/home/HomePage.tsx'
import { partnerFilter } from './pages/partners/filter.ts'
import { quarantineFilter } from './pages/quarantine/filter.ts'
import { workFilter } from './pages/work-items/filter.ts'
import { paths } from './paths.ts'
import { PageSkeleton } from './ui/PageSkeleton.tsx'
import { Shell } from './ui/Shell.tsx'

// The site map. A page is one file in pages/<area>/; it comes with its own script when it is first opened. Home comes with the first.

const root = createRootRoute({ notFoundComponent: NotFoundPage, errorComponent: FailedPage })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ then, error }: Record<string, unknown>): { then?: string; error?: string } => ({
    ...(isOwnPath(then) ? { then } : {}),
    // Of who signs people in elsewhere, and did not.
    ...(typeof error === 'string' ? { error } : {}),
  }),
  component: lazyRouteComponent(() => import('./pages/sign-in/SignInPage.tsx'), 'SignInPage'),
})

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('./pages/sign-in/ForgotPasswordPage.tsx'), 'ForgotPasswordPage'),
})

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyRouteComponent(() => import('./pages/sign-in/ResetPasswordPage.tsx'), 'ResetPasswordPage'),
})

const join = createRoute({
  getParentRoute: () => root,
  path: '/join',
  component: lazyRouteComponent(() => import('./pages/sign-in/JoinPage.tsx'), 'JoinPage'),
})

/** Everything that needs somebody who signed in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  async beforeLoad({ location }) {
    try {
      await queries.ensureQueryData(meQuery)
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 401) throw error
      throw redirect(whereToSignIn(location.href))
    }
  },
})

/** Back to what one wanted to see. Who was refused elsewhere comes to that very page, with the reason behind it. */
function whereToSignIn(href: string) {
  const { searchParams, pathname, hash } = new URL(href, window.location.origin)
  const error = searchParams.get('error')
  if (error === null) return paths.signIn(href === '/' ? undefined : href)
  searchParams.delete('error')
  const then = pathname + (searchParams.size > 0 ? `?${searchParams}` : '') + hash
  return paths.signIn(then === '/' ? undefined : then, error)
}

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: HomePage,
})

const dashboard = createRoute({
  getParentRoute: () => inside,
  path: '/dashboard',
  validateSearch: dashboardFilter,
  component: lazyRouteComponent(() => import('./pages/dashboard/DashboardPage.tsx'), 'DashboardPage'),
})

const documents = createRoute({
  getParentRoute: () => inside,
  path: '/documents',
  validateSearch: documentFilter,
  component: lazyRouteComponent(() => import('./pages/documents/DocumentsPage.tsx'), 'DocumentsPage'),
})

const document = createRoute({
  getParentRoute: () => inside,
  path: '/documents/$id',
  // Asked for while the page's script comes; not while one only points at it: the audit says who opened what.
  loader({ params: { id }, preload }) {
    if (preload) return
    void queries.prefetchQuery(timelineQuery(id))
    void queries.prefetchQuery(contentQuery(id))
    void queries.prefetchQuery(relatedQuery(id))
  },
  preloadStaleTime: 0,
  component: lazyRouteComponent(() => import('./pages/documents/DocumentPage.tsx'), 'DocumentPage'),
})

const upload = createRoute({
  getParentRoute: () => inside,
  path: '/upload',
  component: lazyRouteComponent(() => import('./pages/upload/UploadPage.tsx'), 'UploadPage'),
})

const workItems = createRoute({
  getParentRoute: () => inside,
  path: '/work-items',
  validateSearch: workFilter,
  component: lazyRouteComponent(() => import('./pages/work-items/WorkListPage.tsx'), 'WorkListPage'),
})

const workItem = createRoute({
  getParentRoute: () => inside,
  path: '/work-items/$id',
  component: lazyRouteComponent(() => import('./pages/work-items/WorkItemPage.tsx'), 'WorkItemPage'),
})

const quarantine = createRoute({
  getParentRoute: () => inside,
  path: '/quarantine',
  validateSearch: quarantineFilter,
  component: lazyRouteComponent(() => import('./pages/quarantine/QuarantinePage.tsx'), 'QuarantinePage'),
})

const correct = createRoute({
  getParentRoute: () => inside,
  path: '/corrections/$kind/$id',
  component: lazyRouteComponent(() => import('./pages/work-items/CorrectPage.tsx'), 'CorrectPage'),
})

const resends = createRoute({
  getParentRoute: () => inside,
  path: '/resends',
  component: lazyRouteComponent(() => import('./pages/work-items/ResendsPage.tsx'), 'ResendsPage'),
})

const resend = createRoute({
  getParentRoute: () => inside,
  path: '/resends/$id',
  component: lazyRouteComponent(() => import('./pages/work-items/BulkResendPage.tsx'), 'BulkResendPage'),
})

const work = [workItems, workItem, quarantine, correct, resends, resend] as const
const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings/AccountPage.tsx'), 'AccountPage'),
})

const people = createRoute({
  getParentRoute: () => inside,
  path: '/settings/people',
  component: lazyRouteComponent(() => import('./pages/settings/PeoplePage.tsx'), 'PeoplePage'),
})

const notificationRules = createRoute({
  getParentRoute: () => inside,
  path: '/settings/notifications',
  component: lazyRouteComponent(() => import('./pages/settings/NotificationsPage.tsx'), 'NotificationsPage'),
})

const own = [settings, people, notificationRules] as const
const partners = createRoute({
  getParentRoute: () => inside,
  path: '/partners',
  validateSearch: partnerFilter,
  component: lazyRouteComponent(() => import('./pages/partners/PartnersPage.tsx'), 'PartnersPage'),
})

const partner = createRoute({
  getParentRoute: () => inside,
  path: '/partners/$slug',
  component: lazyRouteComponent(() => import('./pages/partners/PartnerPage.tsx'), 'PartnerPage'),
})

const agreements = createRoute({
  getParentRoute: () => inside,
  path: '/agreements',
  validateSearch: agreementFilter,
  component: lazyRouteComponent(() => import('./pages/agreements/AgreementsPage.tsx'), 'AgreementsPage'),
})

const agreement = createRoute({
  getParentRoute: () => inside,
  path: '/agreements/$id',
  component: lazyRouteComponent(() => import('./pages/agreements/AgreementPage.tsx'), 'AgreementPage'),
})

const guides = createRoute({
  getParentRoute: () => inside,
  path: '/guides',
  validateSearch: guidesFilter,
  component: lazyRouteComponent(() => import('./pages/guides/GuidesPage.tsx'), 'GuidesPage'),
})

const guide = createRoute({
  getParentRoute: () => inside,
  path: '/guides/$name',
  validateSearch: guideView,
  component: lazyRouteComponent(() => import('./pages/guides/GuidePage.tsx'), 'GuidePage'),
})

const dictionaries = createRoute({
  getParentRoute: () => inside,
  path: '/dictionaries',
  component: lazyRouteComponent(() => import('./pages/dictionaries/DictionariesPage.tsx'), 'DictionariesPage'),
})

const dictionary = createRoute({
  getParentRoute: () => inside,
  path: '/dictionaries/$name',
  validateSearch: dictionaryView,
  component: lazyRouteComponent(() => import('./pages/dictionaries/DictionaryPage.tsx'), 'DictionaryPage'),
})

const proposals = createRoute({
  getParentRoute: () => inside,
  path: '/proposals',
  validateSearch: ({ all }: Record<string, unknown>): { all?: true } => (all === true ? { all } : {}),
  component: lazyRouteComponent(() => import('./pages/agreements/ProposalsPage.tsx'), 'ProposalsPage'),
})

const connections = createRoute({
  getParentRoute: () => inside,
  path: '/connections',
  component: lazyRouteComponent(() => import('./pages/connections/ConnectionsPage.tsx'), 'ConnectionsPage'),
})

const connection = createRoute({
  getParentRoute: () => inside,
  path: '/connections/$id',
  component: lazyRouteComponent(() => import('./pages/connections/ConnectionPage.tsx'), 'ConnectionPage'),
})

const apiKeys = createRoute({
  getParentRoute: () => inside,
  path: '/api-keys',
  component: lazyRouteComponent(() => import('./pages/access/ApiKeysPage.tsx'), 'ApiKeysPage'),
})

const webhooks = createRoute({
  getParentRoute: () => inside,
  path: '/webhooks',
  component: lazyRouteComponent(() => import('./pages/access/WebhooksPage.tsx'), 'WebhooksPage'),
})

const webhook = createRoute({
  getParentRoute: () => inside,
  path: '/webhooks/$id',
  component: lazyRouteComponent(() => import('./pages/access/WebhookPage.tsx'), 'WebhookPage'),
})

const archiveRules = createRoute({
  getParentRoute: () => inside,
  path: '/archive-rules',
  component: lazyRouteComponent(() => import('./pages/access/ArchiveRulesPage.tsx'), 'ArchiveRulesPage'),
})

const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  validateSearch: auditFilter,
  component: lazyRouteComponent(() => import('./pages/audit/AuditPage.tsx'), 'AuditPage'),
})

const notificationLog = createRoute({
  getParentRoute: () => inside,
  path: '/audit/notifications',
  component: lazyRouteComponent(() => import('./pages/audit/NotificationLogPage.tsx'), 'NotificationLogPage'),
})

const agreed = [agreements, agreement, guides, guide, dictionaries, dictionary, proposals] as const
const partnerPages = [partners, partner, ...agreed, connections, connection] as const
const accessPages = [apiKeys, webhooks, webhook, archiveRules, audit, notificationLog] as const

const tree = root.addChildren([
  signIn,
  join,
  forgotPassword,
  resetPassword,
  inside.addChildren([home, dashboard, documents, document, upload, ...work, ...partnerPages, ...accessPages, ...own]),
])

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: FailedPage,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

/** A way back after signing in leads nowhere but into this console. */
function isOwnPath(then: unknown): then is string {
  return typeof then === 'string' && /^\/(?![/\\])/.test(then)
}
