import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { TextLink } from '../../ui/links.tsx'

/** From a problem to what the guide says of that place; nothing where no guide found it. */
export function GuideLink({ parameters }: { parameters: Record<string, unknown> }) {
  const { guides } = useWords()
  const { guide, place, rule } = parameters
  const [name, version] = typeof guide === 'string' ? guide.split(' ') : []
  if (name === undefined || version === undefined) return null
  const hash = typeof place === 'string' ? place : typeof rule === 'string' ? `rule-${rule}` : undefined
  return (
    <TextLink {...paths.guide(name, { version }, hash)} size="sm">
      {guides.show}
    </TextLink>
  )
}
