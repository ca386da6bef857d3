import { useDebouncedValue } from '@mantine/hooks'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Shown } from '../../ui/states.tsx'
import { readSettings } from '../agreements/settings.ts'
import { DefinitionForm } from '../guides/DefinitionForm.tsx'
import { Changes } from './Changes.tsx'
import { definitionQuery } from './queries.ts'

interface AddDictionaryProps {
  /** The version that one begins with; left out: nothing. */
  of?: { name: string; version: number }
  close(): void
}

/** Adds a version of a dictionary: what is wrong with it is shown at its place while it is written, and what it changes. */
export function AddDictionary({ of, close }: AddDictionaryProps) {
  const found = useQuery({ ...definitionQuery(of?.name ?? '', of?.version ?? 0), enabled: of !== undefined })
  if (of === undefined) return <Writing given="" close={close} />
  return (
    <Shown of={found} lines={3}>
      {({ dictionary }) => <Writing given={JSON.stringify(dictionary, null, 2)} close={close} />}
    </Shown>
  )
}

function Writing({ given, close }: { given: string; close(): void }) {
  const { dictionaries } = useWords()
  const [text, setText] = useState(given)
  const dictionary = readSettings(text)
  const [settled] = useDebouncedValue(dictionary, 400)
  const looked = useQuery(lookQuery(settled))
  const adding = useAdding(dictionary, close)
  const changes = looked.data?.changes
  return (
    <DefinitionForm
      says={dictionaries}
      text={text}
      write={setText}
      looked={looked}
      adding={adding}
      changes={changes && <Changes changes={changes} />}
      close={close}
    />
  )
}

const lookQuery = (dictionary: Record<string, unknown> | undefined) =>
  queryOptions({
    queryKey: ['dictionaries', 'look', dictionary],
    enabled: dictionary !== undefined,
    queryFn: ({ signal }) =>
      bodyOf(
        api.POST('/api/v1/dictionaries', {
          signal,
          params: { query: { dryRun: 'true' } },
          body: { dictionary: dictionary ?? {} },
        }),
      ),
    placeholderData: (before) => before,
    retry: false,
  })

function useAdding(dictionary: Record<string, unknown> | undefined, close: () => void) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/api/v1/dictionaries', { body: { dictionary: dictionary ?? {} } })),
    async onSuccess({ name, version }) {
      close()
      await queries.invalidateQueries({ queryKey: ['dictionaries'] })
      await navigate(paths.dictionary(name, version === null ? {} : { version: Number(version) }))
    },
  })
}
