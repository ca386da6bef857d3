import { List, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useWords } from '../i18n/language.tsx'
import { FormDialog } from './FormDialog.tsx'

interface EndingDialogProps {
  title: string
  submit: string
  /** What it means. */
  about: string
  /** What uses it and so hinders it; undefined: not known yet. */
  uses?: { key: string; shown: ReactNode }[] | undefined
  /** Uses are looked for at all. */
  guarded?: boolean
  done: string
  /** Roots of the queries that show it. */
  shownBy: string[]
  close(): void
  send(): Promise<unknown>
  children?: ReactNode
}

/** Ends something, after one read what that means and what uses it. */
export function EndingDialog({ uses, guarded, done, shownBy, close, send, children, ...said }: EndingDialogProps) {
  const { ending } = useWords()
  const queries = useQueryClient()
  const sending = useMutation({
    mutationFn: send,
    async onSuccess() {
      close()
      notifications.show({ message: done })
      await Promise.all(shownBy.map((root) => queries.invalidateQueries({ queryKey: [root] })))
    },
  })
  const hindered = guarded === true && uses?.length !== 0
  return (
    <FormDialog
      title={said.title}
      submit={said.submit}
      pending={sending.isPending}
      error={sending.error}
      blocked={hindered}
      close={close}
      send={sending.mutate}
    >
      <Text>{said.about}</Text>
      {children}
      {guarded && uses !== undefined && (
        <Stack gap="xs">
          <Text>{uses.length === 0 ? ending.free : ending.usedBy}</Text>
          {uses.length > 0 && (
            <List aria-label={ending.usedBy}>
              {uses.map(({ key, shown }) => (
                <List.Item key={key}>{shown}</List.Item>
              ))}
            </List>
          )}
        </Stack>
      )}
    </FormDialog>
  )
}
