import { Text } from '@mantine/core'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api, bodyOf } from '../../api/client.ts'
import type { Session } from '../../api/people.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Act } from '../../ui/Act.tsx'
import { type Column, Rows } from '../../ui/Rows.tsx'
import { Failed, Shown } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { Panel } from './SettingsFrame.tsx'

const sessionsQuery = queryOptions({
  queryKey: ['sessions', 'own'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/sessions', { signal, params: { query: { limit: 100 } } })),
})

/** Where one is signed in; each can be ended from here, this one too. */
export function Sessions() {
  const { settings } = useWords()
  const ending = useEnding()
  const columns: Column<Session>[] = [
    {
      key: 'agent',
      title: settings.sessions,
      cell: ({ agent, current }) => (
        <Text component="span" className="foreign" size="sm">
          {agent ?? settings.sessionUnknown}
          {current && <strong> ({settings.sessionHere})</strong>}
        </Text>
      ),
    },
    { key: 'address', title: settings.address, cell: ({ address }) => <span className="identifier">{address}</span> },
    { key: 'since', title: settings.since, cell: ({ createdAt }) => <Time at={createdAt} short /> },
    {
      key: 'actions',
      title: settings.actions,
      cell: (session) => (
        <Act
          size="xs"
          variant="default"
          aria-label={settings.endSessionOf(session.current ? settings.sessionHere : (session.agent ?? ''))}
          onClick={() => ending.mutate(session)}
        >
          {settings.endSession}
        </Act>
      ),
    },
  ]
  return (
    <Panel title={settings.sessions}>
      {ending.error !== null && <Failed error={ending.error} />}
      <Shown of={useQuery(sessionsQuery)} lines={3}>
        {({ items }) => <Rows label={settings.sessions} rows={items} columns={columns} idOf={({ id }) => id} />}
      </Shown>
    </Panel>
  )
}

function useEnding() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: ({ id }: Session) => api.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } }),
    async onSuccess(_done, { current }) {
      if (!current) return queries.invalidateQueries({ queryKey: ['sessions'] })
      await navigate(paths.signIn())
      queries.clear()
    },
  })
}
