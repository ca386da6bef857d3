import { ActionIcon, Box, Button, Group, ScrollArea, Text, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { ofGrid, useMe } from '../../api/me.ts'
import { type Notification, notificationsQuery, useReading } from '../../api/notifications.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Icon } from '../icons.tsx'
import { TextLink } from '../links.tsx'
import { Empty, Failed, Shown } from '../states.tsx'
import { ago } from '../Time.tsx'
import { leadingTo } from './leading.ts'

/** What somebody was told, what is unread first. */
export function Notifications({ close }: { close(): void }) {
  const { notifications: words } = useWords()
  const reading = useReading()
  const found = useInfiniteQuery(notificationsQuery)
  const rows = found.data?.pages.flatMap(({ items }) => items)
  const newest = rows?.filter(({ readAt }) => readAt === null).sort((a, b) => b.at.localeCompare(a.at))[0]
  const failure = reading.one.error ?? reading.all.error
  return (
    <>
      <Group justify="space-between" px="md" py="xs" className="told-head">
        <Title order={2} size="h5">
          {words.title}
        </Title>
        {/* Not `disabled`: the keyboard would lose its place. */}
        <Button
          size="compact-sm"
          variant="subtle"
          data-disabled={newest === undefined || undefined}
          aria-disabled={newest === undefined}
          onClick={() => newest && reading.all.mutate(newest.at)}
        >
          {words.readAll}
        </Button>
      </Group>
      {failure !== null && (
        <Box p="sm">
          <Failed error={failure} />
        </Box>
      )}
      <ScrollArea.Autosize mah="min(60vh, 480px)" type="auto">
        <Shown of={{ ...found, data: rows }} lines={4}>
          {(shown) =>
            shown.length === 0 ? (
              <Empty icon="bell" title={words.empty} about={words.emptyAbout} />
            ) : (
              <List rows={shown} close={close} read={(id) => reading.one.mutate(id)} />
            )
          }
        </Shown>
        {found.hasNextPage && <More loading={found.isFetchingNextPage} load={() => void found.fetchNextPage()} />}
      </ScrollArea.Autosize>
      <Box px="md" py="xs" className="told-foot">
        <TextLink {...paths.notificationRules()} size="sm" onClick={close}>
          {words.choose}
        </TextLink>
      </Box>
    </>
  )
}

function List({ rows, close, read }: { rows: Notification[]; close(): void; read(id: string): void }) {
  const { notifications: words } = useWords()
  return (
    <ul className="told" aria-label={words.title}>
      {rows.map((one) => (
        <Item key={one.id} one={one} close={close} read={() => one.readAt === null && read(one.id)} />
      ))}
    </ul>
  )
}

function Item({ one, close, read }: { one: Notification; close(): void; read(): void }) {
  const words = useWords()
  const { notifications } = words
  const grid = ofGrid(useMe())
  const what = notifications.what[one.kind](one.count)
  const unread = one.readAt === null
  const about = [one.documentType, one.partner, one.called].filter((part) => part !== null)
  const open = () => {
    read()
    close()
  }
  return (
    <li data-unread={unread}>
      <Box miw={0} flex={1}>
        <TextLink
          {...leadingTo(one, grid)}
          onClick={open}
          c="var(--mantine-color-text)"
          fw={unread ? 600 : 400}
          className="foreign"
        >
          {what}
          {unread && <span className="heard"> ({notifications.unread})</span>}
        </TextLink>
        <Text size="sm" c="dimmed" className="foreign">
          {about.length > 0 && `${about.join(' · ')} · `}
          <time dateTime={one.at} title={one.count > 1 ? notifications.since(ago(one.firstAt, words)) : undefined}>
            {ago(one.at, words)}
          </time>
        </Text>
      </Box>
      {unread && (
        <ActionIcon
          variant="subtle"
          color="gray"
          onClick={({ currentTarget }) => {
            // It goes away; the keyboard stays with its line.
            currentTarget.closest('li')?.querySelector('a')?.focus()
            read()
          }}
          title={notifications.read}
          aria-label={notifications.readOf(what)}
        >
          <Icon name="check" size={18} />
        </ActionIcon>
      )}
    </li>
  )
}

function More({ loading, load }: { loading: boolean; load(): void }) {
  const { common } = useWords()
  return (
    <Group justify="center" p="sm">
      <Button size="compact-sm" variant="default" loading={loading} onClick={load}>
        {common.more}
      </Button>
    </Group>
  )
}
