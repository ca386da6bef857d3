import { ActionIcon, Indicator, Popover } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useMe } from '../../api/me.ts'
import { unreadQuery } from '../../api/notifications.ts'
import { useWords } from '../../i18n/language.tsx'
import { Icon } from '../icons.tsx'
import { Waiting } from '../states.tsx'

const Notifications = lazy(async () => ({ default: (await import('./Notifications.tsx')).Notifications }))

const SHOWN_MAX = 99

/** How much is unread, as it happens; opens the list of it. Programs are told nothing here. */
export function Bell() {
  const { notifications } = useWords()
  const { member } = useMe()
  const [open, { toggle, close }] = useDisclosure()
  const { data } = useQuery({ ...unreadQuery, enabled: member !== null })
  if (member === null) return null
  const unread = data?.unread ?? 0
  const shown = unread > SHOWN_MAX ? `${SHOWN_MAX}+` : String(unread)
  const none = data === undefined ? notifications.title : notifications.bellNone
  const said = unread === 0 ? none : notifications.bell(shown)
  return (
    <Popover
      opened={open}
      onChange={(now) => !now && close()}
      position="bottom-end"
      offset={12}
      shadow="md"
      width={400}
      trapFocus
      returnFocus
    >
      <Indicator label={shown} disabled={unread === 0} size={18} offset={6} inline>
        <Popover.Target>
          <ActionIcon
            variant="transparent"
            color="var(--mantine-color-text)"
            size={36}
            onClick={toggle}
            aria-label={said}
          >
            <Icon name="bell" size={22} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <span className="heard" aria-live="polite">
        {unread === 0 ? '' : said}
      </span>
      <Popover.Dropdown p={0} maw="calc(100vw - 16px)">
        <Suspense fallback={<Waiting lines={4} />}>
          <Notifications close={close} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
