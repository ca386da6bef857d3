import { Text } from '@mantine/core'
import { useWords } from '../../i18n/language.tsx'
import { sentenceOf } from '../../i18n/sentences.ts'
import { Icon } from '../../ui/icons.tsx'
import { GuideLink } from '../guides/GuideLink.tsx'

interface Segment {
  position: number
  tag: string
  name: string | null
  level: number
  elements: { position: number; component?: number; name: string | null; value: string }[]
  problems: { element: number | null; code: string; sentence: string; parameters: Record<string, unknown> }[]
}

/** The segments of a document: each below the one that opens its loop, its elements with their names, problems where they are. */
export function SegmentTree({ segments }: { segments: Segment[] }) {
  return (
    <ol className="segments">
      {segments.map((segment) => (
        <li key={segment.position} style={{ marginInlineStart: `${Math.min(segment.level, 8) * 1.25}rem` }}>
          <Line segment={segment} />
        </li>
      ))}
    </ol>
  )
}

function Line({ segment }: { segment: Segment }) {
  const words = useWords()
  const { document } = words
  const { tag, name, elements, problems } = segment
  return (
    <details open={problems.length > 0}>
      <summary>
        <span className="identifier segment-tag">{tag}</span>
        <Text component="span" c="dimmed" size="sm">
          {name}
        </Text>
        <span className="identifier segment-values">
          {elements
            .map(({ value }) => value)
            .filter(Boolean)
            .join(' · ')}
        </span>
      </summary>
      {problems.map((problem) => (
        <Text key={problem.sentence} c="var(--mantine-color-error)" size="sm" className="problem foreign">
          <Icon name="warning" size={16} /> {sentenceOf(problem, words)} <GuideLink parameters={problem.parameters} />
        </Text>
      ))}
      <table className="elements">
        <caption className="heard">
          {document.segment} {tag}
        </caption>
        <tbody>
          {elements.map(({ position, component, name: of, value }) => (
            <tr
              key={`${position} ${component ?? ''} ${value}`}
              data-problem={problems.some(({ element }) => element === position)}
            >
              <th scope="row" className="identifier">
                {tag}
                {String(position).padStart(2, '0')}
                {component === undefined ? '' : `-${component}`}
              </th>
              <td>{of}</td>
              <td className="identifier">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
