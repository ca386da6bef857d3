import { Badge, Text } from '@mantine/core'
import { infiniteQueryOptions, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf, cursorIn } from '../../api/client.ts'
import { may, useMe } from '../../api/me.ts'
import type { Invitation } from '../../api/people.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { Act } from '../../ui/Act.tsx'
import { type Column, Rows } from '../../ui/Rows.tsx'
import { Empty, Failed, Shown } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { Inviting } from './Inviting.tsx'
import { Panel } from './SettingsFrame.tsx'

const invitationsQuery = infiniteQueryOptions({
  queryKey: ['invitations', 'list'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ signal, pageParam: cursor }) => {
    const query = { limit: 50, ...(cursor === undefined ? {} : { cursor }) }
    return bodyOf(api.GET('/api/v1/invitations', { signal, params: { query } }))
  },
  getNextPageParam: ({ next }) => cursorIn(next),
})

/** Who was asked to come, and what became of it. */
export function Invitations() {
  const { settings, common } = useWords()
  const mayInvite = may(useMe(), 'people:write')
  const [inviting, setInviting] = useState(false)
  const found = useInfiniteQuery(invitationsQuery)
  const rows = found.data?.pages.flatMap(({ items }) => items)
  const more = found.hasNextPage
    ? { load: () => void found.fetchNextPage(), loading: found.isFetchingNextPage }
    : undefined
  const because = mayInvite ? undefined : common.missingScope('people:write')
  const action = (
    <Act because={because} onClick={() => setInviting(true)}>
      {settings.invite}
    </Act>
  )
  return (
    <Panel title={settings.invitations} action={action}>
      <Shown of={{ ...found, data: rows }} lines={3}>
        {(shown) =>
          shown.length === 0 ? (
            <Empty title={settings.noInvitations} />
          ) : (
            <List rows={shown} because={because} more={more} />
          )
        }
      </Shown>
      {inviting && <Inviting close={() => setInviting(false)} />}
    </Panel>
  )
}

interface ListProps {
  rows: Invitation[]
  because: string | undefined
  more: Parameters<typeof Rows>[0]['more']
}

function List({ rows, because, more }: ListProps) {
  const { settings, roles } = useWords()
  const queries = useQueryClient()
  const revoking = useMutation({
    mutationFn: (id: string) => api.DELETE('/api/v1/invitations/{id}', { params: { path: { id } } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['invitations'] }),
  })
  const columns: Column<Invitation>[] = [
    { key: 'whom', title: settings.forWhom, cell: (one) => <span className="foreign">{whomOf(one, settings)}</span> },
    { key: 'role', title: settings.role, cell: ({ role }) => roles[role] },
    { key: 'state', title: settings.state, cell: (one) => <State invitation={one} /> },
    { key: 'uses', title: settings.uses, cell: ({ uses, usesMax }) => `${uses} / ${usesMax}` },
    { key: 'expires', title: settings.expires, cell: ({ expiresAt }) => <Time at={expiresAt} short /> },
    {
      key: 'actions',
      title: settings.actions,
      cell: (one) => (
        <Act
          size="xs"
          variant="default"
          because={because ?? (isOver(one) ? settings.over : undefined)}
          aria-label={settings.revokeOf(whomOf(one, settings))}
          onClick={() => revoking.mutate(one.id)}
        >
          {settings.revoke}
        </Act>
      ),
    },
  ]
  return (
    <>
      {revoking.error !== null && <Failed error={revoking.error} />}
      <Rows label={settings.invitations} rows={rows} columns={columns} idOf={({ id }) => id} more={more} />
    </>
  )
}

function whomOf({ email, emailDomain }: Invitation, settings: Words['settings']): string {
  return email ?? (emailDomain === null ? settings.code : `@${emailDomain}`)
}

function stateOf(invitation: Invitation): keyof Words['settings']['states'] {
  const { revokedAt, uses, usesMax, expiresAt, openedAt, mail } = invitation
  if (uses >= usesMax) return 'accepted'
  if (revokedAt !== null) return 'revoked'
  if (Date.parse(expiresAt) <= Date.now()) return 'expired'
  if (openedAt !== null) return 'opened'
  return mail === null ? 'handed' : mail.status
}

function isOver(invitation: Invitation): boolean {
  return ['accepted', 'revoked', 'expired'].includes(stateOf(invitation))
}

const COLORS: Record<string, string> = { accepted: 'green', opened: 'blue', failed: 'red', revoked: 'orange' }

function State({ invitation }: { invitation: Invitation }) {
  const { settings } = useWords()
  const state = stateOf(invitation)
  const reason = state === 'failed' ? invitation.mail?.reason : null
  return (
    <>
      <Badge variant="dot" color={COLORS[state] ?? 'gray'} tt="none" fw={500} size="lg" radius="sm">
        {settings.states[state]}
      </Badge>
      {reason && (
        <Text size="sm" c="dimmed" className="foreign">
          {reason}
        </Text>
      )}
    </>
  )
}
