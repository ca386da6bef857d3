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
      <button
        type="button"
        className="find wide"
        onClick={show}
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
      >
        <Icon name="search" size={16} />
        {finding.short}
        <span className="key" aria-hidden="true">
          Ctrl K
        </span>
      </button>
      <button
        type="button"
        className="plain-button narrow"
        onClick={show}
        aria-label={finding.open}
        aria-haspopup="dialog"
      >
        <Icon name="search" size={22} />
      </button>
      {open && (
        <Suspense fallback={null}>
          <FindDialog close={close} />
        </Suspense>
      )}
    </>
  )
}
