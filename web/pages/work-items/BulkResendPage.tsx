import { Box, Button, Group, Modal, Progress, Stack, Text, Textarea, Title } from '@mantine/core'
import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { api, bodyOf, cursorIn } from '../../api/client.ts'
import { may, useMe } from '../../api/me.ts'
import type { paths as Paths } from '../../api/schema.generated.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Act } from '../../ui/Act.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { type Column, Rows } from '../../ui/Rows.tsx'
import { Failed, Shown } from '../../ui/states.tsx'

export type Bulk = Paths['/api/v1/bulk-resends/{id}']['get']['responses'][200]['content']['application/json']

interface Refused {
  document: string
  code: string
  message: string
}

/** Asked again while it runs: its steps are no events. */
const bulkQuery = (id: string) =>
  queryOptions({
    queryKey: ['bulk-resends', 'one', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/bulk-resends/{id}', { signal, params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? 1_000 : false),
  })

/** `sofar` asks again when there are more of them. */
const refusalsQuery = (id: string, sofar: number) =>
  infiniteQueryOptions({
    queryKey: ['bulk-resends', 'refusals', id, sofar],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam: cursor }) => {
      const query = { limit: 50, ...(cursor === undefined ? {} : { cursor }) }
      return bodyOf(api.GET('/api/v1/bulk-resends/{id}/refusals', { signal, params: { path: { id }, query } }))
    },
    getNextPageParam: ({ next }) => cursorIn(next),
    placeholderData: (before) => before,
  })

/** How far a bulk resend is, what it did not send and why, and a way to stop it. */
export function BulkResendPage() {
  const { resends: words } = useWords()
  const { id } = useParams({ from: '/inside/resends/$id' })
  return (
    <Shown of={useQuery(bulkQuery(id))} lines={4} alone>
      {(bulk) => (
        <>
          <PageHead
            title={words.one}
            about={<span className="foreign">{bulk.reason}</span>}
            above={<TextLink {...paths.resends()}>{words.title}</TextLink>}
          >
            <Stopping bulk={bulk} />
          </PageHead>
          <Stack gap="lg">
            <HowFar bulk={bulk} />
            {bulk.refused > 0 && <Refusals bulk={bulk} />}
          </Stack>
        </>
      )}
    </Shown>
  )
}

function HowFar({ bulk: { status, sent, refused, total } }: { bulk: Bulk }) {
  const { resends: words } = useWords()
  const said = words.progress(String(sent), String(refused), String(total))
  return (
    <Box className="panel" p="md" component="section" aria-live="polite">
      <Text fw={600}>{words.states[status]}</Text>
      <Text mb="xs">{said}</Text>
      <Progress value={total === 0 ? 100 : ((sent + refused) / total) * 100} aria-label={said} />
    </Box>
  )
}

function Refusals({ bulk: { id, refused } }: { bulk: Bulk }) {
  const { resends: words } = useWords()
  const found = useInfiniteQuery(refusalsQuery(id, refused))
  const rows = found.data?.pages.flatMap(({ items }) => items)
  const more = found.hasNextPage
    ? { load: () => void found.fetchNextPage(), loading: found.isFetchingNextPage }
    : undefined
  return (
    <Box className="panel" component="section">
      <Title order={2} size="h5" p="md">
        {words.refusals}
      </Title>
      <Shown of={{ ...found, data: rows }} lines={3}>
        {(shown) => (
          <Rows
            label={words.refusals}
            rows={shown}
            columns={columnsIn(words)}
            idOf={({ document }) => document}
            more={more}
          />
        )}
      </Shown>
    </Box>
  )
}

const columnsIn = (words: Words['resends']): Column<Refused>[] => [
  {
    key: 'document',
    title: words.document,
    cell: ({ document }) => (
      <TextLink {...paths.document(document)} className="identifier">
        {document}
      </TextLink>
    ),
  },
  { key: 'reason', title: words.reason, cell: ({ message }) => <span className="foreign">{message}</span> },
]

/** What has been sent stays sent. */
function Stopping({ bulk: { id, status } }: { bulk: Bulk }) {
  const { resends: words, common } = useWords()
  const me = useMe()
  const [asked, setAsked] = useState(false)
  const [reason, setReason] = useState('')
  const queries = useQueryClient()
  const stopping = useMutation({
    mutationFn: () =>
      bodyOf(api.PUT('/api/v1/bulk-resends/{id}/cancellation', { params: { path: { id } }, body: { reason } })),
    async onSuccess() {
      setAsked(false)
      await queries.invalidateQueries({ queryKey: ['bulk-resends'] })
    },
  })
  const missing = may(me, 'exchange:write') ? undefined : common.missingScope('exchange:write')
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    stopping.mutate()
  }
  return (
    <>
      <Act
        variant="default"
        because={missing ?? (status === 'running' ? undefined : words.ended)}
        onClick={() => setAsked(true)}
      >
        {words.cancel}
      </Act>
      <Modal
        opened={asked}
        onClose={() => setAsked(false)}
        title={words.cancel}
        closeButtonProps={{ 'aria-label': common.cancel }}
      >
        <form onSubmit={submit}>
          <Stack>
            <Textarea
              label={words.reason}
              required
              maxLength={1_000}
              data-autofocus
              value={reason}
              onChange={({ currentTarget }) => setReason(currentTarget.value)}
            />
            {stopping.error !== null && <Failed error={stopping.error} />}
            <Group justify="flex-end">
              <Button type="submit" loading={stopping.isPending}>
                {words.cancel}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  )
}
