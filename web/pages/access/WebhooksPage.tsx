import { Box, Text } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { useMe } from '../../api/me.ts'
import { lacks } from '../../api/rights.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Act } from '../../ui/Act.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { type Column, Rows } from '../../ui/Rows.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { Empty, Shown } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { MakeWebhook } from './WebhookForms.tsx'
import { type Webhook, webhookState } from './webhook.ts'

const webhooksQuery = queryOptions({
  queryKey: ['webhooks', 'list'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/webhooks', { signal })),
})

const columnsIn = ({ webhooks, partners }: Words): Column<Webhook>[] => [
  {
    key: 'name',
    title: webhooks.name,
    cell: ({ id, name }) => (
      <TextLink {...paths.webhook(id)} className="foreign" fw={600}>
        {name}
      </TextLink>
    ),
  },
  { key: 'url', title: webhooks.url, cell: ({ url }) => <span className="identifier">{url}</span> },
  { key: 'types', title: webhooks.types, cell: ({ types }) => <span className="identifier">{types.join(', ')}</span> },
  {
    key: 'state',
    title: partners.status,
    cell: (one) => (
      <>
        <StateBadge state={webhookState(one)} />
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

/** Who is told of events: made here, the secret shown once. */
export function WebhooksPage() {
  const words = useWords()
  const { webhooks, hooks } = words
  const because = lacks(useMe(), 'webhooks:write', words)
  const [making, setMaking] = useState(false)
  return (
    <>
      <PageHead title={webhooks.title} about={webhooks.about}>
        <Act because={because} onClick={() => setMaking(true)}>
          {hooks.make}
        </Act>
      </PageHead>
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
      {making && <MakeWebhook close={() => setMaking(false)} />}
    </>
  )
}
