import { Button, Divider, Stack } from '@mantine/core'
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { api, bodyOf } from '../../api/client.ts'
import { mayHavePasskeys, signInWithPasskey } from '../../api/passkeys.ts'
import { elsewhere } from '../../api/sign-in.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Act } from '../../ui/Act.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Failed } from '../../ui/states.tsx'

const waysQuery = queryOptions({
  queryKey: ['sign-in-ways'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/sign-in-ways', { signal })),
})

/** What this grid offers besides a password; where nothing can be asked, the password stays. */
export function OtherWays({ then, done }: { then: string; done(): Promise<void> }) {
  const { signIn: words } = useWords()
  const ways = useQuery(waysQuery).data
  const passkey = useMutation({ mutationFn: signInWithPasskey, onSuccess: done })
  const away = useMutation({ mutationFn: (way: 'oidc' | 'saml') => elsewhere(way, then) })
  if (ways === undefined) return null
  return (
    <Stack>
      {ways.passwordReset && <TextLink {...paths.forgotPassword()}>{words.forgot}</TextLink>}
      <Divider label={words.or} />
      <Act
        variant="default"
        fullWidth
        because={mayHavePasskeys() ? undefined : words.noPasskeys}
        loading={passkey.isPending}
        onClick={() => passkey.mutate()}
      >
        {words.withPasskey}
      </Act>
      {ways.oidc !== null && (
        <Button variant="default" fullWidth loading={away.isPending} onClick={() => away.mutate('oidc')}>
          {words.withProvider(ways.oidc.name)}
        </Button>
      )}
      {ways.saml !== null && (
        <Button variant="default" fullWidth loading={away.isPending} onClick={() => away.mutate('saml')}>
          {words.withProvider('SAML')}
        </Button>
      )}
      {passkey.error !== null && <NotShown error={passkey.error} />}
      {away.error !== null && <Failed error={away.error} />}
    </Stack>
  )
}

/** Who presses cancel on the device has not failed at anything. */
function NotShown({ error }: { error: Error }) {
  const { signIn: words } = useWords()
  return error instanceof DOMException ? <div role="alert">{words.passkeyCancelled}</div> : <Failed error={error} />
}
