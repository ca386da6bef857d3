import { Button, PasswordInput, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { Refusal } from '../../api/problems.ts'
import { PASSWORD_LENGTH_MIN, resetPassword } from '../../api/sign-in.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { Plain } from '../../ui/Plain.tsx'
import { Failed } from '../../ui/states.tsx'

/** Where the mail leads. The token stands behind the #, so no server's log has it; it works once. */
export function ResetPasswordPage() {
  const { reset, join } = useWords()
  const token = useRouterState({ select: ({ location }) => location.hash })
  const saving = useMutation({ mutationFn: (password: string) => resetPassword(token, password) })
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { password: '' },
    validate: { password: (value) => (value.length < PASSWORD_LENGTH_MIN ? join.passwordHint : null) },
  })
  return (
    <Plain title={reset.title}>
      {token === '' ? (
        <Text>{join.missing}</Text>
      ) : saving.isSuccess ? (
        <>
          <Text role="status">{reset.done}</Text>
          <ButtonLink {...paths.signIn()}>{reset.back}</ButtonLink>
        </>
      ) : (
        <form onSubmit={form.onSubmit(({ password }) => saving.mutate(password))}>
          <Stack>
            <Text>{reset.ends}</Text>
            <PasswordInput
              label={join.password}
              description={join.passwordHint}
              autoComplete="new-password"
              required
              key={form.key('password')}
              {...form.getInputProps('password')}
            />
            {saving.error !== null && <NotSaved error={saving.error} />}
            <Button type="submit" loading={saving.isPending} fullWidth>
              {reset.save}
            </Button>
          </Stack>
        </form>
      )}
    </Plain>
  )
}

function NotSaved({ error }: { error: Error }) {
  const { reset } = useWords()
  if (!(error instanceof Refusal) || error.code !== 'auth-refused') return <Failed error={error} />
  return (
    <>
      <Text role="alert">{reset.over}</Text>
      <TextLink {...paths.forgotPassword()}>{reset.again}</TextLink>
    </>
  )
}
