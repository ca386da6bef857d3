import { Alert, Button, Checkbox, Group, Modal, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { may, useMe } from '../../api/me.ts'
import { organizationsQuery } from '../../api/partners.ts'
import type { paths as Api } from '../../api/schema.generated.ts'
import { useWords } from '../../i18n/language.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Identifier } from '../../ui/Identifier.tsx'
import { Icon } from '../../ui/icons.tsx'

type NewKey = Api['/api/v1/api-keys']['post']['requestBody']['content']['application/json']
type Scope = NewKey['scopes'][number]

/** All that a key may be given. The compiler says when one is missing here or was taken away. */
const SCOPES = Object.keys({
  'exchange:read': 0,
  'exchange:write': 0,
  'exchange:decide': 0,
  'approvals:write': 0,
  'pickups:notify': 0,
  'work:read': 0,
  'work:write': 0,
  'partners:read': 0,
  'partners:write': 0,
  'contacts:read': 0,
  'contacts:write': 0,
  'access:read': 0,
  'access:write': 0,
  'people:read': 0,
  'people:write': 0,
  'audit:read': 0,
  'webhooks:read': 0,
  'webhooks:write': 0,
  'archive:read': 0,
  'archive:write': 0,
  'metrics:read': 0,
} satisfies Record<Exclude<Scope, '*'>, 0>) as Scope[]

/** Makes a key, no stronger than who makes it, and shows it once. */
export function MakeKey({ close }: { close(): void }) {
  const { keys } = useWords()
  const me = useMe()
  const [given, setGiven] = useState<NewKey>({ name: '', scopes: [] })
  const making = useMaking(given)
  if (making.data !== undefined) return <ShownOnce secret={making.data.key} close={close} />
  return (
    <FormDialog
      title={keys.make}
      submit={keys.make}
      pending={making.isPending}
      error={making.error}
      blocked={given.scopes.length === 0}
      wide
      close={close}
      send={making.mutate}
    >
      <TextInput
        label={keys.name}
        description={keys.nameHint}
        required
        maxLength={100}
        data-autofocus
        value={given.name}
        onChange={({ currentTarget }) => setGiven({ ...given, name: currentTarget.value })}
      />
      <Owner given={given} setGiven={setGiven} />
      <Checkbox.Group
        label={keys.scopes}
        description={keys.scopesHint}
        value={given.scopes}
        onChange={(scopes) => setGiven({ ...given, scopes: scopes as Scope[] })}
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }} mt="xs">
          {SCOPES.filter((scope) => may(me, scope)).map((scope) => (
            <Checkbox key={scope} value={scope} label={scope} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
    </FormDialog>
  )
}

/** The grid makes keys for anybody; others for themselves. */
function Owner({ given, setGiven }: { given: NewKey; setGiven(given: NewKey): void }) {
  const { keys } = useWords()
  const { organization } = useMe()
  const organizations = useQuery(organizationsQuery).data ?? []
  if (organization !== null && organization.role !== 'host') return null
  const { organization: before, ...rest } = given
  return (
    <NativeSelect
      label={keys.owner}
      value={before ?? ''}
      data={[{ value: '', label: keys.grid }, ...organizations.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={({ currentTarget: { value } }) => setGiven(value === '' ? rest : { ...rest, organization: value })}
    />
  )
}

function useMaking(body: NewKey) {
  const queries = useQueryClient()
  return useMutation({
    // Kept nowhere but in the dialog that shows it.
    gcTime: 0,
    mutationFn: () => bodyOf(api.POST('/api/v1/api-keys', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['api-keys'] }),
  })
}

interface ShownOnceProps {
  secret: string
  /** Where it is no key. */
  title?: string
  label?: string
  close(): void
}

/** The key itself, this once: closing is a press of its own, not a slip beside the dialog. */
export function ShownOnce({ secret, close, ...said }: ShownOnceProps) {
  const { keys } = useWords()
  const { title = keys.once, label = keys.key } = said
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Stack>
        <Alert variant="default" icon={<Icon name="key" />}>
          <Text>{keys.onceAbout}</Text>
        </Alert>
        <Identifier value={secret} label={label} />
        <Group justify="flex-end">
          <Button onClick={close}>{keys.kept}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
