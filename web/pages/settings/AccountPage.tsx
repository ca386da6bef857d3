import {
  Button,
  Group,
  NativeSelect,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
  useMantineColorScheme,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, bodyOf } from '../../api/client.ts'
import { type Me, meQuery, useMe } from '../../api/me.ts'
import { LANGUAGES, type Language, useLanguage, useWords } from '../../i18n/language.tsx'
import { Empty, Failed } from '../../ui/states.tsx'
import { Passkeys } from './Passkeys.tsx'
import { Password } from './Password.tsx'
import { SecondFactor } from './SecondFactor.tsx'
import { Sessions } from './Sessions.tsx'
import { Panel, SettingsFrame } from './SettingsFrame.tsx'

/** What a person may change about themselves. */
export function AccountPage() {
  const { settings } = useWords()
  const { member } = useMe()
  return (
    <SettingsFrame title={settings.account}>
      <Stack gap="lg" maw={760}>
        {member === null ? (
          <Empty icon="lock" title={settings.keyOnly} />
        ) : (
          <>
            <Profile member={member} />
            <Password />
            <SecondFactor />
            <Passkeys />
            <Sessions />
          </>
        )}
      </Stack>
    </SettingsFrame>
  )
}

function Profile({ member }: { member: NonNullable<Me['member']> }) {
  const { settings, shell, common, roles } = useWords()
  const queries = useQueryClient()
  const { speak } = useLanguage()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: member.name, locale: member.locale, timeZone: member.timeZone },
  })
  const saving = useMutation({
    mutationFn: (values: { name: string; locale: string; timeZone: string }) => {
      const { name, locale, timeZone } = values
      return bodyOf(api.PATCH('/api/v1/me', { body: { name, timeZone, locale: locale as 'en' | 'de' } }))
    },
    onSuccess(me, { locale }) {
      queries.setQueryData(meQuery.queryKey, me)
      notifications.show({ message: settings.saved })
      if (locale !== member.locale) speak(locale as Language)
    },
  })
  return (
    <Panel title={settings.profile}>
      <form onSubmit={form.onSubmit((values) => saving.mutate(values))}>
        <Stack>
          <Text c="dimmed" className="foreign">
            {member.email} · {roles[member.role]}
          </Text>
          <TextInput
            label={settings.name}
            autoComplete="name"
            required
            maxLength={100}
            key={form.key('name')}
            {...form.getInputProps('name')}
          />
          <NativeSelect
            label={shell.language}
            data={LANGUAGES.map(({ language, name }) => ({ value: language, label: name }))}
            key={form.key('locale')}
            {...form.getInputProps('locale')}
          />
          <NativeSelect
            label={settings.timeZone}
            data={zonesWith(member.timeZone)}
            key={form.key('timeZone')}
            {...form.getInputProps('timeZone')}
          />
          <Colors />
          {saving.error !== null && <Failed error={saving.error} />}
          <Group>
            <Button type="submit" loading={saving.isPending}>
              {common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  )
}

/** Kept in this browser, at once. */
function Colors() {
  const { shell } = useWords()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {shell.colors}
      </Text>
      <SegmentedControl
        aria-label={shell.colors}
        data={[
          { value: 'light', label: shell.light },
          { value: 'dark', label: shell.dark },
          { value: 'auto', label: shell.system },
        ]}
        value={colorScheme}
        onChange={(value) => setColorScheme(value as typeof colorScheme)}
      />
    </div>
  )
}

function zonesWith(own: string): string[] {
  return [...new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort()
}
