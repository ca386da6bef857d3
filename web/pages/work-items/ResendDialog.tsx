import { Button, Group, Modal, SegmentedControl, Stack, Table, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/acts.ts'
import { useWords } from '../../i18n/language.tsx'
import { Failed, Shown } from '../../ui/states.tsx'
import { wordOf } from './words.ts'

type Form = 'same' | 'new'
type Basis = 'original' | 'current'

interface Preview {
  name: string
  differences: { what: string; before: unknown; after: unknown }[]
}

const previewQuery = (path: string, form: Form, on: Basis) =>
  queryOptions({
    queryKey: ['work-items', 'resend-preview', path, form, on],
    queryFn: ({ signal }) => {
      // Nothing is sent, so there is nothing to give a reason for; the grid asks for one all the same.
      const body = { as: form, on, reason: 'preview' }
      return ask<Preview>({ method: 'POST', path: `${path}?dryRun=true`, body, signal })
    },
  })

/** Sends again, once one has seen what would be other than it was. */
export function ResendDialog({ path, close }: { path: string; close(): void }) {
  const { resending: words, common } = useWords()
  const [form, setForm] = useState<Form>('same')
  const [on, setOn] = useState<Basis>('original')
  const [reason, setReason] = useState('')
  const preview = useQuery(previewQuery(path, form, on))
  const queries = useQueryClient()
  const sending = useMutation({
    mutationFn: () => ask({ method: 'POST', path, body: { as: form, on, reason } }),
    async onSuccess() {
      close()
      notifications.show({ message: words.sent })
      await Promise.all(['work-items', 'documents'].map((root) => queries.invalidateQueries({ queryKey: [root] })))
    },
  })
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    sending.mutate()
  }
  return (
    <Modal opened onClose={close} size="lg" title={words.title} closeButtonProps={{ 'aria-label': common.cancel }}>
      <form onSubmit={submit}>
        <Stack>
          <Choice<Form> label={words.form} value={form} choose={setForm} of={{ same: words.same, new: words.new }} />
          {form === 'new' && (
            <Choice<Basis>
              label={words.basis}
              value={on}
              choose={setOn}
              of={{ original: words.original, current: words.current }}
            />
          )}
          <Shown of={preview} lines={2}>
            {(found) => <Differences {...found} />}
          </Shown>
          <Textarea
            label={words.reason}
            required
            maxLength={1_000}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          {sending.error !== null && <Failed error={sending.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={sending.isPending} disabled={preview.error !== null}>
              {words.send}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

interface ChoiceProps<T extends string> {
  label: string
  value: T
  choose(value: T): void
  of: Record<T, string>
}

function Choice<T extends string>({ label, value, choose, of }: ChoiceProps<T>) {
  const data = Object.entries<string>(of).map(([key, said]) => ({ value: key as T, label: said }))
  return <SegmentedControl aria-label={label} value={value} onChange={choose} data={data} />
}

function Differences({ name, differences }: Preview) {
  const { resending: words, common } = useWords()
  const shown = (value: unknown) => (value === null || value === undefined ? common.none : String(value))
  if (differences.length === 0) return <Text className="foreign">{words.nothingDiffers(name)}</Text>
  return (
    <Table aria-label={words.differences}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.differences}</Table.Th>
          <Table.Th>{words.before}</Table.Th>
          <Table.Th>{words.after}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {differences.map(({ what, before, after }) => (
          <Table.Tr key={what}>
            <Table.Th scope="row">{wordOf(words.what, what)}</Table.Th>
            <Table.Td className="foreign">{shown(before)}</Table.Td>
            <Table.Td className="foreign">{shown(after)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
