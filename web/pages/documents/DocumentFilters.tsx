import { Autocomplete, NativeSelect, TextInput } from '@mantine/core'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { Filters, filterWidth } from '../../ui/filters.tsx'
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

interface DocumentFiltersProps {
  filter: DocumentFilter
  narrow(filter: DocumentFilter): void
}

/** What the list of documents is narrowed to. */
export function DocumentFilters({ filter, narrow }: DocumentFiltersProps) {
  const words = useWords()
  const { documents } = words
  const searches = [
    { field: 'keyPrefix' as const, label: documents.key, placeholder: documents.keyHint },
    { field: 'text' as const, label: documents.text, placeholder: documents.textHint },
  ]
  return (
    <Filters filter={filter} narrow={narrow} searches={searches}>
      {(bind, set) => {
        const field = (name: Exclude<keyof DocumentFilter, 'keyPrefix' | 'text'>) => ({
          label: documents[name],
          ...bind(name),
        })
        const type = { ...field('type'), onChange: (value: string) => set('type', value) }
        return (
          <>
            <Autocomplete {...type} data={TYPES} w={filterWidth(110)} />
            <NativeSelect {...field('status')} data={statusesIn(words)} w={filterWidth(150)} />
            <TextInput {...field('partner')} w={filterWidth(120)} />
            <TextInput {...field('unit')} w={filterWidth(110)} />
            <NativeSelect {...field('mode')} data={modesIn(words)} w={filterWidth(120)} />
            <TextInput {...field('from')} type="date" w={filterWidth(140)} />
            <TextInput {...field('to')} type="date" w={filterWidth(140)} />
          </>
        )
      }}
    </Filters>
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
