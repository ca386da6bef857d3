import { Button, PasswordInput, PinInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { queries } from '../../api/queries.ts'
import { signIn, verifyCode } from '../../api/sign-in.ts'
import { useWords } from '../../i18n/language.tsx'
import { Plain } from '../../ui/Plain.tsx'
import { Failed } from '../../ui/states.tsx'
import { OtherWays } from './OtherWays.tsx'

/** E-mail and password, then the code of the second factor where one is set. */
export function SignInPage() {
  const { then = '/', error } = useSearch({ from: '/sign-in' })
  const router = useRouter()
  const { signIn: words } = useWords()
  const [second, setSecond] = useState(false)
  const enter = async () => {
    await queries.resetQueries()
    router.history.push(then)
  }
  return (
    <Plain title={second ? words.codeTitle : words.title}>
      {error !== undefined && <Text role="alert">{words.elsewhereRefused}</Text>}
      {second ? (
        <CodeForm done={enter} />
      ) : (
        <>
          <PasswordForm done={enter} second={() => setSecond(true)} />
          <OtherWays then={then} done={enter} />
        </>
      )}
    </Plain>
  )
}

function PasswordForm({ done, second }: { done(): Promise<void>; second(): void }) {
  const { signIn: words } = useWords()
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '', password: '' } })
  const sending = useMutation({
    mutationFn: ({ email, password }: { email: string; password: string }) => signIn(email, password),
    onSuccess: (asksCode) => (asksCode ? second() : done()),
  })
  return (
    <form onSubmit={form.onSubmit((values) => sending.mutate(values))}>
      <Stack>
        <TextInput
          label={words.email}
          type="email"
          autoComplete="username"
          required
          autoFocus
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={words.password}
          autoComplete="current-password"
          required
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        {sending.error && <Failed error={sending.error} />}
        <Button type="submit" loading={sending.isPending} fullWidth>
          {words.submit}
        </Button>
      </Stack>
    </form>
  )
}

function CodeForm({ done }: { done(): Promise<void> }) {
  const { signIn: words } = useWords()
  const [code, setCode] = useState('')
  const [kind, setKind] = useState<'app' | 'backup'>('app')
  const [refused, setRefused] = useState(0)
  const sending = useMutation({
    mutationFn: () => verifyCode(code.trim(), kind),
    onSuccess: done,
    onError() {
      setCode('')
      setRefused((count) => count + 1)
    },
  })
  const change = () => {
    setKind(kind === 'app' ? 'backup' : 'app')
    setCode('')
    sending.reset()
  }
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    sending.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {kind === 'app' ? (
          <>
            <Text>{words.code}</Text>
            <PinInput
              key={refused}
              length={6}
              type="number"
              oneTimeCode
              autoFocus
              aria-label={words.codeHint}
              value={code}
              onChange={setCode}
            />
          </>
        ) : (
          <TextInput
            label={words.backupCode}
            description={words.backupCodeHint}
            autoComplete="off"
            autoFocus
            value={code}
            onChange={({ currentTarget }) => setCode(currentTarget.value)}
          />
        )}
        {sending.error && <Failed error={sending.error} />}
        <Button type="submit" loading={sending.isPending} disabled={code.length < 6} fullWidth>
          {words.verify}
        </Button>
        <Button variant="subtle" onClick={change}>
          {kind === 'app' ? words.useBackupCode : words.useApp}
        </Button>
      </Stack>
    </form>
  )
}
