import { Autocomplete, Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks'
import { type ChangeEvent, useEffect, useState } from 'react'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import type { DocumentFilter } from './filter.ts'

const STATUSES = [
  'received',
  'recognised',
  'invalid',
  'suspended',
  'held',
  'unapproved',
  'released',
  'completed',
  'quarantined',
  'declined',
] as const
const TYPES = ['850', '855', '856', '810']

type Field = keyof DocumentFilter

interface DocumentFiltersProps {
  filter: DocumentFilter
  narrow(filter: DocumentFilter): void
}

/** What stands in the address, to be changed; the address changes a moment after one stops to type. */
export function DocumentFilters({ filter, narrow }: DocumentFiltersProps) {
  const { documents } = useWords()
  const [typed, setTyped] = useState(filter)
  const [open, { toggle }] = useDisclosure()
  const later = useDebouncedCallback(narrow, 300)
  useEffect(() => setTyped(filter), [filter])
  const set = (field: Field, value: string) => {
    const { [field]: _, ...rest } = typed
    const next = (value === '' ? rest : { ...rest, [field]: value }) as DocumentFilter
    setTyped(next)
    later(next)
  }
  const count = Object.keys(filter).filter((field) => field !== 'keyPrefix').length
  return (
    <>
      <TextInput
        type="search"
        label={documents.key}
        placeholder={documents.keyHint}
        value={typed.keyPrefix ?? ''}
        onChange={({ currentTarget }) => set('keyPrefix', currentTarget.value)}
        flex="1 1 12rem"
      />
      <Button variant="default" hiddenFrom="xs" onClick={toggle} aria-expanded={open}>
        {documents.filters}
        {count > 0 && ` (${count})`}
      </Button>
      <Others typed={typed} set={set} open={open} />
      {Object.keys(filter).length > 0 && (
        <Button variant="subtle" onClick={() => narrow({})}>
          {documents.clear}
        </Button>
      )}
    </>
  )
}

/** All but the key: behind a button on a phone. */
function Others({
  typed,
  set,
  open,
}: {
  typed: DocumentFilter
  set(field: Field, value: string): void
  open: boolean
}) {
  const words = useWords()
  const { documents } = words
  const bind = (field: Field) => ({
    label: documents[field as keyof typeof documents],
    value: typed[field] ?? '',
    onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => set(field, currentTarget.value),
    ...(open ? {} : { visibleFrom: 'xs' as const }),
  })
  const wide = (px: number) => ({ base: '46%', xs: px })
  return (
    <>
      <Autocomplete {...bind('type')} onChange={(value) => set('type', value)} data={TYPES} w={wide(110)} />
      <NativeSelect {...bind('status')} data={statusesIn(words)} w={wide(150)} />
      <TextInput {...bind('partner')} w={wide(120)} />
      <NativeSelect {...bind('mode')} data={modesIn(words)} w={wide(120)} />
      <TextInput {...bind('from')} type="date" w={wide(140)} />
      <TextInput {...bind('to')} type="date" w={wide(140)} />
    </>
  )
}

const statusesIn = ({ common, statuses }: Words) => [
  { value: '', label: common.all },
  ...STATUSES.map((value) => ({ value, label: statuses[value] })),
]

const modesIn = ({ common, modes }: Words) => [
  { value: '', label: common.all },
  { value: 'test', label: modes.test },
  { value: 'production', label: modes.production },
]
