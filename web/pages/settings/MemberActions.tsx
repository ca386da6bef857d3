import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import type { Member, Role } from '../../api/people.ts'
import { useWords } from '../../i18n/language.tsx'
import { Act } from '../../ui/Act.tsx'
import { Failed } from '../../ui/states.tsx'
import { RoleSelect } from './RoleSelect.tsx'

/** Another role, or the end. Where neither may be, the buttons stay and say why. */
export function MemberActions({ member, last }: { member: Member; last: boolean }) {
  const { settings, common } = useWords()
  const [doing, setDoing] = useState<'role' | 'end' | null>(null)
  const allowed = (ability: boolean) => (ability ? undefined : common.missingScope('people:write'))
  const because = last ? settings.lastAdmin : undefined
  const close = () => setDoing(null)
  return (
    <Group gap="xs">
      <Act
        size="xs"
        variant="default"
        because={allowed(member.abilities.changeRole) ?? because}
        onClick={() => setDoing('role')}
      >
        {settings.changeRole}
      </Act>
      <Act
        size="xs"
        variant="default"
        because={allowed(member.abilities.end) ?? because}
        onClick={() => setDoing('end')}
      >
        {settings.end}
      </Act>
      {doing === 'role' && <ChangingRole member={member} close={close} />}
      {doing === 'end' && <Ending member={member} close={close} />}
    </Group>
  )
}

function ChangingRole({ member: { id, name, role, organization, endsAt }, close }: { member: Member; close(): void }) {
  const { settings, common } = useWords()
  const [chosen, setChosen] = useState<Role>(role)
  const [until, setUntil] = useState(endsAt?.slice(0, 10) ?? '')
  const changing = useSaving(close, () => {
    const ends = chosen === 'guest' && until !== '' ? { endsAt: new Date(`${until}T23:59:59`).toISOString() } : {}
    const options = { params: { path: { id } }, body: { role: chosen, ...ends } }
    return bodyOf(api.PUT('/api/v1/members/{id}/role', options))
  })
  return (
    <Dialog title={settings.changeRoleOf(name)} close={close} saving={changing} action={common.save}>
      <RoleSelect
        organization={organization}
        value={chosen}
        onChange={({ currentTarget }) => setChosen(currentTarget.value as Role)}
        data-autofocus
      />
      {chosen === 'guest' && (
        <TextInput
          label={settings.until}
          type="date"
          required
          value={until}
          onChange={({ currentTarget }) => setUntil(currentTarget.value)}
        />
      )}
    </Dialog>
  )
}

function Ending({ member: { id, name }, close }: { member: Member; close(): void }) {
  const { settings } = useWords()
  const ending = useSaving(close, () => bodyOf(api.PUT('/api/v1/members/{id}/ending', { params: { path: { id } } })))
  return (
    <Dialog title={settings.endOf(name)} close={close} saving={ending} action={settings.end}>
      <Text>{settings.endAbout}</Text>
    </Dialog>
  )
}

interface DialogProps {
  title: string
  close(): void
  saving: { mutate(): void; isPending: boolean; error: unknown }
  action: string
  children: React.ReactNode
}

function Dialog({ title, close, saving, action, children }: DialogProps) {
  const { common } = useWords()
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    saving.mutate()
  }
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': common.cancel }}>
      <form onSubmit={submit}>
        <Stack>
          {children}
          {saving.error !== null && <Failed error={saving.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={saving.isPending}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function useSaving(close: () => void, save: () => Promise<unknown>) {
  const { settings } = useWords()
  const queries = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: save,
    async onSuccess() {
      close()
      notifications.show({ message: settings.saved })
      await queries.invalidateQueries({ queryKey: ['members'] })
      await queries.invalidateQueries({ queryKey: ['me'] })
    },
  })
  return { mutate: () => mutate(), isPending, error }
}
