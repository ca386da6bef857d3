import { Anchor, Button, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ComponentProps } from 'react'
import { Icon, type IconName } from './icons.tsx'

/** Mantine's looks with the router's typed addresses: `<TextLink {...paths.home()}>`. */
export const TextLink = createLink(Anchor<'a'>)
export const ButtonLink = createLink(AnchorButton)
export const NavigationLink = createLink(PlaceAnchor)
/** A plain one, for what stands there many times. */
export const RowLink = createLink(RowAnchor)

function PlaceAnchor({ icon, label, ...props }: ComponentProps<'a'> & { icon: IconName; label: string }) {
  return (
    <a className="place" {...props}>
      <Icon name={icon} />
      <span>{label}</span>
    </a>
  )
}

function RowAnchor(props: ComponentProps<'a'>) {
  return <a className="row-link foreign" {...props} />
}

/** Looks like a button, and is a link: it opens in a new tab, and is heard as what it is. */
function AnchorButton(props: ButtonProps & ComponentProps<'a'>) {
  return <Button component="a" {...props} />
}
