import { Group, NativeSelect, NumberInput, Stack, Table, Text, Textarea, TextInput, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ask } from '../../api/acts.ts'
import { may, useMe } from '../../api/me.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Act } from '../../ui/Act.tsx'
import { counted } from '../../ui/formats.ts'
import { Failed } from '../../ui/states.tsx'
import type { Bulk } from './BulkResendPage.tsx'

type Field = 'partner' | 'type' | 'key' | 'mode' | 'status' | 'delivery' | 'sentFrom' | 'sentUntil'
type Filter = Partial<Record<Field, string>>

interface Counted {
  total: number
  sample: { document: string; name: string | null; refused: string | null }[]
}

/** Chosen and counted first; only what was counted is sent. */
export function BulkStart() {
  const { resends: words, resending, common, document } = useWords()
  const me = useMe()
  const [filter, setFilter] = useState<Filter>({})
  const [as, setAs] = useState('same')
  const [perMinute, setPerMinute] = useState<string | number>('')
  const counting = useMutation({ mutationFn: () => begin<Counted>('?dryRun=true', requestOf()) })
  const change = (next: Filter) => {
    setFilter(next)
    counting.reset()
  }
  const requestOf = () => ({ as, filter: givenIn(filter), perMinute: perMinute === '' ? null : Number(perMinute) })
  const inside = me.organization === null || me.organization.role === 'host'
  const missing = may(me, 'exchange:write') ? undefined : common.missingScope('exchange:write')
  const refusal = missing ?? (inside ? undefined : document.gridOnly)
  const nothing = Object.keys(givenIn(filter)).length === 0 ? words.condition : undefined
  return (
    <Stack className="panel" component="section" p="md">
      <Title order={2} size="h5">
        {words.begin}
      </Title>
      <Conditions filter={filter} change={change} />
      <Group align="flex-end">
        <NativeSelect
          label={resending.form}
          value={as}
          onChange={({ currentTarget }) => {
            setAs(currentTarget.value)
            counting.reset()
          }}
          data={[
            { value: 'same', label: resending.same },
            { value: 'new', label: resending.new },
          ]}
        />
        <NumberInput label={words.perMinute} min={1} max={100_000} value={perMinute} onChange={setPerMinute} w={180} />
        <Act variant="default" because={refusal ?? nothing} onClick={() => counting.mutate()}>
          {words.preview}
        </Act>
      </Group>
      {counting.error !== null && <Failed error={counting.error} />}
      {counting.data !== undefined && <Sending counted={counting.data} request={requestOf()} />}
    </Stack>
  )
}

function begin<T>(query: string, body: object, reason = 'preview'): Promise<T> {
  return ask<T>({ method: 'POST', path: `/api/v1/bulk-resends${query}`, body: { ...body, reason } })
}

/** What was counted, to be sent with a reason. */
function Sending({ counted, request }: { counted: Counted; request: object }) {
  const { resends: words, correcting, workList } = useWords()
  const [reason, setReason] = useState('')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const sending = useMutation({
    mutationFn: () => begin<Bulk>('', request, reason),
    async onSuccess({ id }) {
      await queries.invalidateQueries({ queryKey: ['bulk-resends'] })
      await navigate(paths.resend(id))
    },
  })
  const unsaid = reason.trim() === '' ? correcting.sayWhy : undefined
  return (
    <>
      <Found counted={counted} />
      <Textarea
        label={words.reason}
        required
        maxLength={1_000}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      {sending.error !== null && <Failed error={sending.error} />}
      <Group>
        <Act
          because={counted.total === 0 ? workList.empty : unsaid}
          loading={sending.isPending}
          onClick={() => sending.mutate()}
        >
          {words.start(String(counted.total))}
        </Act>
      </Group>
    </>
  )
}

function givenIn(filter: Filter): Filter {
  return Object.fromEntries(
    Object.entries(filter)
      .filter(([, value]) => value.trim() !== '')
      .map(([field, value]) => [field, field.startsWith('sent') ? new Date(value).toISOString() : value.trim()]),
  )
}

function Conditions({ filter, change }: { filter: Filter; change(filter: Filter): void }) {
  const { resends: words, common, statuses, modes } = useWords()
  const bind = (field: Field) => ({
    label: words[field],
    value: filter[field] ?? '',
    onChange: ({ currentTarget }: React.ChangeEvent<HTMLInputElement | HTMLSelectElement>) =>
      change({ ...filter, [field]: currentTarget.value }),
    w: { base: '46%', xs: 160 },
  })
  const all = { value: '', label: common.all }
  const choices = (of: object, values: string[]) => [
    all,
    ...values.map((value) => ({ value, label: (of as Record<string, string>)[value] ?? value })),
  ]
  return (
    <Group align="flex-end" gap="sm">
      <TextInput {...bind('partner')} />
      <TextInput {...bind('type')} />
      <TextInput {...bind('key')} />
      <NativeSelect {...bind('mode')} data={choices(modes, ['test', 'production'])} />
      <NativeSelect {...bind('status')} data={choices(statuses, ['released', 'completed', 'declined'])} />
      <NativeSelect {...bind('delivery')} data={choices(statuses, ['waiting', 'sent', 'collected', 'failed'])} />
      <TextInput {...bind('sentFrom')} type="datetime-local" w={{ base: '100%', xs: 210 }} />
      <TextInput {...bind('sentUntil')} type="datetime-local" w={{ base: '100%', xs: 210 }} />
    </Group>
  )
}

/** How many there are, and of the first ones why some would not be sent. */
function Found({ counted: { total, sample } }: { counted: Counted }) {
  const { locale, words } = useLanguage()
  const refused = sample.filter((one) => one.refused !== null)
  return (
    <>
      <Text role="status" fw={600}>
        {words.resends.found(counted(total, locale))}
      </Text>
      {refused.length > 0 && (
        <Table aria-label={words.resends.refusals}>
          <Table.Tbody>
            {refused.map((one) => (
              <Table.Tr key={one.document}>
                <Table.Td className="foreign">{one.refused}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  )
}
