import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { type Connector, connectorsQuery, organizationsQuery } from '../../api/partners.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Shown } from '../../ui/states.tsx'
import { fieldsOf, settingsOf, type Typed, typedOf } from './declared.ts'
import { SettingsForm } from './SettingsForm.tsx'

/** Makes a connection of a partner, by the form that its connector declares. */
export function MakeConnection({ close }: { close(): void }) {
  return (
    <Shown of={useQuery(connectorsQuery)} lines={2}>
      {(connectors) => <Making connectors={connectors} close={close} />}
    </Shown>
  )
}

function Making({ connectors, close }: { connectors: Connector[]; close(): void }) {
  const { connections, partners } = useWords()
  const organizations = useQuery(organizationsQuery).data ?? []
  const [what, setWhat] = useState({ owner: '', name: '', connectorName: connectors[0]?.name ?? '' })
  const { owner, name, connectorName } = what
  const connector = connectors.find((one) => one.name === connectorName)
  const fields = connector ? fieldsOf(connector) : []
  const [typed, setTyped] = useState<Typed | null>(null)
  const shown = typed ?? typedOf(fields, {})
  const making = useMaking({ owner, name, connector: connectorName, settings: settingsOf(fields, shown) })
  return (
    <FormDialog
      title={connections.make}
      submit={connections.make}
      pending={making.isPending}
      error={making.error}
      wide
      close={close}
      send={making.mutate}
    >
      <NativeSelect
        label={connections.owner}
        required
        value={owner}
        data={['', ...organizations.map(({ slug }) => slug)]}
        onChange={({ currentTarget }) => setWhat({ ...what, owner: currentTarget.value })}
      />
      <TextInput
        label={partners.connection}
        description={connections.nameHint}
        required
        value={name}
        onChange={({ currentTarget }) => setWhat({ ...what, name: currentTarget.value })}
      />
      <NativeSelect
        label={connections.connector}
        value={connectorName}
        data={connectors.map(({ name: value, title: label }) => ({ value, label }))}
        onChange={({ currentTarget }) => {
          setWhat({ ...what, connectorName: currentTarget.value })
          setTyped(null)
        }}
      />
      <SettingsForm fields={fields} typed={shown} kept={[]} change={setTyped} />
    </FormDialog>
  )
}

interface Made {
  owner: string
  name: string
  connector: string
  settings: Record<string, unknown>
}

function useMaking({ owner, name, connector, settings }: Made) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () =>
      bodyOf(
        api.PUT('/api/v1/organizations/{organization}/connections/{name}', {
          params: { path: { organization: owner, name } },
          // One of those that the grid itself has listed.
          body: { connector: connector as 'sftp', settings },
        }),
      ),
    async onSuccess({ id }) {
      await queries.invalidateQueries({ queryKey: ['connections'] })
      await navigate(paths.connection(id))
    },
  })
}
