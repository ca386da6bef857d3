import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { type Connection, type Connector, madeTo } from '../../api/partners.ts'
import { useWords } from '../../i18n/language.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { fieldsOf, settingsOf, typedOf } from './declared.ts'
import { SettingsForm } from './SettingsForm.tsx'

interface EditConnectionProps {
  connection: Connection
  connector: Connector
  close(): void
}

/** Changes how a system is reached. Secrets that are kept are not known here: an empty field keeps them. */
export function EditConnection({ connection, connector, close }: EditConnectionProps) {
  const { connections, common } = useWords()
  const queries = useQueryClient()
  // As it was when the dialog was opened: what comes meanwhile is told as a conflict.
  const [{ id, version, credentials, settings }] = useState(connection)
  const fields = fieldsOf(connector)
  const [typed, setTyped] = useState(() => typedOf(fields, settings))
  const saving = useMutation({
    mutationFn: () =>
      bodyOf(
        api.PATCH('/api/v1/connections/{id}', {
          params: { path: { id } },
          body: { settings: settingsOf(fields, typed) },
          ...madeTo(version),
        }),
      ),
    async onSuccess() {
      close()
      notifications.show({ message: connections.saved })
      await queries.invalidateQueries({ queryKey: ['connections'] })
    },
  })
  return (
    <FormDialog
      title={connections.edit}
      submit={common.save}
      pending={saving.isPending}
      error={saving.error}
      wide
      close={close}
      send={saving.mutate}
    >
      <SettingsForm fields={fields} typed={typed} kept={credentials} change={setTyped} />
    </FormDialog>
  )
}
