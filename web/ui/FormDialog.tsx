import { Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { Refusal } from '../api/problems.ts'
import { useWords } from '../i18n/language.tsx'
import { Failed } from './states.tsx'

interface FormDialogProps {
  title: string
  submit: string
  pending: boolean
  error: unknown
  /** What to say of a change that somebody else was faster with, instead of the plain sentence. */
  conflict?: ReactNode
  /** It leads to nothing now. */
  blocked?: boolean
  wide?: boolean
  close(): void
  send(): void
  children: ReactNode
}

/** Asks for something and sends it; what the grid says to it is shown beside what was typed, which stays. */
export function FormDialog({ title, submit, pending, error, blocked, wide, close, send, ...rest }: FormDialogProps) {
  const { common } = useWords()
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      size={wide ? 'xl' : 'md'}
      closeButtonProps={{ 'aria-label': common.cancel }}
    >
      <form onSubmit={onSubmit}>
        <Stack>
          {rest.children}
          <Refused error={error} conflict={rest.conflict} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={pending} disabled={blocked === true}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** What the grid says to what was typed, with every field that it did not take. */
export function Refused({ error, conflict }: { error: unknown; conflict?: ReactNode }) {
  if (error === null || error === undefined) return null
  if (error instanceof Refusal && error.status === 412 && conflict !== undefined) return conflict
  const fields = fieldsOf(error)
  return (
    <>
      <Failed error={error} />
      {fields.length > 0 && <Fields fields={fields} />}
    </>
  )
}

function Fields({ fields }: { fields: { field: string; expected: string }[] }) {
  return (
    <List>
      {fields.map(({ field, expected }) => (
        <List.Item key={`${field} ${expected}`}>
          <Text component="span" className="identifier">
            {field}
          </Text>{' '}
          <span className="foreign">{expected}</span>
        </List.Item>
      ))}
    </List>
  )
}

/** Every field that the grid did not take, with what it expected. */
function fieldsOf(error: unknown): { field: string; expected: string }[] {
  const fields = error instanceof Refusal ? error.problem.parameters?.['fields'] : undefined
  if (!Array.isArray(fields)) return []
  return (fields as { field: string; expected: string }[]).map(({ field, expected }) => ({
    field: field.replace(/^body\./, ''),
    expected,
  }))
}
