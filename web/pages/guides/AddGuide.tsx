import { Alert, Button, FileButton, Group, List, Text, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { FormDialog, Refused } from '../../ui/FormDialog.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Shown } from '../../ui/states.tsx'
import { readSettings, SETTINGS_STYLE } from '../agreements/settings.ts'
import { Changes } from './Comparison.tsx'
import { placeIn } from './places.ts'
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
  const { guides, agreements } = useWords()
  const [text, setText] = useState(given.text)
  const [dictionary, setDictionary] = useState(given.dictionary)
  const written = useRef<HTMLTextAreaElement>(null)
  const guide = readSettings(text)
  const looked = useLook(guide, dictionary)
  const adding = useAdding(guide, dictionary, close)
  const goTo = (at: number) => {
    const end = text.indexOf('\n', at)
    written.current?.focus()
    written.current?.setSelectionRange(at, end < 0 ? text.length : end)
  }
  const wrong = looked.data?.problems.some(({ severity }) => severity === 'error') ?? false
  return (
    <FormDialog
      title={guides.add}
      submit={guides.add}
      pending={adding.isPending}
      error={adding.error}
      blocked={guide === undefined || wrong}
      wide
      close={close}
      send={adding.mutate}
    >
      <Group>
        <FileButton onChange={(file) => void file?.text().then(setText)} accept="application/json,.json">
          {(props) => (
            <Button variant="default" leftSection={<Icon name="upload" size={16} />} {...props}>
              {guides.fromFile}
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed">
          {guides.addAbout}
        </Text>
      </Group>
      <Textarea
        ref={written}
        label={guides.asJson}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        error={text.trim() !== '' && guide === undefined ? agreements.notJson : undefined}
        {...SETTINGS_STYLE}
        maxRows={12}
        data-autofocus
      />
      <TextInput
        label={guides.dictionary}
        description={guides.dictionaryHint}
        value={dictionary}
        onChange={({ currentTarget }) => setDictionary(currentTarget.value)}
      />
      <Refused error={looked.error} />
      {looked.data !== undefined && <Found looked={looked.data} text={text} goTo={goTo} />}
    </FormDialog>
  )
}

type Looked = NonNullable<ReturnType<typeof useLook>['data']>

/** Each problem with the line that it stands on; then what becomes other. */
function Found({ looked, text, goTo }: { looked: Looked; text: string; goTo(at: number): void }) {
  const { guides } = useWords()
  const { problems, changes } = looked
  const wrong = problems.some(({ severity }) => severity === 'error')
  return (
    <section aria-label={guides.looked} aria-live="polite">
      <Alert
        variant="default"
        icon={<Icon name={wrong ? 'warning' : 'check'} />}
        title={wrong ? guides.wrong : guides.fine}
      >
        <List spacing={4}>
          {problems.map(({ path, severity, sentence }) => {
            const place = placeIn(text, path)
            return (
              <List.Item key={`${path} ${sentence}`}>
                <Text component="span" className="foreign">
                  {guides.severities[severity]}: {sentence}
                </Text>{' '}
                {place !== null && (
                  <Button variant="subtle" size="compact-sm" onClick={() => goTo(place.at)}>
                    {guides.line(place.line)}
                  </Button>
                )}
              </List.Item>
            )
          })}
        </List>
      </Alert>
      {changes !== undefined && (
        <>
          <Text fw={600} mt="sm" mb="xs">
            {guides.changes}
          </Text>
          <Changes changes={changes} />
        </>
      )}
    </section>
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
