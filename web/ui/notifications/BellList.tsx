import { Popover } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type ReactElement, useEffect, useRef } from 'react'
import { BellButton } from './BellButton.tsx'
import { Notifications } from './Notifications.tsx'

/** The bell that was pressed: opens with its list, and is where the keyboard comes back to. */
export function BellList({ said, count }: { said: string; count(button: ReactElement): ReactElement }) {
  const [open, { toggle, close, open: show }] = useDisclosure()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    button.current?.focus()
    show()
  }, [show])
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
      {count(
        <Popover.Target>
          <BellButton ref={button} onClick={toggle} aria-label={said} />
        </Popover.Target>,
      )}
      <Popover.Dropdown p={0} maw="calc(100vw - 16px)">
        <Notifications close={close} />
      </Popover.Dropdown>
    </Popover>
  )
}
