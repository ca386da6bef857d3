import type { ComponentProps } from 'react'
import { Icon } from '../icons.tsx'

/** The bell, with and without the list that it opens. */
export function BellButton(props: ComponentProps<'button'>) {
  return (
    <button type="button" {...props} className="plain-button">
      <Icon name="bell" size={22} />
    </button>
  )
}
