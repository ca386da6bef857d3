import { Anchor, Button, type ButtonProps, NavLink } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ComponentProps } from 'react'

/** Mantine's looks with the router's typed addresses: `<TextLink {...paths.home()}>`. */
export const TextLink = createLink(Anchor<'a'>)
export const ButtonLink = createLink(AnchorButton)
export const NavigationLink = createLink(NavLink<'a'>)

/** Looks like a button, and is a link: it opens in a new tab, and is heard as what it is. */
function AnchorButton(props: ButtonProps & ComponentProps<'a'>) {
  return <Button component="a" {...props} />
}
