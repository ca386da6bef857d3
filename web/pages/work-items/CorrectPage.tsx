import { Alert, Box, Grid, Stack, Text, Textarea, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { ask } from '../../api/acts.ts'
import { api, bodyOf } from '../../api/client.ts'
import { may, useMe } from '../../api/me.ts'
import { refusalOf, unreachable } from '../../api/problems.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Act } from '../../ui/Act.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Empty, Failed, Shown } from '../../ui/states.tsx'
import { DocumentRows } from '../documents/DocumentRows.tsx'
import { FailingFields } from './FailingFields.tsx'
import { Judged, Problems, type Tried } from './Judged.tsx'
import { Lineage } from './Lineage.tsx'
import { type Editable, editableOf } from './segments.ts'

type Kind = 'document' | 'interchange'

/** The bytes of then: they never change, so they are not asked for again under the hands of who edits them. */
const originalQuery = (kind: Kind, id: string) =>
  queryOptions({
    queryKey: ['originals', kind, id],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const answer = await fetch(`/api/v1/${kind}s/${id}/payload`, { signal }).catch(() => {
        throw unreachable()
      })
      if (!answer.ok) throw await refusalOf(answer)
      return new Uint8Array(await answer.arrayBuffer())
    },
  })

const triedQuery = (kind: Kind, id: string, editable: Editable, text: string) =>
  queryOptions({
    queryKey: ['tried', kind, id, text],
    queryFn: ({ signal }) =>
      ask<Tried>({
        method: 'POST',
        path: `/api/v1/${kind}s/${id}/corrections?dryRun=true`,
        body: editable.bytesOf(text),
        signal,
      }),
  })

const problemsQuery = (id: string) =>
  queryOptions({
    queryKey: ['documents', 'one', id, 'timeline'],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/documents/{id}/timeline', { signal, params: { path: { id } } })),
  })

const sentQuery = (interchange: string) =>
  queryOptions({
    queryKey: ['documents', 'of', interchange],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/documents', { signal, params: { query: { interchange, limit: 50 } } })),
  })

/** An edited copy: seen, judged while one types, kept and sent. */
export function CorrectPage() {
  const { correcting: words, workList, areas } = useWords()
  const { kind: given, id } = useParams({ from: '/inside/corrections/$kind/$id' })
  const kind: Kind = given === 'interchange' ? 'interchange' : 'document'
  const above =
    kind === 'document' ? (
      <TextLink {...paths.document(id)}>{areas.documents}</TextLink>
    ) : (
      <TextLink {...paths.workItems()}>{workList.title}</TextLink>
    )
  return (
    <>
      <PageHead title={words.title(words[kind])} about={words.about} above={above} />
      <Stack gap="lg">
        <Shown of={useQuery(originalQuery(kind, id))} lines={10}>
          {(bytes) => <Original key={id} bytes={bytes} kind={kind} id={id} />}
        </Shown>
        <Lineage kind={kind} id={id} />
      </Stack>
    </>
  )
}

interface EditingProps {
  kind: Kind
  id: string
  editable: Editable
}

function Original({ bytes, kind, id }: { bytes: Uint8Array; kind: Kind; id: string }) {
  const { correcting: words } = useWords()
  const editable = useMemo(() => editableOf(bytes, kind), [bytes, kind])
  if (editable === null) return <Empty icon="lost" title={words.binary} />
  return <Editing kind={kind} id={id} editable={editable} />
}

function Editing({ kind, id, editable }: EditingProps) {
  const { correcting: words, common } = useWords()
  const me = useMe()
  const [text, setText] = useState(editable.text)
  const [reason, setReason] = useState('')
  const [settled] = useDebouncedValue(text, 500)
  const editor = useRef<HTMLTextAreaElement>(null)
  const changed = settled !== editable.text
  // The grid refuses a copy that is the original.
  const tried = useQuery({ ...triedQuery(kind, id, editable, settled), enabled: changed })
  const sending = useSending({ kind, id, editable })
  const current = settled === text ? tried.data : undefined
  if (sending.data !== undefined) return <Sent interchange={sending.data} />
  const missing = may(me, 'exchange:write') ? undefined : common.missingScope('exchange:write')
  const against = missing ?? (text === editable.text ? words.same : reasonAgainst(current, reason, words))
  const goTo = (segment: number) => select(editor.current, segment)
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, lg: 7 }}>
        {kind === 'document' && <FailingFields id={id} text={text} change={setText} />}
        <Textarea
          ref={editor}
          label={words.copy}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          autosize
          minRows={10}
          maxRows={28}
          spellCheck={false}
          classNames={{ input: 'editor' }}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <Box className="panel" p="md" component="section">
          <Title order={2} size="h5" mb="md">
            {words.judged}
          </Title>
          <Stack>
            <div aria-live="polite">
              {tried.error !== null && changed ? (
                <Failed error={tried.error} retry={() => void tried.refetch()} />
              ) : text === editable.text ? (
                <Before kind={kind} id={id} goTo={goTo} />
              ) : (
                <Judged tried={current} goTo={goTo} />
              )}
            </div>
            <Reason reason={reason} say={setReason} />
            {sending.error !== null && <Failed error={sending.error} />}
            <Act because={against} loading={sending.isPending} onClick={() => sending.mutate({ text, reason })}>
              {words.keep}
            </Act>
          </Stack>
        </Box>
      </Grid.Col>
    </Grid>
  )
}

function Reason({ reason, say }: { reason: string; say(reason: string): void }) {
  const { correcting: words } = useWords()
  return (
    <Textarea
      label={words.reason}
      required
      maxLength={1_000}
      value={reason}
      onChange={({ currentTarget }) => say(currentTarget.value)}
    />
  )
}

/** Why what one sees cannot be sent. */
function reasonAgainst(tried: Tried | undefined, reason: string, words: Words['correcting']): string | undefined {
  if (tried === undefined) return words.judging
  if (!tried.verdict.valid) return words.notValid
  return reason.trim() === '' ? words.sayWhy : undefined
}

/** What is wrong with it as it came, while nothing is edited yet. */
function Before({ kind, id, goTo }: { kind: Kind; id: string; goTo(segment: number): void }) {
  const { correcting: words } = useWords()
  const { data } = useQuery({ ...problemsQuery(id), enabled: kind === 'document' })
  const problems = data?.document.problems ?? []
  if (problems.length === 0) return <Text c="dimmed">{words.same}</Text>
  return (
    <>
      <Text fw={600}>{words.before}</Text>
      <Problems problems={problems} goTo={goTo} />
    </>
  )
}

/** Marks the line of a segment of the first set: ST is its first. */
function select(editor: HTMLTextAreaElement | null, segment: number): void {
  if (editor === null) return
  const lines = editor.value.split('\n')
  const line = lines.findIndex((one) => one.startsWith('ST')) + segment - 1
  const from = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0)
  editor.focus()
  editor.setSelectionRange(from, from + (lines[line] ?? '').length)
}

/** Kept, then sent. Where sending fails, what was kept is sent at the next try, not kept once more. */
function useSending({ kind, id, editable }: EditingProps) {
  const queries = useQueryClient()
  const [kept, setKept] = useState<{ id: string; text: string } | null>(null)
  return useMutation({
    mutationFn: async ({ text, reason }: { text: string; reason: string }) => {
      const keep = () => {
        const path = `/api/v1/${kind}s/${id}/corrections?${new URLSearchParams({ reason })}`
        return ask<{ id: string }>({ method: 'POST', path, body: editable.bytesOf(text) })
      }
      const correction = kept?.text === text ? kept : await keep()
      setKept({ id: correction.id, text })
      const path = `/api/v1/corrections/${correction.id}/resend`
      return (await ask<{ child: string }>({ method: 'POST', path, body: { reason } })).child
    },
    onSuccess: () =>
      Promise.all(
        ['work-items', 'documents', 'lineage'].map((root) => queries.invalidateQueries({ queryKey: [root] })),
      ),
  })
}

function Sent({ interchange }: { interchange: string }) {
  const { correcting: words } = useWords()
  const documents = useQuery({
    ...sentQuery(interchange),
    refetchInterval: ({ state }) => (state.data?.items.length === 0 ? 500 : false),
  })
  return (
    <Box className="panel" component="section" aria-live="polite">
      <Alert variant="default" color="green" m="md" title={words.sent}>
        <Text>{words.followed}</Text>
      </Alert>
      <Shown of={documents} lines={2}>
        {({ items }) => <DocumentRows label={words.newDocuments} documents={items} />}
      </Shown>
    </Box>
  )
}
