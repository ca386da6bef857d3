import { Button, type ButtonProps, Tooltip } from '@mantine/core'
import { type ReactNode, useId } from 'react'

interface ActProps extends ButtonProps {
  /** Why it cannot be done now; undefined: it can. */
  because?: string | undefined
  onClick(): void
  children: ReactNode
}

/** A button that stays where it is when it may not be pressed, and says why: to the eye, the keyboard and the ear. */
export function Act({ because, onClick, children, ...looks }: ActProps) {
  const reason = useId()
  if (because === undefined) {
    return (
      <Button {...looks} onClick={onClick}>
        {children}
      </Button>
    )
  }
  return (
    <Tooltip label={because} events={{ hover: true, focus: true, touch: true }}>
      <span>
        <Button
          {...looks}
          data-disabled
          aria-disabled
          aria-describedby={reason}
          onClick={(press) => press.preventDefault()}
        >
          {children}
        </Button>
        <span id={reason} hidden>
          {because}
        </span>
      </span>
    </Tooltip>
  )
}
