import { Box, Stack, TextInput, Title } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, bodyOf } from '../../api/client.ts'
import type { Content } from '../../api/documents.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { sentenceOf } from '../../i18n/sentences.ts'
import { elementAt, type Place, withElement } from './elements.ts'

const contentQuery = (id: string) =>
  queryOptions({
    queryKey: ['originals', 'content', id],
    // Of the original, which does not change.
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/documents/{id}/content', { signal, params: { path: { id } } })),
  })

interface Field extends Place {
  tag: string
  name: string
  sentence: string
}

interface FailingFieldsProps {
  id: string
  text: string
  change(text: string): void
}

/** The places that are wrong as a form, the first of them under the hands of who opened it. They and the text are one. */
export function FailingFields({ id, text, change }: FailingFieldsProps) {
  const all = useWords()
  const words = all.correcting
  const segments = useQuery(contentQuery(id)).data?.segments ?? []
  const fields = segments
    .flatMap((segment) => fieldsOf(segment, all))
    .filter((field) => elementAt(text, field.tag, field) !== undefined)
  if (fields.length === 0) return null
  return (
    <Box className="panel" component="section" p="md" mb="lg" aria-label={words.fields}>
      <Title order={2} size="h5" mb="md">
        {words.fields}
      </Title>
      <Stack>
        {fields.map((field, index) => (
          <TextInput
            key={`${field.segment} ${field.element}`}
            label={words.field(`${field.tag}${String(field.element).padStart(2, '0')}`, field.name)}
            description={field.sentence}
            autoFocus={index === 0}
            spellCheck={false}
            value={elementAt(text, field.tag, field) ?? ''}
            onChange={({ currentTarget: { value } }) => change(withElement(text, field.tag, { ...field, value }))}
          />
        ))}
      </Stack>
    </Box>
  )
}

/** Of a segment that is wrong: the elements that problems name, or all where one is of the segment itself. */
function fieldsOf({ position: segment, tag, elements, problems }: Content['segments'][number], words: Words): Field[] {
  const nameOf = (element: number) => elements.find(({ position }) => position === element)?.name ?? ''
  const whole = problems.find(({ element }) => element === null)
  const named = problems.filter((problem) => problem.element !== null)
  const places = [...new Set(named.map(({ element }) => element!))]
  const rest =
    whole === undefined ? [] : elements.map(({ position }) => position).filter((one) => !places.includes(one))
  return [...places, ...rest].map((element) => {
    const said = named.filter((problem) => problem.element === element).map((problem) => sentenceOf(problem, words))
    return {
      segment,
      element,
      tag,
      name: nameOf(element),
      sentence: said.join(' ') || (whole ? sentenceOf(whole, words) : ''),
    }
  })
}
