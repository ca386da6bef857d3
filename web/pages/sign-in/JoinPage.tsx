import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { acceptInvitation, type Invitation, openInvitation } from '../../api/joining.ts'
import { queries } from '../../api/queries.ts'
import { PASSWORD_LENGTH_MIN } from '../../api/sign-in.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { Plain } from '../../ui/Plain.tsx'
import { Failed, Shown } from '../../ui/states.tsx'

/** Where the links of invitations and of a first sign-in lead. Their code stands behind the #, so no server's log has it. */
export function JoinPage() {
  const { join } = useWords()
  const code = useRouterState({ select: ({ location }) => location.hash })
  const invitation = useQuery({
    queryKey: ['invitation', code],
    queryFn: ({ signal }) => openInvitation(code, signal),
    enabled: code !== '',
  })
  return (
    <Plain title={join.title}>
      {code === '' ? (
        <Text>{join.missing}</Text>
      ) : (
        <Shown of={invitation} lines={3}>
          {(found) => <Accepting code={code} invitation={found} />}
        </Shown>
      )}
    </Plain>
  )
}

function Accepting({ code, invitation }: { code: string; invitation: Invitation }) {
  const { join } = useWords()
  const { kind, organization, known } = invitation
  return (
    <Stack>
      <Text className="foreign">
        {kind === 'link' ? join.fromMachine : join.about(organization?.name ?? 'Entrepot')}
      </Text>
      {known && kind !== 'link' ? <Known code={code} /> : <NewMember code={code} invitation={invitation} />}
    </Stack>
  )
}

/** They have a password already: accepted with the session that they have, or sign in and come back. */
function Known({ code }: { code: string }) {
  const { join } = useWords()
  const accepting = useAccepting(code)
  return (
    <>
      <Text>{join.known}</Text>
      {accepting.error !== null && <Failed error={accepting.error} />}
      <Button onClick={() => accepting.mutate({})} loading={accepting.isPending}>
        {join.accept}
      </Button>
      <ButtonLink {...paths.signIn(`/join#${code}`)} variant="default">
        {join.signIn}
      </ButtonLink>
    </>
  )
}

function NewMember({
  code,
  invitation: { kind, email, emailDomain, known },
}: {
  code: string
  invitation: Invitation
}) {
  const { join, signIn } = useWords()
  const accepting = useAccepting(code)
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', email: email ?? '', password: '' },
    validate: { password: (value) => (value.length < PASSWORD_LENGTH_MIN ? join.passwordHint : null) },
  })
  const send = ({ name, email: typed, password }: { name: string; email: string; password: string }) =>
    accepting.mutate({
      ...(known ? {} : { name }),
      ...(email === null ? { email: typed } : {}),
      password,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    })
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack>
        {!known && (
          <TextInput
            label={join.name}
            autoComplete="name"
            required
            key={form.key('name')}
            {...form.getInputProps('name')}
          />
        )}
        <TextInput
          label={signIn.email}
          description={emailDomain === null ? undefined : `@${emailDomain}`}
          type="email"
          autoComplete="username"
          required
          readOnly={email !== null}
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={join.password}
          description={join.passwordHint}
          autoComplete="new-password"
          required
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        {accepting.error !== null && <Failed error={accepting.error} />}
        <Button type="submit" loading={accepting.isPending} fullWidth>
          {kind === 'link' ? join.begin : join.accept}
        </Button>
      </Stack>
    </form>
  )
}

function useAccepting(code: string) {
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (acceptance: Parameters<typeof acceptInvitation>[1]) => acceptInvitation(code, acceptance),
    async onSuccess() {
      await queries.resetQueries({ queryKey: ['me'] })
      await navigate({ ...paths.home(), replace: true })
    },
  })
}
