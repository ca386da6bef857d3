import { Box, Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { PageHead } from '../../ui/PageHead.tsx'

/** The head that all pages of the settings share, with the way between them. */
export function SettingsFrame({ title, about, children }: { title: string; about?: string; children: ReactNode }) {
  const { settings, notifications } = useWords()
  const active = { variant: 'light', 'aria-current': 'page' } as const
  return (
    <>
      <PageHead title={title} about={about} />
      <Group component="nav" aria-label={settings.areas} gap="xs" mb="lg">
        <ButtonLink {...paths.settings()} variant="subtle" activeOptions={{ exact: true }} activeProps={active}>
          {settings.account}
        </ButtonLink>
        <ButtonLink {...paths.people()} variant="subtle" activeProps={active}>
          {settings.people}
        </ButtonLink>
        <ButtonLink {...paths.notificationRules()} variant="subtle" activeProps={active}>
          {notifications.title}
        </ButtonLink>
      </Group>
      {children}
    </>
  )
}

/** One matter of the settings, with what can be done about it beside its title. */
export function Panel({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <Box className="panel" component="section" aria-label={title}>
      <Group justify="space-between" p="md" pb="xs">
        <Title order={2} size="h5">
          {title}
        </Title>
        {action}
      </Group>
      <Box p="md" pt="xs">
        {children}
      </Box>
    </Box>
  )
}
