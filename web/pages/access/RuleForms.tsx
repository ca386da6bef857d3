import { MultiSelect, NativeSelect, TagsInput, Text, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { madeTo, organizationsQuery } from '../../api/partners.ts'
import { useWords } from '../../i18n/language.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import type { Rule } from './rule.ts'

const connectionsQuery = queryOptions({
  queryKey: ['connections', 'of-all'],
  queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/connections', { signal, params: { query: { limit: 500 } } })),
})

interface Under {
  parties: string[]
  types: string[]
  mode: string
  path: string
}

const ANY: Under = { parties: [], types: [], mode: '', path: '{yyyy}/{mm}/{partner}/{type}/{number}-{hash}' }

/** As the API takes it. */
const underOf = ({ mode, ...rest }: Under) => ({ ...rest, mode: mode === '' ? null : (mode as 'test') })

/** What falls under a rule, and where in its target it lies. */
function UnderFields({ under, change }: { under: Under; change(under: Under): void }) {
  const { archive, rules, partners, common, modes } = useWords()
  const organizations = useQuery(organizationsQuery).data ?? []
  return (
    <>
      <TagsInput
        label={archive.types}
        description={rules.typesHint}
        value={under.types}
        onChange={(types) => change({ ...under, types })}
      />
      <MultiSelect
        label={rules.parties}
        description={rules.partiesHint}
        searchable
        data={organizations.map(({ id, name }) => ({ value: id, label: name }))}
        value={under.parties}
        onChange={(parties) => change({ ...under, parties })}
      />
      <NativeSelect
        label={partners.mode}
        value={under.mode}
        data={[
          { value: '', label: common.all },
          { value: 'production', label: modes.production },
          { value: 'test', label: modes.test },
        ]}
        onChange={({ currentTarget }) => change({ ...under, mode: currentTarget.value })}
      />
      <TextInput
        label={archive.path}
        description={rules.pathHint}
        required
        spellCheck={false}
        value={under.path}
        onChange={({ currentTarget }) => change({ ...under, path: currentTarget.value })}
      />
    </>
  )
}

const EMPTY = { name: '', when: 'completed', connection: '', settings: '{}' }

type Placed = typeof EMPTY

export function MakeRule({ close }: { close(): void }) {
  const { rules } = useWords()
  const [under, setUnder] = useState(ANY)
  const [placed, setPlaced] = useState(EMPTY)
  const settings = objectIn(placed.settings)
  const making = useRuleMutation(rules.saved, close, () => {
    const target = placed.connection === '' ? null : { connection: placed.connection, settings: settings ?? {} }
    const body = { ...underOf(under), name: placed.name, when: placed.when as 'completed', target }
    return bodyOf(api.POST('/api/v1/archive-rules', { body }))
  })
  return (
    <FormDialog
      title={rules.make}
      submit={rules.make}
      pending={making.isPending}
      error={making.error}
      blocked={settings === null}
      wide
      close={close}
      send={making.mutate}
    >
      <PlacedFields placed={placed} change={setPlaced} wrong={settings === null} />
      <UnderFields under={under} change={setUnder} />
    </FormDialog>
  )
}

interface PlacedProps {
  placed: Placed
  /** The settings are no JSON yet. */
  wrong: boolean
  change(placed: Placed): void
}

/** What stays for good: its name, when it archives and where to. */
function PlacedFields({ placed, wrong, change }: PlacedProps) {
  const { archive, rules } = useWords()
  const connections = useQuery(connectionsQuery).data?.items ?? []
  return (
    <>
      <TextInput
        label={archive.name}
        description={rules.nameHint}
        required
        maxLength={63}
        data-autofocus
        value={placed.name}
        onChange={({ currentTarget }) => change({ ...placed, name: currentTarget.value })}
      />
      <NativeSelect
        label={archive.when}
        value={placed.when}
        data={[
          { value: 'completed', label: archive.completed },
          { value: 'received', label: archive.received },
        ]}
        onChange={({ currentTarget }) => change({ ...placed, when: currentTarget.value })}
      />
      <NativeSelect
        label={archive.target}
        value={placed.connection}
        data={[
          { value: '', label: archive.dataFolder },
          ...connections.map(({ id, name, connector }) => ({ value: id, label: `${name} (${connector})` })),
        ]}
        onChange={({ currentTarget }) => change({ ...placed, connection: currentTarget.value })}
      />
      {placed.connection !== '' && (
        <Textarea
          label={rules.settings}
          description={rules.settingsHint}
          autosize
          minRows={3}
          spellCheck={false}
          error={wrong ? rules.notJson : undefined}
          value={placed.settings}
          onChange={({ currentTarget }) => change({ ...placed, settings: currentTarget.value })}
        />
      )}
    </>
  )
}

function objectIn(text: string): Record<string, unknown> | null {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Record<string, unknown>) : null
  } catch {
    return null
  }
}

interface OneProps {
  rule: Rule
  close(): void
}

export function EditRule({ rule, close }: OneProps) {
  const { rules, common } = useWords()
  const { id, version, parties, types, mode, path } = rule
  const [under, setUnder] = useState<Under>({ parties, types, mode: mode ?? '', path })
  const saving = useRuleMutation(rules.saved, close, () =>
    bodyOf(
      api.PATCH('/api/v1/archive-rules/{id}', { params: { path: { id } }, body: underOf(under), ...madeTo(version) }),
    ),
  )
  return (
    <FormDialog
      title={`${rules.edit}: ${rule.name}`}
      submit={common.save}
      pending={saving.isPending}
      error={saving.error}
      wide
      close={close}
      send={saving.mutate}
    >
      <UnderFields under={under} change={setUnder} />
    </FormDialog>
  )
}

/** Pauses it, or lets it go on. */
export function PauseRule({ rule: { id, name, version, pausedAt }, close }: OneProps) {
  const { rules } = useWords()
  const paused = pausedAt === null
  const pausing = useRuleMutation(paused ? rules.pausedNow : rules.goesOn, close, () =>
    bodyOf(api.PATCH('/api/v1/archive-rules/{id}', { params: { path: { id } }, body: { paused }, ...madeTo(version) })),
  )
  const what = paused ? rules.pause : rules.resume
  return (
    <FormDialog
      title={`${what}: ${name}`}
      submit={what}
      pending={pausing.isPending}
      error={pausing.error}
      close={close}
      send={pausing.mutate}
    >
      <Text>{paused ? rules.pauseAbout : rules.resumeAbout}</Text>
    </FormDialog>
  )
}

export function EndRule({ rule: { id, name }, close }: OneProps) {
  const { rules } = useWords()
  const ending = useRuleMutation(rules.ended, close, () =>
    bodyOf(api.PUT('/api/v1/archive-rules/{id}/ending', { params: { path: { id } } })),
  )
  return (
    <FormDialog
      title={rules.endThis(name)}
      submit={rules.end}
      pending={ending.isPending}
      error={ending.error}
      close={close}
      send={ending.mutate}
    >
      <Text>{rules.endAbout}</Text>
    </FormDialog>
  )
}

/** What came before there was this rule. */
export function Backfill({ rule: { id, name }, close }: OneProps) {
  const { rules } = useWords()
  const [typed, setTyped] = useState({ since: '', until: '' })
  const filling = useMutation({
    mutationFn: () => {
      const body = { since: new Date(typed.since).toISOString(), until: new Date(typed.until).toISOString() }
      return bodyOf(api.POST('/api/v1/archive-rules/{id}/backfills', { params: { path: { id } }, body }))
    },
    onSuccess({ interchanges }) {
      close()
      notifications.show({ message: rules.backfilled(interchanges) })
    },
  })
  const bind = (end: 'since' | 'until') => ({
    label: rules[end],
    type: 'datetime-local',
    required: true,
    value: typed[end],
    onChange: ({ currentTarget: { value } }: React.ChangeEvent<HTMLInputElement>) =>
      setTyped({ ...typed, [end]: value }),
  })
  return (
    <FormDialog
      title={`${rules.backfill}: ${name}`}
      submit={rules.backfill}
      pending={filling.isPending}
      error={filling.error}
      close={close}
      send={filling.mutate}
    >
      <Text>{rules.backfillAbout}</Text>
      <TextInput {...bind('since')} />
      <TextInput {...bind('until')} />
    </FormDialog>
  )
}

function useRuleMutation(message: string, close: () => void, mutationFn: () => Promise<Rule>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn,
    async onSuccess() {
      close()
      notifications.show({ message })
      await queries.invalidateQueries({ queryKey: ['archive-rules'] })
    },
  })
}
