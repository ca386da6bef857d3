import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '../../i18n/language.tsx'
import { Section } from '../../ui/Section.tsx'
import { Shown } from '../../ui/states.tsx'
import { type Held, heldQuery } from './queries.ts'

type Uses = Held['documents'][number]['uses']
type Places = Held['segments'][number]

/** What a dictionary holds: sets or messages as trees, segments and composites with their places, elements with their codes. */
export function Holds({ name, version }: { name: string; version: number }) {
  return (
    <Shown of={useQuery(heldQuery(name, version))} lines={12}>
      {(held) => <Parts held={held} />}
    </Shown>
  )
}

function Parts({ held: { like, documents, segments, composites, elements } }: { held: Held }) {
  const { dictionaries } = useWords()
  const [first] = documents
  return (
    <Stack gap="lg">
      <Text c="dimmed">{like === null ? dictionaries.over : dictionaries.like(like)}</Text>
      {documents.length > 0 && (
        <Section title={dictionaries.documents}>
          {documents.map(({ id, functionalId, uses }) => (
            <details key={id} open={id === first!.id}>
              <summary>
                <span className="identifier segment-tag">{id}</span>{' '}
                <Text component="span" size="sm" c="dimmed">
                  {functionalId} {dictionaries.uses(uses.length)}
                </Text>
              </summary>
              <Tree uses={uses} />
            </details>
          ))}
        </Section>
      )}
      <AllPlaces title={dictionaries.segments} all={segments} />
      <AllPlaces title={dictionaries.composites} all={composites} />
      {elements.length > 0 && (
        <Section title={dictionaries.elements}>
          <Elements elements={elements} />
        </Section>
      )}
    </Stack>
  )
}

/** Segments in their order, what stands in a loop below it. */
function Tree({ uses }: { uses: Uses }) {
  const { guides, dictionaries } = useWords()
  return (
    <ol className="segments">
      {uses.map(({ at, tag, depth, loop, required, max }) => (
        <li key={`${at} ${loop}`} className="use" style={{ marginInlineStart: `${Math.min(depth, 8) * 1.25}rem` }}>
          <span className="identifier segment-tag">{tag}</span>
          <Text component="span" size="sm">
            {loop && `${dictionaries.loop} · `}
            {guides.usages[required ? 'required' : 'optional']} · {guides.times(required ? 1 : 0, max ?? 0)}
          </Text>
        </li>
      ))}
    </ol>
  )
}

function AllPlaces({ title, all }: { title: string; all: Places[] }) {
  const { dictionaries } = useWords()
  if (all.length === 0) return null
  return (
    <Section title={title}>
      <ul className="segments">
        {all.map(({ tag, places, relations }) => (
          <li key={tag}>
            <details>
              <summary>
                <span className="identifier segment-tag">{tag}</span>
                <Text component="span" size="sm" c="dimmed">
                  {dictionaries.places(places.length)}
                </Text>
              </summary>
              <PlacesTable tag={tag} places={places} />
              {relations.length > 0 && (
                <Text size="sm" px="sm">
                  {dictionaries.relations}: <span className="identifier">{relations.join(' ')}</span>
                </Text>
              )}
            </details>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function PlacesTable({ tag, places }: Pick<Places, 'tag' | 'places'>) {
  const { guides, dictionaries } = useWords()
  const label = guides.elementsOf(tag)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled must be reachable by keyboard
    <section className="wide-table" tabIndex={0} aria-label={label}>
      <table className="elements">
        <caption className="heard">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{guides.element}</th>
            <th scope="col">{guides.usage}</th>
            <th scope="col">{guides.form}</th>
            <th scope="col">{guides.codes}</th>
          </tr>
        </thead>
        <tbody>
          {places.map(({ at, reference, usage, times, form, codes }) => (
            <tr key={at}>
              <th scope="row" className="identifier">
                {at} {reference}
              </th>
              <td>
                {dictionaries.usages[usage]}
                {times > 1 && ` · ${guides.times(0, times)}`}
              </td>
              <td className={form === null ? '' : 'identifier'}>{form ?? dictionaries.asElement}</td>
              <td className="identifier codes">{codes.join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Elements({ elements }: Pick<Held, 'elements'>) {
  const { guides, dictionaries } = useWords()
  const label = `${dictionaries.elements}: ${guides.form}, ${guides.codes}`
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled must be reachable by keyboard
    <section className="wide-table" tabIndex={0} aria-label={label}>
      <table className="elements">
        <caption className="heard">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{guides.element}</th>
            <th scope="col">{guides.form}</th>
            <th scope="col">{guides.codes}</th>
          </tr>
        </thead>
        <tbody>
          {elements.map(({ id, form, codes }) => (
            <tr key={id}>
              <th scope="row" className="identifier">
                {id}
              </th>
              <td className="identifier">{form}</td>
              <td className="identifier codes">{codes.join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
