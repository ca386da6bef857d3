import { Box, Stack, Switch, Text } from '@mantine/core'
import { notifications as toasts } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, bodyOf } from '../../api/client.ts'
import { useMe } from '../../api/me.ts'
import { type Kind, type Rule, rulesQuery } from '../../api/notifications.ts'
import { useWords } from '../../i18n/language.tsx'
import { Empty, Failed, Shown } from '../../ui/states.tsx'
import { Exceptions } from './Exceptions.tsx'
import { Panel, SettingsFrame } from './SettingsFrame.tsx'

/** What somebody wants to be told: what their role says, and what they say otherwise. */
export function NotificationsPage() {
  const { notifications, settings } = useWords()
  const { member } = useMe()
  return (
    <SettingsFrame title={notifications.title} about={notifications.wishesAbout}>
      <Stack gap="lg" maw={760}>
        {member === null ? <Empty icon="lock" title={settings.keyOnly} /> : <Wishes />}
      </Stack>
    </SettingsFrame>
  )
}

function Wishes() {
  const { notifications } = useWords()
  const saving = useSaving()
  return (
    <Shown of={useQuery(rulesQuery)} lines={8}>
      {({ kinds, rules }) => {
        if (kinds.length === 0) return <Empty icon="bell" title={notifications.nothingPossible} />
        // What is being kept is shown already; what was refused goes back by itself.
        const now = saving.isPending ? saving.variables : rules
        return (
          <>
            {saving.error !== null && <Failed error={saving.error} />}
            <Panel title={notifications.wishes}>
              <Kinds kinds={kinds} rules={now} save={saving.mutate} />
            </Panel>
            <Panel title={notifications.exceptions}>
              <Exceptions kinds={kinds.map(({ kind }) => kind)} rules={now} save={saving.mutateAsync} />
            </Panel>
          </>
        )
      }}
    </Shown>
  )
}

interface KindsProps {
  kinds: { kind: Kind; told: boolean }[]
  rules: Rule[]
  save(rules: Rule[]): void
}

function Kinds({ kinds, rules, save }: KindsProps) {
  const { notifications } = useWords()
  const own = (kind: Kind) => rules.find((rule) => rule.kind === kind && isGeneral(rule))
  const set = (kind: Kind, told: boolean, byRole: boolean) => {
    const others = rules.filter((rule) => rule !== own(kind))
    save(told === byRole ? others : [...others, { kind, documentType: null, partner: null, told }])
  }
  return (
    <Stack gap="sm">
      {kinds.map(({ kind, told }) => (
        <Box key={kind}>
          <Switch
            label={notifications.kinds[kind]}
            checked={own(kind)?.told ?? told}
            onChange={({ currentTarget }) => set(kind, currentTarget.checked, told)}
          />
          {own(kind) !== undefined && (
            <Text size="xs" c="dimmed" ms={50}>
              {notifications.otherwise}
            </Text>
          )}
        </Box>
      ))}
    </Stack>
  )
}

const isGeneral = ({ documentType, partner }: Rule) => documentType === null && partner === null

/** Rules are kept all together, one change after the other. */
function useSaving() {
  const { settings } = useWords()
  const queries = useQueryClient()
  return useMutation({
    scope: { id: 'notification-rules' },
    mutationFn: (rules: Rule[]) => bodyOf(api.PUT('/api/v1/me/notification-rules', { body: { rules } })),
    onSuccess(found) {
      queries.setQueryData(rulesQuery.queryKey, found)
      toasts.show({ message: settings.saved })
    },
  })
}
