import { Button, Group, Stack, Text, TextInput, VisuallyHidden } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addPasskey, listPasskeys, mayHavePasskeys, type Passkey, removePasskey } from '../../api/passkeys.ts'
import { useWords } from '../../i18n/language.tsx'
import { Act } from '../../ui/Act.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Shown } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { Panel } from './SettingsFrame.tsx'

const passkeysQuery = queryOptions({ queryKey: ['passkeys'], queryFn: ({ signal }) => listPasskeys(signal) })

/** Keys on devices, with which one signs in without a password. */
export function Passkeys() {
  const { passkeys, signIn } = useWords()
  const [doing, setDoing] = useState<'add' | Passkey | null>(null)
  const close = () => setDoing(null)
  return (
    <Panel title={passkeys.title}>
      <Stack align="flex-start">
        <Text>{passkeys.about}</Text>
        <Shown of={useQuery(passkeysQuery)} lines={1}>
          {(items) => (
            <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }} aria-label={passkeys.title}>
              {items.map((one) => (
                <Group component="li" key={one.id} gap="sm">
                  <Text fw={600} className="foreign">
                    {one.name ?? passkeys.unnamed}
                  </Text>
                  {one.createdAt !== null && <Time at={one.createdAt} short />}
                  <Button size="compact-sm" variant="default" onClick={() => setDoing(one)}>
                    {passkeys.remove}
                    <VisuallyHidden> {one.name ?? passkeys.unnamed}</VisuallyHidden>
                  </Button>
                </Group>
              ))}
              {items.length === 0 && <Text component="li">{passkeys.none}</Text>}
            </Stack>
          )}
        </Shown>
        <Act because={mayHavePasskeys() ? undefined : signIn.noPasskeys} onClick={() => setDoing('add')}>
          {passkeys.add}
        </Act>
      </Stack>
      {doing === 'add' && <Adding close={close} />}
      {doing !== null && doing !== 'add' && <Removing passkey={doing} close={close} />}
    </Panel>
  )
}

function Adding({ close }: { close(): void }) {
  const { passkeys } = useWords()
  const [name, setName] = useState('')
  const adding = useSaving(() => addPasskey(name.trim()), passkeys.added, close)
  return (
    <FormDialog
      title={passkeys.add}
      submit={passkeys.add}
      pending={adding.isPending}
      error={adding.error}
      close={close}
      send={adding.mutate}
    >
      <TextInput
        label={passkeys.name}
        description={passkeys.nameHint}
        required
        maxLength={100}
        data-autofocus
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
    </FormDialog>
  )
}

function Removing({ passkey: { id, name }, close }: { passkey: Passkey; close(): void }) {
  const { passkeys } = useWords()
  const removing = useSaving(() => removePasskey(id), passkeys.removed, close)
  return (
    <FormDialog
      title={passkeys.removeThis(name ?? passkeys.unnamed)}
      submit={passkeys.remove}
      pending={removing.isPending}
      error={removing.error}
      close={close}
      send={removing.mutate}
    >
      <Text>{passkeys.removeAbout}</Text>
    </FormDialog>
  )
}

function useSaving(save: () => Promise<void>, done: string, close: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: save,
    async onSuccess() {
      close()
      notifications.show({ message: done })
      await queries.invalidateQueries({ queryKey: ['passkeys'] })
    },
  })
}
