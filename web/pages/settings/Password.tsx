import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { changePassword } from '../../api/sign-in.ts'
import { useWords } from '../../i18n/language.tsx'
import { Failed } from '../../ui/states.tsx'
import { Panel } from './SettingsFrame.tsx'

/** Another password; wherever else one is signed in, that is over. */
export function Password() {
  const { settings, join } = useWords()
  const queries = useQueryClient()
  const form = useForm({ mode: 'uncontrolled', initialValues: { now: '', next: '' } })
  const changing = useMutation({
    mutationFn: ({ now, next }: { now: string; next: string }) => changePassword(now, next),
    async onSuccess() {
      form.reset()
      notifications.show({ message: settings.passwordChanged })
      await queries.invalidateQueries({ queryKey: ['sessions'] })
    },
  })
  return (
    <Panel title={settings.password}>
      <form onSubmit={form.onSubmit((values) => changing.mutate(values))}>
        <Stack>
          <Text c="dimmed">{settings.passwordAbout}</Text>
          <PasswordInput
            label={settings.passwordNow}
            autoComplete="current-password"
            required
            key={form.key('now')}
            {...form.getInputProps('now')}
          />
          <PasswordInput
            label={settings.passwordNew}
            description={join.passwordHint}
            autoComplete="new-password"
            required
            key={form.key('next')}
            {...form.getInputProps('next')}
          />
          {changing.error !== null && <Failed error={changing.error} />}
          <Group>
            <Button type="submit" loading={changing.isPending}>
              {settings.changePassword}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  )
}
