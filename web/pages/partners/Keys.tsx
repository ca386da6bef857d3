import { Alert, Divider, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import type { Answer } from '../../api/documents.ts'
import { may, useMe } from '../../api/me.ts'
import type { ApiKey } from '../../api/partners.ts'
import { lacks } from '../../api/rights.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Act } from '../../ui/Act.tsx'
import { endingState } from '../../ui/ending.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Section } from '../../ui/Section.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { Shown } from '../../ui/states.tsx'
import { Time, zoneOf } from '../../ui/Time.tsx'
import { dayBegins } from '../documents/days.ts'
import { RevokeSftpKey } from './Endings.tsx'

type Kept = Answer<'/api/v1/organizations/{organization}/sftp-keys'>
type SftpKey = Kept['items'][number]

const sftpQuery = (organization: string) =>
  queryOptions({
    queryKey: ['organizations', 'sftp-keys', organization],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/organizations/{organization}/sftp-keys', { signal, params: { path: { organization } } })),
  })

type Doing = { act: 'add' } | { act: 'end'; key: SftpKey }

/** With which one signs in to its home, until when, and when it was used. */
export function SftpKeys({ slug }: { slug: string }) {
  const words = useWords()
  const { partners, sftp } = words
  const because = lacks(useMe(), 'access:write', words)
  const [doing, setDoing] = useState<Doing | null>(null)
  const close = () => setDoing(null)
  return (
    <Section
      title={partners.sftpKeys}
      acts={
        <Act variant="default" size="xs" because={because} onClick={() => setDoing({ act: 'add' })}>
          {sftp.add}
        </Act>
      }
    >
      <Shown of={useQuery(sftpQuery(slug))} lines={2}>
        {({ items, password }) => (
          <Stack>
            <EndsSoon of={items} slug={slug} />
            {items.length === 0 && <Text c="dimmed">{partners.noSftpKeys}</Text>}
            {items.map((one) => (
              <Key
                key={one.id}
                sftpKey={one}
                last={items.filter(({ revokedAt }) => revokedAt === null).length === 1}
                because={because}
                act={setDoing}
              />
            ))}
            <Divider />
            <Password password={password} />
          </Stack>
        )}
      </Shown>
      {doing?.act === 'add' && <AddKey slug={slug} close={close} />}
      {doing?.act === 'end' && <ChangeEnd sftpKey={doing.key} close={close} />}
    </Section>
  )
}

/** Said above the list, where it is seen before a partner stands before a shut door. */
interface EndsSoonProps {
  of: { expiresAt: string | null; revokedAt: string | null }[]
  slug: string
}

function EndsSoon({ of, slug }: EndsSoonProps) {
  const { sftp, workList } = useWords()
  const mayRead = may(useMe(), 'work:read')
  const count = of.filter((one) => endingState(one) === 'expiring').length
  if (count === 0) return null
  return (
    <Alert variant="default" icon={<Icon name="warning" />}>
      {sftp.endsSoon(count)}{' '}
      {mayRead && <TextLink {...paths.workItems({ kind: 'ending', organization: slug })}>{workList.title}</TextLink>}
    </Alert>
  )
}

interface KeyProps {
  sftpKey: SftpKey
  /** No other one opens. */
  last: boolean
  because: string | undefined
  act(doing: Doing): void
}

function Key({ sftpKey: key, last, because, act }: KeyProps) {
  const { sftp } = useWords()
  const state = endingState(key)
  return (
    <div>
      <Group gap="sm">
        <Text fw={600} className="foreign">
          {key.label}
        </Text>
        <StateBadge state={state} />
      </Group>
      <div className="identifier">{key.fingerprint}</div>
      <Line name={sftp.made} at={key.createdAt} none="" />
      <Line name={sftp.used} at={key.lastUsedAt} none={sftp.never} />
      <Line name={sftp.ends} at={key.expiresAt} none={sftp.endless} />
      {key.refusedAt !== null && <Line name={sftp.refused} at={key.refusedAt} none="" />}
      {state !== 'revoked' && (
        <Group gap="xs" mt={4}>
          <Act variant="default" size="compact-sm" because={because} onClick={() => act({ act: 'end', key })}>
            {sftp.changeEnd}
          </Act>
          <RevokeSftpKey sftpKey={key} last={last} />
        </Group>
      )}
    </div>
  )
}

function Line({ name, at, none }: { name: string; at: string | null; none: string }) {
  return (
    <Text size="sm" c="dimmed" component="div">
      {name}: {at === null ? none : <Time at={at} short />}
    </Text>
  )
}

function Password({ password }: { password: Kept['password'] }) {
  const { sftp, signIn } = useWords()
  if (password === null) return <Text c="dimmed">{sftp.noPassword}</Text>
  return (
    <div>
      <Text fw={600}>{signIn.password}</Text>
      <Line name={sftp.passwordSince} at={password.createdAt} none="" />
      <Line name={sftp.used} at={password.lastUsedAt} none={sftp.never} />
    </div>
  )
}

/** The end of that day where the reader is. */
const endOf = (day: string) => (day === '' ? null : dayBegins(day, zoneOf().timeZone, 1))

function AddKey({ slug, close }: { slug: string; close(): void }) {
  const { sftp } = useWords()
  const [typed, setTyped] = useState({ publicKey: '', label: '', day: '' })
  const adding = useKeyMutation(sftp.added, close, () => {
    const label = typed.label.trim()
    const body = { publicKey: typed.publicKey, expiresAt: endOf(typed.day), ...(label === '' ? {} : { label }) }
    const params = { path: { organization: slug } }
    return bodyOf(api.POST('/api/v1/organizations/{organization}/sftp-keys', { params, body }))
  })
  return (
    <FormDialog
      title={sftp.add}
      submit={sftp.add}
      pending={adding.isPending}
      error={adding.error}
      close={close}
      send={adding.mutate}
    >
      <Textarea
        label={sftp.publicKey}
        description={sftp.publicKeyHint}
        required
        autosize
        minRows={3}
        maxRows={8}
        spellCheck={false}
        data-autofocus
        value={typed.publicKey}
        onChange={({ currentTarget: { value } }) => setTyped({ ...typed, publicKey: value })}
      />
      <TextInput
        label={sftp.label}
        description={sftp.labelHint}
        maxLength={100}
        value={typed.label}
        onChange={({ currentTarget: { value } }) => setTyped({ ...typed, label: value })}
      />
      <EndDay day={typed.day} set={(day) => setTyped({ ...typed, day })} />
    </FormDialog>
  )
}

function EndDay({ day, set }: { day: string; set(day: string): void }) {
  const { sftp } = useWords()
  return (
    <TextInput
      label={sftp.ends}
      description={sftp.endsHint}
      type="date"
      value={day}
      onChange={({ currentTarget: { value } }) => set(value)}
    />
  )
}

interface EndingProps {
  sftpKey: SftpKey
  close(): void
}

function ChangeEnd({ sftpKey: { id, label }, close }: EndingProps) {
  const { sftp, common } = useWords()
  const [day, setDay] = useState('')
  const saving = useKeyMutation(sftp.changed, close, () =>
    bodyOf(api.PUT('/api/v1/sftp-keys/{id}/expiry', { params: { path: { id } }, body: { expiresAt: endOf(day) } })),
  )
  return (
    <FormDialog
      title={sftp.changeEndThis(label)}
      submit={common.save}
      pending={saving.isPending}
      error={saving.error}
      close={close}
      send={saving.mutate}
    >
      <EndDay day={day} set={setDay} />
    </FormDialog>
  )
}

function useKeyMutation(message: string, close: () => void, mutationFn: () => Promise<SftpKey>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn,
    async onSuccess() {
      close()
      notifications.show({ message })
      await queries.invalidateQueries({ queryKey: ['organizations', 'sftp-keys'] })
    },
  })
}

const apiKeysQuery = (organization: string) =>
  queryOptions({
    queryKey: ['api-keys', 'of', organization],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/api-keys', { signal, params: { query: { organization, limit: 100 } } })),
  })

/** The keys of its programs, for who may see them. */
export function ApiKeys({ organization, slug }: { organization: string; slug: string }) {
  const { sftp } = useWords()
  const mayRead = may(useMe(), 'access:read')
  const found = useQuery({ ...apiKeysQuery(organization), enabled: mayRead })
  if (!mayRead) return null
  return (
    <Section title={sftp.apiKeys} acts={<TextLink {...paths.apiKeys()}>{sftp.allApiKeys}</TextLink>}>
      <Shown of={found} lines={2}>
        {({ items }) => (
          <Stack>
            <EndsSoon of={items} slug={slug} />
            {items.length === 0 && <Text c="dimmed">{sftp.noApiKeys}</Text>}
            {items.map((one) => (
              <ProgramKey key={one.id} apiKey={one} />
            ))}
          </Stack>
        )}
      </Shown>
    </Section>
  )
}

function ProgramKey({ apiKey }: { apiKey: ApiKey }) {
  const { sftp } = useWords()
  return (
    <div>
      <Group gap="sm">
        <Text fw={600} className="foreign">
          {apiKey.name}
        </Text>
        <StateBadge state={endingState(apiKey)} />
      </Group>
      <Line name={sftp.made} at={apiKey.createdAt} none="" />
      <Line name={sftp.ends} at={apiKey.expiresAt} none={sftp.endless} />
    </div>
  )
}
