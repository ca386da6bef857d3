import { Button, Group, Modal, NativeSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, bodyOf } from '../../api/client.ts'
import { may, ofGrid, useMe } from '../../api/me.ts'
import { type Invited, type MadeInvitation, organizationsQuery, type Role } from '../../api/people.ts'
import { useWords } from '../../i18n/language.tsx'
import { Identifier } from '../../ui/Identifier.tsx'
import { Failed } from '../../ui/states.tsx'
import { RoleSelect } from './RoleSelect.tsx'

/** Asks what the invitation is for, then shows its link, once. */
export function Inviting({ close }: { close(): void }) {
  const { settings, common } = useWords()
  const queries = useQueryClient()
  const making = useMutation({
    mutationFn: (body: Invited) => bodyOf(api.POST('/api/v1/invitations', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['invitations'] }),
  })
  return (
    <Modal opened onClose={close} title={settings.inviteTitle} closeButtonProps={{ 'aria-label': common.cancel }}>
      {making.data ? (
        <Made made={making.data} close={close} />
      ) : (
        <InvitationForm make={making.mutate} waiting={making.isPending} error={making.error} close={close} />
      )}
    </Modal>
  )
}

function Made({ made: { link, mailed }, close }: { made: MadeInvitation; close(): void }) {
  const { settings } = useWords()
  return (
    <Stack>
      <Text>{mailed ? settings.mailed : settings.notMailed}</Text>
      <Identifier value={link} label={settings.link} />
      <Group justify="flex-end">
        <Button onClick={close}>{settings.done}</Button>
      </Group>
    </Stack>
  )
}

interface Asked {
  kind: 'personal' | 'code'
  organization: string
  role: Role
  email: string
  emailDomain: string
  usesMax: number
  until: string
}

interface FormProps {
  make(body: Invited): void
  waiting: boolean
  error: unknown
  close(): void
}

function InvitationForm({ make, waiting, error, close }: FormProps) {
  const { settings, common } = useWords()
  const me = useMe()
  const elsewhere = ofGrid(me) && may(me, 'partners:read')
  const partners = useQuery({ ...organizationsQuery, enabled: elsewhere }).data ?? []
  const own = ofGrid(me) ? '' : me.organization!.id
  const first = (organization: string) => (organization === '' ? 'operator' : 'partner-member')
  const form = useForm<Asked>({
    initialValues: {
      kind: 'personal',
      organization: own,
      role: first(own),
      email: '',
      emailDomain: '',
      usesMax: 10,
      until: '',
    },
  })
  const { organization } = form.values
  const choose = (id: string) => form.setValues({ organization: id, role: first(id) })
  return (
    <form onSubmit={form.onSubmit((values) => make(bodyFrom(values)))}>
      <Stack>
        <NativeSelect
          label={settings.kind}
          data={[
            { value: 'personal', label: settings.personal },
            { value: 'code', label: settings.code },
          ]}
          data-autofocus
          {...form.getInputProps('kind')}
        />
        {elsewhere && (
          <NativeSelect
            label={settings.organization}
            data={[{ value: '', label: settings.own }, ...partners.map(({ id, name }) => ({ value: id, label: name }))]}
            value={organization}
            onChange={({ currentTarget }) => choose(currentTarget.value)}
          />
        )}
        <Whom form={form} />
        {error !== null && <Failed error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={waiting}>
            {settings.makeInvitation}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** As what they come, and who they may be. */
function Whom({ form }: { form: UseFormReturnType<Asked> }) {
  const { settings } = useWords()
  const { kind, organization, role } = form.values
  return (
    <>
      <RoleSelect organization={organization === '' ? null : organization} {...form.getInputProps('role')} />
      {role === 'guest' && <TextInput label={settings.until} type="date" required {...form.getInputProps('until')} />}
      {kind === 'personal' ? (
        <TextInput label={settings.email} type="email" required {...form.getInputProps('email')} />
      ) : (
        <>
          <TextInput label={settings.emailDomain} placeholder="example.com" {...form.getInputProps('emailDomain')} />
          <NumberInput label={settings.usesMax} min={1} max={1000} hideControls {...form.getInputProps('usesMax')} />
        </>
      )}
    </>
  )
}

function bodyFrom({ kind, organization, role, email, emailDomain, usesMax, until }: Asked): Invited {
  return {
    kind,
    role,
    organization: organization === '' ? null : organization,
    ...(kind === 'personal' ? { email } : { usesMax: Number(usesMax) || 1 }),
    ...(kind === 'code' && emailDomain !== '' ? { emailDomain } : {}),
    ...(role === 'guest' && until !== '' ? { endsAt: new Date(`${until}T23:59:59`).toISOString() } : {}),
  }
}
