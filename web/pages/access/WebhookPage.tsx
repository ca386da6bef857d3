import { Group, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { useMe } from '../../api/me.ts'
import { madeTo } from '../../api/partners.ts'
import { lacks } from '../../api/rights.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Act } from '../../ui/Act.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Section } from '../../ui/Section.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { Failed, Shown } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { EditWebhook, EndWebhook, RotateSecret } from './WebhookForms.tsx'
import { Messages } from './WebhookMessages.tsx'
import { type Webhook, webhookState } from './webhook.ts'

const webhookQuery = (id: string) =>
  queryOptions({
    queryKey: ['webhooks', 'one', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/webhooks/{id}', { signal, params: { path: { id } } })),
  })

/** One webhook: whom it tells of what, and what became of each message. */
export function WebhookPage() {
  const { id } = useParams({ from: '/inside/webhooks/$id' })
  return (
    <Shown of={useQuery(webhookQuery(id))} lines={8} alone>
      {(webhook) => (
        <>
          <Head webhook={webhook} />
          <Stack gap="lg">
            <Settings webhook={webhook} />
            <Messages webhook={webhook} />
          </Stack>
        </>
      )}
    </Shown>
  )
}

type Doing = 'edit' | 'rotate' | 'end'

function Head({ webhook }: { webhook: Webhook }) {
  const words = useWords()
  const { hooks, webhooks } = words
  const [doing, setDoing] = useState<Doing | null>(null)
  const pausing = usePausing(webhook)
  const because = lacks(useMe(), 'webhooks:write', words) ?? (webhook.endedAt === null ? undefined : hooks.over)
  const close = () => setDoing(null)
  return (
    <>
      <PageHead
        title={webhook.name}
        above={<TextLink {...paths.webhooks()}>{webhooks.title}</TextLink>}
        about={
          <Group gap="md">
            <StateBadge state={webhookState(webhook)} />
            {webhook.pauseReason !== null && <span className="foreign">{webhook.pauseReason}</span>}
          </Group>
        }
      >
        <Act because={because} onClick={() => setDoing('edit')}>
          {hooks.edit}
        </Act>
        <Act variant="default" because={because} loading={pausing.isPending} onClick={() => pausing.mutate()}>
          {webhook.pausedAt === null ? hooks.pause : hooks.resume}
        </Act>
        <Act variant="default" because={because} onClick={() => setDoing('rotate')}>
          {hooks.rotate}
        </Act>
        <Act variant="default" because={because} onClick={() => setDoing('end')}>
          {hooks.end}
        </Act>
      </PageHead>
      {pausing.error !== null && <Failed error={pausing.error} />}
      {doing === 'edit' && <EditWebhook webhook={webhook} close={close} />}
      {doing === 'rotate' && <RotateSecret webhook={webhook} close={close} />}
      {doing === 'end' && <EndWebhook webhook={webhook} close={close} />}
    </>
  )
}

function usePausing({ id, pausedAt, version }: Webhook) {
  const { hooks } = useWords()
  const queries = useQueryClient()
  const paused = pausedAt === null
  return useMutation({
    mutationFn: () =>
      bodyOf(api.PATCH('/api/v1/webhooks/{id}', { params: { path: { id } }, body: { paused }, ...madeTo(version) })),
    async onSuccess() {
      notifications.show({ message: paused ? hooks.pausedNow : hooks.goesOn })
      await queries.invalidateQueries({ queryKey: ['webhooks'] })
    },
    // Somebody was faster: what is shown is old.
    onError: () => queries.invalidateQueries({ queryKey: ['webhooks'] }),
  })
}

function Settings({ webhook: { url, types, createdAt } }: { webhook: Webhook }) {
  const { hooks, webhooks, partners } = useWords()
  return (
    <Section title={hooks.settings}>
      <Facts
        facts={[
          [
            webhooks.url,
            <span key="url" className="identifier">
              {url}
            </span>,
          ],
          [
            webhooks.types,
            <span key="types" className="identifier">
              {types.join(', ')}
            </span>,
          ],
          [partners.since, <Time key="since" at={createdAt} short />],
        ]}
      />
    </Section>
  )
}
