import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { followLive } from '../api/live.ts'
import { may, useMe } from '../api/me.ts'
import { useWords } from '../i18n/language.tsx'
import { paths } from '../paths.ts'
import { AccountButton } from './AccountButton.tsx'
import { FindButton } from './finding/FindButton.tsx'
import { Icon } from './icons.tsx'
import { NavigationLink } from './links.tsx'
import { isFor, NAVIGATION } from './navigation.ts'
import { Bell } from './notifications/Bell.tsx'

/** What stands around every page of somebody who is signed in. */
export function Shell() {
  const words = useWords()
  const me = useMe()
  const [open, { toggle, close }] = useDisclosure()
  useLive(may(me, 'exchange:read'))
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const first = useRef(pathname)
  // A new page begins at its begin for those who do not see it change. Not at the first: nothing changed yet.
  useEffect(() => {
    close()
    if (first.current !== pathname) main.current?.focus()
    first.current = pathname
  }, [pathname, close])
  return (
    <div className="shell">
      <a href="#main" className="skip">
        {words.shell.skip}
      </a>
      <header className="top">
        <TopBar open={open} toggle={toggle} />
      </header>
      <nav className="places" data-open={open} aria-label={words.shell.navigation}>
        {NAVIGATION.filter((place) => isFor(me, place)).map(({ area, icon, to }) => (
          <NavigationLink
            key={area}
            {...to}
            icon={icon}
            label={words.areas[area]}
            activeOptions={{ exact: area === 'home', includeSearch: false }}
            activeProps={{ 'data-active': true, 'aria-current': 'page' }}
          />
        ))}
      </nav>
      <main id="main" className="page" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  )
}

/** Where one is, and who one is. */
function TopBar({ open, toggle }: { open: boolean; toggle(): void }) {
  const { shell } = useWords()
  const { organization } = useMe()
  return (
    <>
      <button
        type="button"
        className="plain-button narrow"
        onClick={toggle}
        aria-label={shell.openNavigation}
        aria-expanded={open}
      >
        <Icon name={open ? 'cross' : 'menu'} size={24} />
      </button>
      <Link {...paths.home()} className="brand">
        <img src="/icon.svg" alt="" width={26} height={26} />
        Entrepot
      </Link>
      <span className="ours foreign dimmed">{organization?.name}</span>
      <FindButton />
      <Bell />
      <AccountButton />
    </>
  )
}

/** Pages show what is so now, without being asked to. */
function useLive(allowed: boolean): void {
  const queries = useQueryClient()
  useEffect(() => (allowed ? followLive(queries) : undefined), [queries, allowed])
}
