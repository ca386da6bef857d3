import { NumberInput, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import type { ApiKey } from '../../api/partners.ts'
import { useWords } from '../../i18n/language.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { ShownOnce } from './MakeKey.tsx'

interface EndingProps {
  apiKey: ApiKey
  close(): void
}

/** Makes a successor with the same rights; the old one works on for a while. */
export function RotateKey({ apiKey: { id, name }, close }: EndingProps) {
  const { keys } = useWords()
  const queries = useQueryClient()
  const [minutes, setMinutes] = useState<string | number>(1_440)
  const rotating = useMutation({
    gcTime: 0,
    mutationFn: () =>
      bodyOf(
        api.POST('/api/v1/api-keys/{id}/successor', {
          params: { path: { id } },
          body: { overlapMinutes: Number(minutes) },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['api-keys'] }),
  })
  if (rotating.data !== undefined) return <ShownOnce secret={rotating.data.key} close={close} />
  return (
    <FormDialog
      title={keys.rotateThis(name)}
      submit={keys.rotate}
      pending={rotating.isPending}
      error={rotating.error}
      close={close}
      send={rotating.mutate}
    >
      <NumberInput
        label={keys.overlap}
        description={keys.overlapHint}
        value={minutes}
        min={0}
        max={43_200}
        required
        hideControls
        onChange={setMinutes}
      />
    </FormDialog>
  )
}

/** Ends a key at once. */
export function RevokeKey({ apiKey: { id, name }, close }: EndingProps) {
  const { keys } = useWords()
  const queries = useQueryClient()
  const revoking = useMutation({
    mutationFn: () => bodyOf(api.POST('/api/v1/api-keys/{id}/revocation', { params: { path: { id } } })),
    async onSuccess() {
      close()
      notifications.show({ message: keys.revoked })
      await queries.invalidateQueries({ queryKey: ['api-keys'] })
    },
  })
  return (
    <FormDialog
      title={keys.revokeThis(name)}
      submit={keys.revoke}
      pending={revoking.isPending}
      error={revoking.error}
      close={close}
      send={revoking.mutate}
    >
      <Text>{keys.revokeAbout}</Text>
    </FormDialog>
  )
}
