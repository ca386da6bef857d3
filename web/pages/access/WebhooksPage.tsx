import { Box, Text } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, bodyOf } from '../../api/client.ts'
import type { Answer } from '../../api/documents.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { type Column, Rows } from '../../ui/Rows.tsx'
import { type State, StateBadge } from '../../ui/StateBadge.tsx'
import { Empty, Shown } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'

type Webhook = Answer<'/api/v1/webhooks'>['items'][number]

const webhooksQuery = queryOptions({
  queryKey: ['webhooks', 'list'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/webhooks', { signal })),
})

const columnsIn = ({ webhooks, partners }: Words): Column<Webhook>[] => [
  {
    key: 'name',
    title: webhooks.name,
    cell: ({ name }) => (
      <Text fw={600} className="foreign">
        {name}
      </Text>
    ),
  },
  { key: 'url', title: webhooks.url, cell: ({ url }) => <span className="identifier">{url}</span> },
  { key: 'types', title: webhooks.types, cell: ({ types }) => <span className="identifier">{types.join(', ')}</span> },
  {
    key: 'state',
    title: partners.status,
    cell: (one) => (
      <>
        <StateBadge state={stateOf(one)} />
        {one.pauseReason !== null && (
          <Text size="sm" c="dimmed" className="foreign">
            {one.pauseReason}
          </Text>
        )}
      </>
    ),
  },
  { key: 'since', title: partners.since, cell: ({ createdAt }) => <Time at={createdAt} short /> },
]

/** Who is told of events. They are made over the API: docs/webhooks.md. */
export function WebhooksPage() {
  const words = useWords()
  const { webhooks } = words
  return (
    <>
      <PageHead title={webhooks.title} about={webhooks.about} />
      <Box className="panel">
        <Shown of={useQuery(webhooksQuery)}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={webhooks.empty} about={webhooks.emptyAbout} />
            ) : (
              <Rows label={webhooks.title} rows={items} columns={columnsIn(words)} idOf={({ id }) => id} />
            )
          }
        </Shown>
      </Box>
    </>
  )
}

function stateOf({ endedAt, pausedAt }: Webhook): State {
  if (endedAt !== null) return 'ended'
  return pausedAt === null ? 'active' : 'paused'
}
