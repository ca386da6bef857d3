import { NativeSelect, SimpleGrid, Text, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, bodyOf } from '../../api/client.ts'
import type { Agreement } from '../../api/partners.ts'
import { useWords } from '../../i18n/language.tsx'
import { shownValue } from '../../ui/differing.ts'
import { Refused } from '../../ui/FormDialog.tsx'
import { Applying } from './Applying.tsx'
import { readSettings, SETTINGS_STYLE, saidAt, saying } from './settings.ts'

/** What most agreements say, each with what it may be; nothing: a number. All others are said as JSON. */
const SIMPLE = {
  order: ['none', 'business-key', 'strict'],
  'deliverAs.format': ['x12:004010', 'x12:005010', 'edifact:d96a', 'edifact:d01b', 'ubl:2.1', 'cxml', 'json'],
  'acknowledge.technical': ['auto', '997', '999', 'none'],
  'invalid.action': ['reject', 'accept', 'suspend'],
  'expect.technical': ['997', 'none'],
  'expect.withinMinutes': null,
  'duplicates.originals': ['hold', 'pass', 'refuse'],
  'approval.release': ['none', 'required'],
  'compare.action': ['none', 'show', 'hold', 'refuse'],
  'acknowledge.business': ['none', 'refusals'],
  'retry.attemptsMax': null,
} as const

type Path = keyof typeof SIMPLE

/** Between whom something is agreed, as far as it is chosen. */
export interface Sides {
  sender: string
  receiver: string
  type: string
  mode: 'test' | 'production'
}

interface SettingsFieldsProps {
  of: Sides
  /** What the agreement says itself, as JSON that may not be whole yet. */
  text: string
  change(text: string): void
}

/** What an agreement says itself: what is simple as fields, all of it as JSON; and what will apply, with who says it. */
export function SettingsFields({ of, text, change }: SettingsFieldsProps) {
  const { agreements: words } = useWords()
  const said = readSettings(text)
  const found = usePreview(of, said)
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {(Object.keys(SIMPLE) as Path[]).map((path) => (
          <Field
            key={path}
            path={path}
            said={said}
            below={found.data}
            set={(value) => change(JSON.stringify(saying(said ?? {}, path, value), null, 2))}
          />
        ))}
      </SimpleGrid>
      <details open={said === undefined || undefined}>
        <summary>{words.asJson}</summary>
        <Textarea
          mt="xs"
          label={words.says}
          description={words.saysHint}
          value={text}
          onChange={({ currentTarget }) => change(currentTarget.value)}
          error={said === undefined ? words.notJson : undefined}
          {...SETTINGS_STYLE}
        />
      </details>
      <section aria-label={words.willApply}>
        <Text fw={600}>{words.willApply}</Text>
        <Refused error={found.error} />
        {found.data === undefined && found.error === null && <Text c="dimmed">{words.chooseFirst}</Text>}
        {found.data?.problem != null && (
          <Text role="alert" className="foreign">
            {found.data.problem}
          </Text>
        )}
        {found.data?.problem === null && <Applying agreement={found.data} />}
      </section>
    </>
  )
}

interface FieldProps {
  path: Path
  said: Record<string, unknown> | undefined
  below: Pick<Agreement, 'settings' | 'origins'> | undefined
  set(value: unknown): void
}

function Field({ path, said, below, set }: FieldProps) {
  const { agreements: words, common } = useWords()
  const own = saidAt(said, path)
  const origin = below?.origins[path]
  const holds = shownValue(saidAt(below?.settings, path), common.none)
  // What would hold without a word of this agreement is known only where it says none.
  const otherwise = own === undefined && origin !== undefined ? words.from(holds, words.origins[origin]) : words.unsaid
  const looks = { label: words.fields[path], disabled: said === undefined }
  const choices: readonly string[] | null = SIMPLE[path]
  if (choices === null) {
    const read = (typed: string) => (typed === '' ? undefined : /^\d{1,9}$/.test(typed) ? Number(typed) : typed)
    return (
      <TextInput
        {...looks}
        inputMode="numeric"
        placeholder={otherwise}
        value={own === undefined ? '' : String(own)}
        onChange={({ currentTarget }) => set(read(currentTarget.value.trim()))}
      />
    )
  }
  const known = own === undefined || choices.includes(String(own)) ? choices : [...choices, String(own)]
  return (
    <NativeSelect
      {...looks}
      value={own === undefined ? '' : String(own)}
      data={[{ value: '', label: otherwise }, ...known.map((value) => ({ value, label: value }))]}
      onChange={({ currentTarget: { value } }) => set(value === '' ? undefined : value)}
    />
  )
}

const previewQuery = (of: Sides, settings: Record<string, unknown> | undefined) =>
  queryOptions({
    queryKey: ['agreements', 'preview', of, settings],
    enabled: of.sender !== '' && of.receiver !== '' && of.type.trim() !== '' && settings !== undefined,
    queryFn: ({ signal }) => {
      const body = { ...of, type: of.type.trim(), settings: settings ?? {} }
      return bodyOf(api.POST('/api/v1/agreement-previews', { signal, body }))
    },
    placeholderData: (before) => before,
    retry: false,
  })

/** A moment after one stops to type. */
function usePreview(of: Sides, settings: Record<string, unknown> | undefined) {
  const [{ sides, said }] = useDebouncedValue({ sides: of, said: settings }, 300)
  return useQuery(previewQuery(sides, said))
}
