import { NativeSelect, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { organizationsQuery } from '../../api/partners.ts'
import { isProposed, useTold } from '../../api/proposals.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { channelsQuery } from '../partners/queries.ts'
import { SettingsFields } from './SettingsFields.tsx'
import { readSettings } from './settings.ts'
import { ways } from './ways.ts'

type Mode = 'test' | 'production'

const NOTHING = {
  sender: '',
  receiver: '',
  type: '',
  mode: 'test' as Mode,
  channel: '',
  text: '{}',
  from: '',
  until: '',
}

/** Lets one partner send something to another. What it does not say itself comes from below; its page shows from where. */
export function MakeAgreement({ close }: { close(): void }) {
  const { making } = useWords()
  const [given, setGiven] = useState(NOTHING)
  const bind = (field: Exclude<keyof typeof NOTHING, 'mode' | 'text'>) => ({
    value: given[field],
    onChange: ({ currentTarget }: React.ChangeEvent<HTMLInputElement | HTMLSelectElement>) =>
      setGiven({ ...given, [field]: currentTarget.value, ...(field === 'receiver' ? { channel: '' } : {}) }),
  })
  const slugs = ['', ...(useQuery(organizationsQuery).data ?? []).map(({ slug }) => slug)]
  const settings = readSettings(given.text)
  const { sender, receiver, type, mode } = given
  const sides = { sender, receiver, type, mode }
  const sending = useMaking(given, settings, close)
  return (
    <FormDialog
      title={making.make}
      submit={making.make}
      pending={sending.isPending}
      error={sending.error}
      blocked={settings === undefined}
      wide
      close={close}
      send={sending.mutate}
    >
      <NativeSelect label={making.sender} required data={slugs} {...bind('sender')} data-autofocus />
      <NativeSelect label={making.receiver} required data={slugs} {...bind('receiver')} />
      <TextInput label={making.type} description={making.typeHint} required {...bind('type')} />
      <ModeSelect mode={given.mode} choose={(mode) => setGiven({ ...given, mode, channel: '' })} />
      <WaySelect receiver={given.receiver} mode={given.mode} {...bind('channel')} />
      <TextInput type="datetime-local" label={making.from} description={making.fromHint} {...bind('from')} />
      <TextInput type="datetime-local" label={making.until} description={making.untilHint} {...bind('until')} />
      <SettingsFields of={sides} text={given.text} change={(text) => setGiven({ ...given, text })} />
    </FormDialog>
  )
}

function ModeSelect({ mode, choose }: { mode: Mode; choose(mode: Mode): void }) {
  const { making, modes } = useWords()
  return (
    <NativeSelect
      label={making.mode}
      value={mode}
      data={(['test', 'production'] as const).map((value) => ({ value, label: modes[value] }))}
      onChange={({ currentTarget }) => choose(currentTarget.value as Mode)}
    />
  )
}

interface WaySelectProps {
  receiver: string
  mode: Mode
  value: string
  onChange(event: React.ChangeEvent<HTMLSelectElement>): void
}

/** The receiver's open channels that lead out in this mode. */
export function WaySelect({ receiver, mode, value, onChange }: WaySelectProps) {
  const { making } = useWords()
  const found = useQuery({ ...channelsQuery(receiver), enabled: receiver !== '' })
  const fitting = ways(found.data?.items ?? [], mode)
  if (found.data !== undefined && fitting.length === 0) return <Text role="alert">{making.noChannel}</Text>
  const data = [{ value: '', label: '' }, ...fitting.map(({ id, name }) => ({ value: id, label: name }))]
  return <NativeSelect label={making.channel} required data={data} value={value} onChange={onChange} />
}

function useMaking(given: typeof NOTHING, settings: Record<string, unknown> | undefined, close: () => void) {
  const { making } = useWords()
  const told = useTold()
  const navigate = useNavigate()
  const { sender, receiver, type, mode, channel, from, until } = given
  const moment = (local: string) => (local === '' ? null : new Date(local).toISOString())
  return useMutation({
    mutationFn: () =>
      bodyOf(
        api.POST('/api/v1/agreements', {
          body: {
            sender,
            receiver,
            type: type.trim(),
            mode,
            channel,
            settings: settings ?? {},
            from: moment(from),
            until: moment(until),
          },
        }),
      ),
    async onSuccess(answer) {
      close()
      await told(answer, making.made)
      await navigate(isProposed(answer) ? paths.proposals() : paths.agreement(answer.id))
    },
  })
}
