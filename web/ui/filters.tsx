import { Button, TextInput } from '@mantine/core'
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks'
import { type ChangeEvent, type ReactNode, useEffect, useState } from 'react'
import { useWords } from '../i18n/language.tsx'

type Change = ChangeEvent<HTMLInputElement | HTMLSelectElement>

interface Narrowing<Filter> {
  /** What stands in the address. */
  filter: Filter
  narrow(filter: Filter): void
}

/** What is being typed into filters: the address changes a moment after one stops, and where it changes they follow. */
export function useTyped<Filter extends object>({ filter, narrow }: Narrowing<Filter>) {
  const [typed, setTyped] = useState(filter)
  const later = useDebouncedCallback(narrow, 300)
  useEffect(() => setTyped(filter), [filter])
  const set = (field: keyof Filter, value: string) => {
    const { [field]: _, ...rest } = typed
    const next = (value === '' ? rest : { ...rest, [field]: value }) as Filter
    setTyped(next)
    later(next)
  }
  const bind = (field: keyof Filter) => ({
    value: (typed[field] ?? '') as string,
    onChange: ({ currentTarget }: Change) => set(field, currentTarget.value),
  })
  return { set, bind }
}

export function ClearFilters<Filter extends object>({ filter, narrow }: Narrowing<Filter>) {
  const { documents } = useWords()
  if (Object.keys(filter).length === 0) return null
  return (
    <Button variant="subtle" onClick={() => narrow({} as Filter)}>
      {documents.clear}
    </Button>
  )
}

type Typed<Filter extends object> = ReturnType<typeof useTyped<Filter>>
type Bind<Filter extends object> = (field: keyof Filter) => ReturnType<Typed<Filter>['bind']> & { visibleFrom?: 'xs' }

interface FiltersProps<Filter extends object> extends Narrowing<Filter> {
  /** What one searches by first, always there. */
  searches: { field: keyof Filter & string; label: string; placeholder: string }[]
  /** All others: behind a button on a phone. */
  children(bind: Bind<Filter>, set: Typed<Filter>['set']): ReactNode
}

/** Filters of a long list. */
export function Filters<Filter extends object>({ filter, narrow, searches, children }: FiltersProps<Filter>) {
  const { documents } = useWords()
  const { set, bind } = useTyped({ filter, narrow })
  const [open, { toggle }] = useDisclosure()
  const count = Object.keys(filter).filter((name) => searches.every(({ field }) => field !== name)).length
  return (
    <>
      {searches.map(({ field, ...told }) => (
        <TextInput key={field} type="search" {...told} {...bind(field)} maxLength={200} flex="1 1 12rem" />
      ))}
      <Button variant="default" hiddenFrom="xs" onClick={toggle} aria-expanded={open}>
        {documents.filters}
        {count > 0 && ` (${count})`}
      </Button>
      {children((name) => ({ ...bind(name), ...(open ? {} : { visibleFrom: 'xs' as const }) }), set)}
      <ClearFilters filter={filter} narrow={narrow} />
    </>
  )
}

/** How wide a filter is: two beside each other on a phone. */
export const filterWidth = (px: number) => ({ base: '46%', xs: px })
