import { AppShell, Burger, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { followLive } from '../api/live.ts'
import { may, useMe } from '../api/me.ts'
import { useWords } from '../i18n/language.tsx'
import { paths } from '../paths.ts'
import { AccountButton } from './AccountButton.tsx'
import { FindButton } from './finding/FindButton.tsx'
import { NavigationLink, TextLink } from './links.tsx'
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
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: !open } }}
      padding={{ base: 'md', sm: 'xl' }}
    >
      <a href="#main" className="skip">
        {words.shell.skip}
      </a>
      <AppShell.Header>
        <TopBar open={open} toggle={toggle} />
      </AppShell.Header>
      <AppShell.Navbar p="sm" component="nav" aria-label={words.shell.navigation}>
        <Stack gap={2}>
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
        </Stack>
      </AppShell.Navbar>
      <AppShell.Main id="main" ref={main} tabIndex={-1} style={{ outline: 'none' }}>
        <Outlet />
      </AppShell.Main>
    </AppShell>
  )
}

/** Where one is, and who one is. */
function TopBar({ open, toggle }: { open: boolean; toggle(): void }) {
  const { shell } = useWords()
  const { organization } = useMe()
  return (
    <Group h="100%" px="md" justify="space-between" wrap="nowrap">
      <Group gap="sm" wrap="nowrap" miw={0}>
        <Burger
          opened={open}
          onClick={toggle}
          hiddenFrom="sm"
          size="sm"
          aria-label={shell.openNavigation}
          aria-expanded={open}
        />
        <TextLink {...paths.home()} underline="never" c="var(--mantine-color-text)" fw={700} fz="lg">
          <Group gap={8} wrap="nowrap">
            <img src="/icon.svg" alt="" width={26} height={26} />
            Entrepot
          </Group>
        </TextLink>
        {organization !== null && (
          <Text c="dimmed" visibleFrom="xs" className="foreign" truncate>
            {organization.name}
          </Text>
        )}
      </Group>
      <Group gap="xs" wrap="nowrap">
        <FindButton />
        <Bell />
        <AccountButton />
      </Group>
    </Group>
  )
}

/** Pages show what is so now, without being asked to. */
function useLive(allowed: boolean): void {
  const queries = useQueryClient()
  useEffect(() => (allowed ? followLive(queries) : undefined), [queries, allowed])
}
