import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Shown } from '../../ui/states.tsx'
import { readSettings } from '../agreements/settings.ts'
import { Changes } from './Comparison.tsx'
import { DefinitionForm } from './DefinitionForm.tsx'
import { definitionQuery } from './queries.ts'

interface AddGuideProps {
  /** The version that one begins with; left out: nothing. */
  of?: { name: string; version: string }
  close(): void
}

/** Adds a version of a guide: what is wrong with it is shown at its place while it is written, and what it changes. */
export function AddGuide({ of, close }: AddGuideProps) {
  const found = useQuery({ ...definitionQuery(of?.name ?? '', of?.version ?? ''), enabled: of !== undefined })
  if (of === undefined) return <Writing text="" dictionary="" close={close} />
  return (
    <Shown of={found} lines={3}>
      {({ guide, dictionary }) => (
        <Writing text={JSON.stringify(guide, null, 2)} dictionary={dictionary ?? ''} close={close} />
      )}
    </Shown>
  )
}

function Writing({ close, ...given }: { text: string; dictionary: string; close(): void }) {
  const { guides } = useWords()
  const [text, setText] = useState(given.text)
  const [dictionary, setDictionary] = useState(given.dictionary)
  const guide = readSettings(text)
  const looked = useLook(guide, dictionary)
  const adding = useAdding(guide, dictionary, close)
  const changes = looked.data?.changes
  return (
    <DefinitionForm
      says={guides}
      text={text}
      write={setText}
      looked={looked}
      adding={adding}
      changes={changes && <Changes changes={changes} />}
      close={close}
    >
      <TextInput
        label={guides.dictionary}
        description={guides.dictionaryHint}
        value={dictionary}
        onChange={({ currentTarget }) => setDictionary(currentTarget.value)}
      />
    </DefinitionForm>
  )
}

const bodyFor = (guide: Record<string, unknown> | undefined, dictionary: string) => ({
  guide: guide ?? {},
  dictionary: dictionary.trim() === '' ? null : dictionary.trim(),
})

const lookQuery = (guide: Record<string, unknown> | undefined, dictionary: string) =>
  queryOptions({
    queryKey: ['guides', 'look', guide, dictionary],
    enabled: guide !== undefined,
    queryFn: ({ signal }) =>
      bodyOf(
        api.POST('/api/v1/guides', {
          signal,
          params: { query: { dryRun: 'true' } },
          body: bodyFor(guide, dictionary),
        }),
      ),
    placeholderData: (before) => before,
    retry: false,
  })

/** A moment after one stops to write. */
function useLook(guide: Record<string, unknown> | undefined, dictionary: string) {
  const [given] = useDebouncedValue({ guide, dictionary }, 400)
  return useQuery(lookQuery(given.guide, given.dictionary))
}

function useAdding(guide: Record<string, unknown> | undefined, dictionary: string, close: () => void) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/api/v1/guides', { body: bodyFor(guide, dictionary) })),
    async onSuccess({ name, version }) {
      close()
      await queries.invalidateQueries({ queryKey: ['guides'] })
      await navigate(paths.guide(name, version === null ? {} : { version }))
    },
  })
}
