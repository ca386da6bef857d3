import { Box, Group, List, Text, Title, VisuallyHidden } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, bodyOf } from '../../api/client.ts'
import type { Answer, Document } from '../../api/documents.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { sentenceOf } from '../../i18n/sentences.ts'
import { paths } from '../../paths.ts'
import { TextLink } from '../../ui/links.tsx'

type Comparison = Answer<'/api/v1/documents/{id}/comparison'>
type Order = Comparison['orders'][number]
type Line = Order['lines'][number]

const COLUMNS = ['answered', 'advised', 'received', 'invoiced'] as const

const comparisonQuery = (id: string) =>
  queryOptions({
    queryKey: ['documents', 'one', id, 'comparison'],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/documents/{id}/comparison', { signal, params: { path: { id } } })),
  })

/** What was ordered beside what was confirmed, shipped, received and invoiced; nothing where no order is known. */
export function Comparing({ document }: { document: Document }) {
  const { comparison: words } = useWords()
  const found = useQuery(comparisonQuery(document.id)).data
  if (!found || (found.orders.length === 0 && !found.tooLarge)) return null
  return (
    <Box className="panel" component="section" p="md" aria-label={words.title}>
      <Title order={2} size="h5" mb="md">
        {words.title}
      </Title>
      {found.tooLarge && <Text c="dimmed">{words.tooLarge}</Text>}
      {found.orders.map((order) => (
        <OneOrder key={order.id} order={order} />
      ))}
      <Since problems={found.problems} known={document.problems} />
    </Box>
  )
}

/** What differs by now and is not among its problems: something has come since. */
function Since({ problems, known }: { problems: Comparison['problems']; known: Document['problems'] }) {
  const words = useWords()
  const fresh = problems.filter(({ sentence }) => !known.some((one) => one.sentence === sentence))
  if (fresh.length === 0) return null
  return (
    <Box mt="md">
      <Text fw={600}>{words.comparison.since}</Text>
      <List>
        {fresh.map((problem) => (
          <List.Item key={problem.sentence}>
            <Text className="foreign">{sentenceOf(problem, words)}</Text>
          </List.Item>
        ))}
      </List>
    </Box>
  )
}

function OneOrder({ order }: { order: Order }) {
  const { comparison: words, document } = useWords()
  return (
    <>
      <Group gap="xs" mb="xs">
        <TextLink {...paths.document(order.id)} className="foreign">
          {words.order(order.number)}
        </TextLink>
        {order.closed && (
          <TextLink {...paths.document(order.closed.id)} c="inherit">
            {words.closed(words.kinds[order.closed.kind])}
          </TextLink>
        )}
      </Group>
      <table className="chain" aria-label={words.order(order.number)}>
        <thead>
          <tr>
            <th scope="col">{document.line}</th>
            <th scope="col">{words.columns.ordered}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {words.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines keep their places, and two may have one name
            <OneLine key={at} line={line} />
          ))}
        </tbody>
      </table>
      <Strays strays={order.strays} />
    </>
  )
}

function OneLine({ line }: { line: Line }) {
  const { comparison: words } = useWords()
  const { name, description, unit, ordered, deleted } = line
  return (
    <tr data-deleted={deleted || undefined}>
      <th scope="row">
        <span className="foreign">{description ? `${name} · ${description}` : name}</span>
        {deleted && <span className="chain-more"> {words.deleted}</span>}
      </th>
      <td>
        <Quantity text={ordered} />
        {unit !== null && <span className="chain-more foreign"> {unit.replace(/^x12:/, '')}</span>}
      </td>
      {COLUMNS.map((column) => (
        <OneCell key={column} cell={line[column]} ordered={ordered} />
      ))}
    </tr>
  )
}

function OneCell({
  cell: { quantity, differs, otherUnit },
  ordered,
}: {
  cell: Line['answered']
  ordered: string | null
}) {
  const { comparison: words } = useWords()
  // Only to be drawn: what is compared is compared exactly, by the grid.
  const share = quantity === null || ordered === null || Number(ordered) <= 0 ? 0 : Number(quantity) / Number(ordered)
  return (
    <td data-differs={differs ?? undefined}>
      <Quantity text={quantity} />
      {differs !== null && (
        <>
          <span aria-hidden="true">{differs === 'over' ? ' ↑' : ' ↓'}</span>
          <VisuallyHidden>{words[differs]}</VisuallyHidden>
        </>
      )}
      {otherUnit && <span className="chain-more"> {words.otherUnit}</span>}
      {quantity !== null && (
        <span className="chain-bar" aria-hidden="true">
          <span style={{ inlineSize: `${Math.max(0, Math.min(1, share)) * 100}%` }} />
        </span>
      )}
    </td>
  )
}

function Quantity({ text }: { text: string | null }) {
  const { words, locale } = useLanguage()
  if (text === null) {
    return (
      <span className="chain-more">
        <span aria-hidden="true">–</span>
        <VisuallyHidden>{words.comparison.unsaid}</VisuallyHidden>
      </span>
    )
  }
  // A text is formatted with all its digits.
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 12 })
  return <>{format.format(text as Intl.StringNumericLiteral)}</>
}

function Strays({ strays }: Pick<Order, 'strays'>) {
  const { comparison: words } = useWords()
  if (strays.length === 0) return null
  return (
    <Box mt="md">
      <Text fw={600}>{words.strays}</Text>
      <List>
        {strays.map(({ id, kind, number, name, quantity }) => (
          <List.Item key={`${id} ${name}`}>
            <TextLink {...paths.document(id)} className="foreign">
              {words.stray(`${words.kinds[kind]} ${number}`, name, quantity ?? '')}
            </TextLink>
          </List.Item>
        ))}
      </List>
    </Box>
  )
}
