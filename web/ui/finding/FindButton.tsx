import { ActionIcon, Button, Kbd } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { lazy, Suspense } from 'react'
import { useWords } from '../../i18n/language.tsx'
import { Icon } from '../icons.tsx'

const FindDialog = lazy(async () => ({ default: (await import('./FindDialog.tsx')).FindDialog }))

/** Opens the box over everything: by button, or by Ctrl K from wherever one is. */
export function FindButton() {
  const { finding } = useWords()
  const [open, { open: show, close, toggle }] = useDisclosure()
  useHotkeys([['mod+K', toggle]], [])
  return (
    <>
      <Button
        visibleFrom="sm"
        variant="default"
        size="sm"
        onClick={show}
        leftSection={<Icon name="search" size={16} />}
        rightSection={
          <Kbd size="xs" aria-hidden="true">
            Ctrl K
          </Kbd>
        }
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        fw={400}
      >
        {finding.short}
      </Button>
      <ActionIcon
        hiddenFrom="sm"
        variant="transparent"
        color="var(--mantine-color-text)"
        size={36}
        onClick={show}
        aria-label={finding.open}
        aria-haspopup="dialog"
      >
        <Icon name="search" size={22} />
      </ActionIcon>
      {open && (
        <Suspense fallback={null}>
          <FindDialog close={close} />
        </Suspense>
      )}
    </>
  )
}
