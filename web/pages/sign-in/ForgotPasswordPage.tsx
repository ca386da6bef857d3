import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { askForReset } from '../../api/sign-in.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { TextLink } from '../../ui/links.tsx'
import { Plain } from '../../ui/Plain.tsx'
import { Failed } from '../../ui/states.tsx'

/** Asks for a link by mail. The answer is the same whether anybody has that address. */
export function ForgotPasswordPage() {
  const { signIn: words, reset } = useWords()
  const [email, setEmail] = useState('')
  const asking = useMutation({ mutationFn: () => askForReset(email) })
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    asking.mutate()
  }
  return (
    <Plain title={reset.forgot}>
      {asking.isSuccess ? (
        <Text role="status">{reset.asked}</Text>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            <Text>{reset.about}</Text>
            <TextInput
              label={words.email}
              type="email"
              autoComplete="username"
              required
              autoFocus
              value={email}
              onChange={({ currentTarget }) => setEmail(currentTarget.value)}
            />
            {asking.error !== null && <Failed error={asking.error} />}
            <Button type="submit" loading={asking.isPending} fullWidth>
              {reset.ask}
            </Button>
          </Stack>
        </form>
      )}
      <TextLink {...paths.signIn()}>{reset.back}</TextLink>
    </Plain>
  )
}
