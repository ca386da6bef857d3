import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, type NextAct, type WorkItemShown } from '../../api/acts.ts'
import { useMe } from '../../api/me.ts'
import { useWords } from '../../i18n/language.tsx'
import { Failed } from '../../ui/states.tsx'
import { type Field, fieldsOf, OPTIONAL } from './fields.ts'

interface ActDialogProps {
  item: WorkItemShown
  act: NextAct
  close(): void
}

type Said = Partial<Record<Field, string>>

/** Asks for what an act needs, then does it. */
export function ActDialog({ item, act, close }: ActDialogProps) {
  const { workItem: words, common } = useWords()
  const [said, setSaid] = useState<Said>({})
  const queries = useQueryClient()
  const doing = useMutation({
    mutationFn: (given: Said) => {
      const path = act.path
      // Both sides of what two people do to one item at a time are told apart by its version.
      const version = path.includes('/work-items/') ? item.version : undefined
      return ask({ method: act.method, path, version, ...bodyOf(act, given) })
    },
    async onSuccess() {
      close()
      notifications.show({ message: words.done })
      await Promise.all(['work-items', 'documents'].map((root) => queries.invalidateQueries({ queryKey: [root] })))
    },
  })
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    doing.mutate(said)
  }
  const name = (words.acts as Record<string, { name: string; about: string } | undefined>)[act.act]
  return (
    <Modal opened onClose={close} title={name?.name ?? act.act} closeButtonProps={{ 'aria-label': common.cancel }}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{name?.about ?? act.about}</Text>
          {act.act === 'assign' && <Owners assign={(owner) => doing.mutate({ owner })} />}
          {fieldsOf(act).map((field) => (
            <Input
              key={field}
              field={field}
              value={said[field] ?? ''}
              set={(value) => setSaid({ ...said, [field]: value })}
            />
          ))}
          {doing.error !== null && <Failed error={doing.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={doing.isPending}>
              {name?.name ?? act.act}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** The two that are asked for most: me, and back to the usual one of its class. */
function Owners({ assign }: { assign(owner: string): void }) {
  const { workItem: words } = useWords()
  const { member } = useMe()
  return (
    <Group>
      {member !== null && (
        <Button variant="default" onClick={() => assign(member.name)}>
          {words.toMe}
        </Button>
      )}
      <Button variant="default" onClick={() => assign('')}>
        {words.back}
      </Button>
    </Group>
  )
}

function Input({ field, value, set }: { field: Field; value: string; set(value: string): void }) {
  const { workItem: words } = useWords()
  const shared = {
    label: words.fields[field],
    required: !OPTIONAL.has(field),
    value,
    'data-autofocus': field !== 'slug' && field !== 'name',
  }
  if (field === 'reason') {
    return <Textarea {...shared} maxLength={1_000} onChange={({ currentTarget }) => set(currentTarget.value)} />
  }
  return (
    <TextInput
      {...shared}
      type={field === 'until' ? 'datetime-local' : 'text'}
      maxLength={200}
      onChange={({ currentTarget }) => set(currentTarget.value)}
    />
  )
}

/** What the grid said the request carries, with what was said here; an act without anything to say has no body. */
function bodyOf({ act, body }: NextAct, said: Said): { body?: unknown } {
  if (fieldsOf({ act } as NextAct).length === 0) return {}
  const { owner, until, ...rest } = said
  const given = Object.entries(rest).filter(([, value]) => value.trim() !== '')
  return {
    body: {
      ...body,
      ...Object.fromEntries(given),
      ...(act === 'assign' ? { owner: owner?.trim() || null } : {}),
      ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
    },
  }
}
