import { lazy, Suspense, useState } from 'react'
import { useWords } from '../i18n/language.tsx'
import { Icon } from './icons.tsx'

const load = () => import('./AccountMenu.tsx')
const AccountMenu = lazy(async () => ({ default: (await load()).AccountMenu }))

/** Opens the menu of who is signed in; it comes when somebody is about to press. */
export function AccountButton() {
  const { shell } = useWords()
  const [pressed, setPressed] = useState(false)
  const soon = () => void load()
  const button = (
    <button
      type="button"
      className="plain-button"
      aria-label={shell.account}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={soon}
      onFocus={soon}
      onClick={() => setPressed(true)}
    >
      <Icon name="person" size={24} />
    </button>
  )
  return pressed ? (
    <Suspense fallback={button}>
      <AccountMenu />
    </Suspense>
  ) : (
    button
  )
}
