import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks'
import { type ChangeEvent, useEffect, useState } from 'react'
import { useWords } from '../../i18n/language.tsx'
import type { WorkFilter } from './filter.ts'

type Field = keyof WorkFilter

/** What stands in the address, to be changed; the address changes a moment after one stops to type. */
export function WorkFilters({ filter, narrow }: { filter: WorkFilter; narrow(filter: WorkFilter): void }) {
  const { workList, documents } = useWords()
  const [typed, setTyped] = useState(filter)
  const [open, { toggle }] = useDisclosure()
  const later = useDebouncedCallback(narrow, 300)
  useEffect(() => setTyped(filter), [filter])
  const set = (field: Field, value: string) => {
    const { [field]: _, ...rest } = typed
    const next = (value === '' ? rest : { ...rest, [field]: value }) as WorkFilter
    setTyped(next)
    later(next)
  }
  const count = Object.keys(filter).filter((field) => field !== 'text').length
  return (
    <>
      <TextInput
        type="search"
        label={workList.text}
        placeholder={workList.textHint}
        value={typed.text ?? ''}
        onChange={({ currentTarget }) => set('text', currentTarget.value)}
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

/** All but the text: behind a button on a phone. */
function Others({ typed, set, open }: { typed: WorkFilter; set(field: Field, value: string): void; open: boolean }) {
  const { workList, documents, kinds, classes, common } = useWords()
  const bind = (field: Field) => ({
    value: typed[field] ?? '',
    onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => set(field, currentTarget.value),
    ...(open ? {} : { visibleFrom: 'xs' as const }),
  })
  const all = { value: '', label: common.all }
  const choices = (words: object) => [all, ...Object.entries(words).map(([value, label]) => ({ value, label }))]
  const { open: opened, ...others } = workList.states
  const states = [{ value: '', label: opened }, ...choices({ ...others, all: common.all }).slice(1)]
  const wide = (px: number) => ({ base: '46%', xs: px })
  return (
    <>
      <NativeSelect label={workList.kind} {...bind('kind')} data={choices(kinds)} w={wide(160)} />
      <NativeSelect label={workList.class} {...bind('class')} data={choices(classes)} w={wide(150)} />
      <NativeSelect label={workList.state} {...bind('state')} data={states} w={wide(120)} />
      <TextInput label={workList.owner} {...bind('owner')} w={wide(120)} />
      <TextInput label={documents.from} {...bind('from')} type="date" w={wide(140)} />
      <TextInput label={documents.to} {...bind('to')} type="date" w={wide(140)} />
      <TextInput label={workList.organization} {...bind('organization')} w={wide(130)} />
    </>
  )
}
