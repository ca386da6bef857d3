import { Badge, Group, Stack, Switch, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../i18n/language.tsx'
import { Section } from '../../ui/Section.tsx'
import { Shown } from '../../ui/states.tsx'
import { type PageSegment, type ReadablePage, readableQuery } from './queries.ts'

/** A guide for people to read: each segment at its place with its elements, narrowed as the guide says; then its rules. */
export function Readable({ name, version }: { name: string; version: string }) {
  return (
    <Shown of={useQuery(readableQuery(name, version))} lines={12}>
      {(page) => <Sections page={page} />}
    </Shown>
  )
}

function Sections({ page }: { page: ReadablePage }) {
  const { guides } = useWords()
  const { hash } = useLocation()
  const [all, setAll] = useState(false)
  const shown = page.sections.map(({ name, segments }) => ({
    name,
    segments: all ? segments : segments.filter((one) => matters(one, segments) || one.at === hash),
  }))
  return (
    <Stack gap="lg">
      {page.note !== null && <Text className="foreign">{page.note}</Text>}
      <Switch label={guides.showAll} checked={all} onChange={({ currentTarget }) => setAll(currentTarget.checked)} />
      {shown.map(({ name, segments }) => (
        <Section key={name} title={guides.sections[name]}>
          <ol className="segments">
            {segments.map((segment) => (
              <li key={segment.at} style={{ marginInlineStart: `${Math.min(segment.depth, 8) * 1.25}rem` }}>
                <Segment segment={segment} wanted={hash === segment.at} />
              </li>
            ))}
          </ol>
        </Section>
      ))}
      <Rules rules={page.rules} />
    </Stack>
  )
}

/** What the guide speaks of, or must be there; and what leads to that. */
function matters({ at, mentioned, usage }: PageSegment, segments: PageSegment[]): boolean {
  const below = segments.some((one) => one.mentioned && one.at.startsWith(`${at}/`))
  return mentioned || below || (usage === 'required' && !at.includes('/'))
}

/** What somebody came for is open, and in view. */
function Segment({ segment, wanted }: { segment: PageSegment; wanted: boolean }) {
  const { guides } = useWords()
  const { at, name, usage, min, max, mentioned, elements, note } = segment
  const place = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    if (!wanted || !place.current) return
    place.current.open = true
    place.current.scrollIntoView({ block: 'center' })
    place.current.querySelector('summary')?.focus()
  }, [wanted])
  return (
    <details ref={place} id={at} data-wanted={wanted}>
      <summary>
        <span className="identifier segment-tag">{at}</span>
        <Text component="span" size="sm" c="dimmed" className="foreign">
          {name}
        </Text>
        <Group component="span" gap={6} ms="auto" wrap="nowrap">
          {mentioned && (
            <Badge variant="outline" size="sm" tt="none" radius="sm">
              {guides.narrowed}
            </Badge>
          )}
          <Text component="span" size="sm">
            {guides.usages[usage]}
            {usage !== 'not-used' && ` · ${guides.times(min, max)}`}
          </Text>
        </Group>
      </summary>
      {note !== null && (
        <Text size="sm" className="foreign">
          {note}
        </Text>
      )}
      {elements.length > 0 && <Elements segment={segment} />}
    </details>
  )
}

function Elements({ segment: { at, elements } }: { segment: PageSegment }) {
  const { guides } = useWords()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled must be reachable by keyboard
    <section className="wide-table" tabIndex={0} aria-label={guides.elementsOf(at)}>
      <table className="elements">
        <caption className="heard">{guides.elementsOf(at)}</caption>
        <thead>
          <tr>
            <th scope="col">{guides.element}</th>
            <th scope="col">{guides.called}</th>
            <th scope="col">{guides.usage}</th>
            <th scope="col">{guides.form}</th>
            <th scope="col">{guides.codes}</th>
          </tr>
        </thead>
        <tbody>
          {elements.map((one) => (
            <tr key={one.at} data-unused={one.usage === 'not-used'}>
              <th scope="row" className="identifier">
                {one.at}
              </th>
              <td className="foreign">
                {one.name} {one.note !== null && <em>{one.note}</em>}
              </td>
              <td>{guides.usages[one.usage]}</td>
              <td className="identifier">
                {one.type === 'C' ? guides.composite : `${one.type} ${lengths(one.min, one.max)}`}
              </td>
              <td className="identifier codes">{one.codes.join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const lengths = (min: number, max: number) => (min === max ? String(max) : `${min}–${max}`)

function Rules({ rules }: { rules: ReadablePage['rules'] }) {
  const { guides } = useWords()
  const { hash } = useLocation()
  useEffect(() => {
    document.getElementById(hash)?.scrollIntoView({ block: 'center' })
  }, [hash])
  if (rules.length === 0) return null
  return (
    <Section title={guides.rules}>
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
        {rules.map(({ id, severity, text, note }) => (
          <li key={id} id={`rule-${id}`}>
            <Group gap="xs">
              <span className="identifier">{id}</span>
              <Badge variant={severity === 'error' ? 'outline' : 'default'} size="sm" tt="none" radius="sm">
                {guides.severities[severity === 'error' ? 'error' : 'warning']}
              </Badge>
            </Group>
            <Text className="foreign">{text}</Text>
            {note !== null && (
              <Text size="sm" c="dimmed" className="foreign">
                {note}
              </Text>
            )}
          </li>
        ))}
      </Stack>
    </Section>
  )
}
