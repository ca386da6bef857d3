import { NativeSelect, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { madeTo, type Organization } from '../../api/partners.ts'
import { useWords } from '../../i18n/language.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { PARTNER_STATES } from './filter.ts'

type Profile = Pick<Organization, 'name' | 'locale' | 'timeZone' | 'status'>

/** Changes who a partner is. Inactive closes every way in and out at once, and the dialog says so before. */
export function EditPartner({ partner, close }: { partner: Organization; close(): void }) {
  const { partners, common, states } = useWords()
  // As it was when the dialog was opened: what comes meanwhile shows as a conflict, not under one's hands.
  const [before] = useState(partner)
  const [given, setGiven] = useState<Profile>(before)
  const saving = useSaving(before, given, close)
  const bind = (field: 'name' | 'locale' | 'timeZone') => ({
    label: partners[field],
    value: given[field],
    required: true,
    onChange: ({ currentTarget: { value } }: React.ChangeEvent<HTMLInputElement>) =>
      setGiven({ ...given, [field]: value }),
  })
  const closing = before.status === 'active' && given.status === 'inactive'
  return (
    <FormDialog
      title={partners.edit}
      submit={common.save}
      pending={saving.isPending}
      error={saving.error}
      close={close}
      send={saving.mutate}
    >
      <TextInput {...bind('name')} maxLength={200} data-autofocus />
      <TextInput {...bind('locale')} description={partners.localeHint} />
      <TextInput {...bind('timeZone')} description={partners.timeZoneHint} />
      <NativeSelect
        label={partners.status}
        value={given.status}
        data={PARTNER_STATES.map((value) => ({ value, label: states[value] }))}
        onChange={({ currentTarget }) => setGiven({ ...given, status: currentTarget.value })}
        {...(closing ? { description: partners.inactiveHint } : {})}
      />
    </FormDialog>
  )
}

function useSaving({ id, version, ...before }: Organization, given: Profile, close: () => void) {
  const { partners } = useWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => {
      const fields = (['name', 'locale', 'timeZone', 'status'] as const).filter((one) => given[one] !== before[one])
      const body = Object.fromEntries(fields.map((one) => [one, given[one].trim()]))
      const params = { path: { organization: id } }
      return bodyOf(api.PATCH('/api/v1/organizations/{organization}', { params, body, ...madeTo(version) }))
    },
    async onSuccess() {
      close()
      notifications.show({ message: partners.saved })
      await queries.invalidateQueries({ queryKey: ['organizations'] })
    },
  })
}
