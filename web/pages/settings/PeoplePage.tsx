import { Badge, Group, Stack, Text } from '@mantine/core'
import { infiniteQueryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api, bodyOf, cursorIn } from '../../api/client.ts'
import { type Me, may, ofGrid, useMe } from '../../api/me.ts'
import { isLastAdmin, type Member, organizationsQuery } from '../../api/people.ts'
import { useWords } from '../../i18n/language.tsx'
import { type Column, Rows } from '../../ui/Rows.tsx'
import { Empty, Shown } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { Invitations } from './Invitations.tsx'
import { MemberActions } from './MemberActions.tsx'
import { Panel, SettingsFrame } from './SettingsFrame.tsx'

const membersQuery = infiniteQueryOptions({
  queryKey: ['members', 'list'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ signal, pageParam: cursor }) => {
    const query = { limit: 100, ...(cursor === undefined ? {} : { cursor }) }
    return bodyOf(api.GET('/api/v1/members', { signal, params: { query } }))
  },
  getNextPageParam: ({ next }) => cursorIn(next),
})

/** Who signs in here, what they may do, and who was asked to come. */
export function PeoplePage() {
  const { settings } = useWords()
  const found = useInfiniteQuery(membersQuery)
  const members = found.data?.pages.flatMap(({ items }) => items)
  const more = found.hasNextPage
    ? { load: () => void found.fetchNextPage(), loading: found.isFetchingNextPage }
    : undefined
  return (
    <SettingsFrame title={settings.people} about={settings.peopleAbout}>
      <Shown of={{ ...found, data: members }}>
        {(shown) => (
          <Stack gap="lg">
            <Panel title={settings.members}>
              {shown.length === 0 ? (
                <Empty title={settings.noMembers} about={settings.noMembersAbout} />
              ) : (
                <Members members={shown} more={more} />
              )}
            </Panel>
            <Invitations />
          </Stack>
        )}
      </Shown>
    </SettingsFrame>
  )
}

function Members({ members, more }: { members: Member[]; more: Parameters<typeof Rows>[0]['more'] }) {
  const { settings } = useWords()
  const me = useMe()
  const columns = useColumns(me, members, more !== undefined)
  return <Rows label={settings.members} rows={members} columns={columns} idOf={({ id }) => id} more={more} />
}

function useColumns(me: Me, members: Member[], more: boolean): Column<Member>[] {
  const { settings, roles } = useWords()
  const seesNames = ofGrid(me) && may(me, 'partners:read')
  const names = useQuery({ ...organizationsQuery, enabled: seesNames }).data ?? []
  const nameOf = (id: string | null) => (id === null ? settings.own : (names.find((one) => one.id === id)?.name ?? id))
  return [
    { key: 'name', title: settings.name, cell: (member) => <Person member={member} /> },
    ...(ofGrid(me)
      ? [{ key: 'of', title: settings.organization, cell: ({ organization }: Member) => nameOf(organization) }]
      : []),
    {
      key: 'role',
      title: settings.role,
      cell: ({ role, endsAt }) => (
        <Group gap={6}>
          {roles[role]}
          {endsAt !== null && (
            <Text size="sm" c="dimmed">
              {settings.until} <Time at={endsAt} short />
            </Text>
          )}
        </Group>
      ),
    },
    {
      key: 'second',
      title: settings.secondShort,
      cell: ({ twoFactor }) => (
        <Badge variant="dot" color={twoFactor ? 'green' : 'gray'} tt="none" fw={500} size="lg" radius="sm">
          {twoFactor ? settings.on : settings.off}
        </Badge>
      ),
    },
    { key: 'joined', title: settings.joined, cell: ({ createdAt }) => <Time at={createdAt} short /> },
    {
      key: 'actions',
      title: settings.actions,
      // Of a list that goes on, the grid itself says who is the last.
      cell: (member) => <MemberActions member={member} last={!more && isLastAdmin(member, members, me)} />,
    },
  ]
}

function Person({ member: { name, email } }: { member: Member }) {
  return (
    <>
      <Text className="foreign">{name}</Text>
      <Text size="sm" c="dimmed" className="foreign">
        {email}
      </Text>
    </>
  )
}
