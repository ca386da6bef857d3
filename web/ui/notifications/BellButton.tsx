import { ActionIcon, type ActionIconProps } from '@mantine/core'
import type { ComponentProps } from 'react'
import { Icon } from '../icons.tsx'

/** The bell, with and without the list that it opens. */
export function BellButton(props: ActionIconProps & ComponentProps<'button'>) {
  return (
    <ActionIcon variant="transparent" color="var(--mantine-color-text)" size={36} {...props}>
      <Icon name="bell" size={22} />
    </ActionIcon>
  )
}
