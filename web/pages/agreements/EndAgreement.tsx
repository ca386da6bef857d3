import { Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import type { Agreement } from '../../api/partners.ts'
import { useTold } from '../../api/proposals.ts'
import { useWords } from '../../i18n/language.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'

/** Ends an agreement, now or later, after one read what that means. */
export function EndAgreement({ agreement, close }: { agreement: Agreement; close(): void }) {
  const { ending, agreements } = useWords()
  const { id, sender, receiver, type } = agreement
  const told = useTold()
  const [until, setUntil] = useState('')
  const sending = useMutation({
    mutationFn: () => {
      const body = until === '' ? {} : { until: new Date(until).toISOString() }
      return bodyOf(api.PUT('/api/v1/agreements/{id}/ending', { params: { path: { id } }, body }))
    },
    async onSuccess(answer) {
      close()
      await told(answer, ending.agreementEnded)
    },
  })
  return (
    <FormDialog
      title={ending.agreement}
      submit={ending.endIt}
      pending={sending.isPending}
      error={sending.error}
      close={close}
      send={sending.mutate}
    >
      <Text>{ending.agreementAbout(type === '*' ? agreements.anyType : type, sender.slug, receiver.slug)}</Text>
      <TextInput
        type="datetime-local"
        label={ending.until}
        description={ending.untilHint}
        value={until}
        onChange={({ currentTarget }) => setUntil(currentTarget.value)}
      />
    </FormDialog>
  )
}
