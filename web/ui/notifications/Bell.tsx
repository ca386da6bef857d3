import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactElement, Suspense, useState } from 'react'
import { useMe } from '../../api/me.ts'
import { unreadQuery } from '../../api/notifications.ts'
import { useWords } from '../../i18n/language.tsx'
import { BellButton } from './BellButton.tsx'

const load = () => import('./BellList.tsx')
const BellList = lazy(async () => ({ default: (await load()).BellList }))

const SHOWN_MAX = 99

/** How much is unread, as it happens; opens the list of it, which comes when somebody is about to press. Programs are told nothing here. */
export function Bell() {
  const { notifications } = useWords()
  const { member } = useMe()
  const [pressed, setPressed] = useState(false)
  const { data } = useQuery({ ...unreadQuery, enabled: member !== null })
  if (member === null) return null
  const unread = data?.unread ?? 0
  const shown = unread > SHOWN_MAX ? `${SHOWN_MAX}+` : String(unread)
  const none = data === undefined ? notifications.title : notifications.bellNone
  const said = unread === 0 ? none : notifications.bell(shown)
  const count = (button: ReactElement) => (
    <span className="bell">
      {button}
      {unread > 0 && <span className="unread">{shown}</span>}
    </span>
  )
  const soon = () => void load()
  const button = count(
    <BellButton
      aria-label={said}
      aria-haspopup="dialog"
      aria-expanded={false}
      onPointerEnter={soon}
      onFocus={soon}
      onClick={() => setPressed(true)}
    />,
  )
  return (
    <>
      {pressed ? (
        <Suspense fallback={button}>
          <BellList said={said} count={count} />
        </Suspense>
      ) : (
        button
      )}
      <span className="heard" aria-live="polite">
        {unread === 0 ? '' : said}
      </span>
    </>
  )
}
