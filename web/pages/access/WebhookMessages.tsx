import { Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { infiniteQueryOptions, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf, cursorIn } from '../../api/client.ts'
import type { Answer } from '../../api/documents.ts'
import { useMe } from '../../api/me.ts'
import { lacks } from '../../api/rights.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { Act } from '../../ui/Act.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { type Column, Rows } from '../../ui/Rows.tsx'
import { Section } from '../../ui/Section.tsx'
import { Shown } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import type { Webhook } from './webhook.ts'

type Message = Answer<'/api/v1/webhooks/{id}/messages'>['items'][number]
type Status = Message['status'] | 'all'

const STATUSES = ['all', 'waiting', 'sent', 'failed'] as const satisfies Status[]

const messagesQuery = (id: string, status: Status) =>
  infiniteQueryOptions({
    queryKey: ['webhooks', 'messages', id, status],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam: cursor }) => {
      const query = {
        limit: 50,
        ...(status === 'all' ? {} : { status }),
        ...(cursor === undefined ? {} : { cursor }),
      }
      return bodyOf(api.GET('/api/v1/webhooks/{id}/messages', { signal, params: { path: { id }, query } }))
    },
    getNextPageParam: ({ next }) => cursorIn(next),
  })

/** What it was told, the newest first, and what became of each. */
export function Messages({ webhook }: { webhook: Webhook }) {
  const words = useWords()
  const { hooks } = words
  const because = lacks(useMe(), 'webhooks:write', words) ?? (webhook.endedAt === null ? undefined : hooks.over)
  const [status, setStatus] = useState<Status>('all')
  const [again, setAgain] = useState(false)
  const found = useInfiniteQuery(messagesQuery(webhook.id, status))
  const rows = found.data?.pages.flatMap(({ items }) => items)
  const more = found.hasNextPage
    ? { load: () => void found.fetchNextPage(), loading: found.isFetchingNextPage }
    : undefined
  return (
    <Section
      title={hooks.messages}
      acts={
        <Act variant="default" size="xs" because={because} onClick={() => setAgain(true)}>
          {hooks.again}
        </Act>
      }
    >
      <NativeSelect
        label={hooks.state}
        value={status}
        w={{ base: '100%', xs: 210 }}
        mb="md"
        data={STATUSES.map((value) => ({ value, label: hooks.states[value] }))}
        onChange={({ currentTarget }) => setStatus(currentTarget.value as Status)}
      />
      <Shown of={{ ...found, data: rows }} lines={4}>
        {(shown) =>
          shown.length === 0 ? (
            <Text c="dimmed">{hooks.noMessages}</Text>
          ) : (
            <Rows label={hooks.messages} rows={shown} columns={columnsIn(words)} idOf={({ id }) => id} more={more} />
          )
        }
      </Shown>
      {again && <SendAgain id={webhook.id} close={() => setAgain(false)} />}
    </Section>
  )
}

const columnsIn = ({ hooks }: Words): Column<Message>[] => [
  { key: 'type', title: hooks.type, cell: ({ type }) => <span className="identifier">{type}</span> },
  { key: 'state', title: hooks.state, cell: ({ status }) => hooks.states[status] },
  { key: 'attempts', title: hooks.attempts, cell: ({ attempts }) => attempts, end: true },
  { key: 'at', title: hooks.at, cell: ({ at, sentAt }) => <Time at={sentAt ?? at} short /> },
  {
    key: 'problem',
    title: hooks.problem,
    cell: ({ problem }) => problem !== null && <span className="identifier">{saidOf(problem)}</span>,
  },
]

/** As the grid keeps it: a code, and what was found. */
function saidOf({ code, ...found }: Record<string, unknown>): string {
  const rest = Object.entries(found).map(([name, value]) => `${name}: ${String(value)}`)
  return [String(code), ...rest].join(', ')
}

/** Those that failed in a time, once more. */
function SendAgain({ id, close }: { id: string; close(): void }) {
  const { hooks } = useWords()
  const queries = useQueryClient()
  const [typed, setTyped] = useState({ since: '', until: '' })
  const sending = useMutation({
    mutationFn: () => {
      const body = Object.fromEntries(
        Object.entries(typed).flatMap(([end, at]) => (at === '' ? [] : [[end, new Date(at).toISOString()]])),
      )
      return bodyOf(api.POST('/api/v1/webhooks/{id}/redrives', { params: { path: { id } }, body }))
    },
    async onSuccess({ messages }) {
      close()
      notifications.show({ message: hooks.sentAgain(messages) })
      await queries.invalidateQueries({ queryKey: ['webhooks', 'messages'] })
    },
  })
  const bind = (end: 'since' | 'until') => ({
    label: hooks[end],
    type: 'datetime-local',
    value: typed[end],
    flex: '1 1 12rem',
    onChange: ({ currentTarget: { value } }: React.ChangeEvent<HTMLInputElement>) =>
      setTyped({ ...typed, [end]: value }),
  })
  return (
    <FormDialog
      title={hooks.again}
      submit={hooks.again}
      pending={sending.isPending}
      error={sending.error}
      close={close}
      send={sending.mutate}
    >
      <Text>{hooks.againAbout}</Text>
      <Group align="flex-end">
        <TextInput {...bind('since')} />
        <TextInput {...bind('until')} />
      </Group>
    </FormDialog>
  )
}
