import { NativeSelect, TextInput } from '@mantine/core'
import { useWords } from '../../i18n/language.tsx'
import { Filters, filterWidth } from '../../ui/filters.tsx'
import type { WorkFilter } from './filter.ts'

/** What the work list is narrowed to. */
export function WorkFilters({ filter, narrow }: { filter: WorkFilter; narrow(filter: WorkFilter): void }) {
  const { workList, documents, kinds, classes, common } = useWords()
  const all = { value: '', label: common.all }
  const choices = (words: object) => [all, ...Object.entries(words).map(([value, label]) => ({ value, label }))]
  const { open, ...others } = workList.states
  const states = [{ value: '', label: open }, ...choices({ ...others, all: common.all }).slice(1)]
  const searches = [{ field: 'text' as const, label: workList.text, placeholder: workList.textHint }]
  return (
    <Filters filter={filter} narrow={narrow} searches={searches}>
      {(bind) => (
        <>
          <NativeSelect label={workList.kind} {...bind('kind')} data={choices(kinds)} w={filterWidth(160)} />
          <NativeSelect label={workList.class} {...bind('class')} data={choices(classes)} w={filterWidth(150)} />
          <NativeSelect label={workList.state} {...bind('state')} data={states} w={filterWidth(120)} />
          <TextInput label={workList.owner} {...bind('owner')} w={filterWidth(120)} />
          <TextInput label={documents.from} {...bind('from')} type="date" w={filterWidth(140)} />
          <TextInput label={documents.to} {...bind('to')} type="date" w={filterWidth(140)} />
          <TextInput label={workList.organization} {...bind('organization')} w={filterWidth(130)} />
        </>
      )}
    </Filters>
  )
}
