import { Alert, Box, Button, Group, Modal, Stack, Text, Textarea, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import type { Approval, Document } from '../../api/documents.ts'
import { type Me, may, ofGrid, useMe } from '../../api/me.ts'
import { Refusal } from '../../api/problems.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { Act } from '../../ui/Act.tsx'
import { Identifier } from '../../ui/Identifier.tsx'
import { Failed } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'

const approvalQuery = (id: string) =>
  queryOptions({
    queryKey: ['documents', 'one', id, 'approval'],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/documents/{id}/approval', { signal, params: { path: { id } } })),
  })

type Decision = 'approve' | 'decline'

/** Says yes or no to what would leave. The buttons stay for those who may not, and say why. */
export function Approving({ document: { id } }: { document: Document }) {
  const words = useWords()
  const me = useMe()
  const [decision, setDecision] = useState<Decision | null>(null)
  const because = reasonAgainst(me, words)
  const request = useQuery({ ...approvalQuery(id), enabled: ofGrid(me) }).data?.items[0]
  return (
    <>
      <Act because={because} onClick={() => setDecision('approve')}>
        {words.approval.approve}
      </Act>
      <Act variant="default" because={because} onClick={() => setDecision('decline')}>
        {words.document.decline}
      </Act>
      {decision !== null && request !== undefined && (
        <Answering document={id} newest={request} decision={decision} close={() => setDecision(null)} />
      )}
    </>
  )
}

function reasonAgainst(me: Me, { common, document }: Words): string | undefined {
  if (!may(me, 'approvals:write')) return common.missingScope('approvals:write')
  return ofGrid(me) ? undefined : document.gridOnly
}

interface AnsweringProps {
  document: string
  newest: Approval
  decision: Decision
  close(): void
}

/** Bound to what is shown: when that is no longer the newest, one has to look again before one can answer. */
function Answering({ document: id, newest, decision, close }: AnsweringProps) {
  const { document: words, approval, common } = useWords()
  const [shown, show] = useState(newest)
  const [reason, setReason] = useState('')
  const answering = useAnswering(id, close)
  const changed = shown.outgoing !== newest.outgoing
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    answering.mutate({ decision, reason, outgoing: shown.outgoing })
  }
  const lookAgain = () => {
    show(newest)
    answering.reset()
  }
  const title = decision === 'approve' ? approval.approve : words.decline
  return (
    <Modal opened onClose={close} title={title} size="lg" closeButtonProps={{ 'aria-label': common.cancel }}>
      <form onSubmit={submit}>
        <Stack>
          <Text>{approval.about}</Text>
          <Looked approval={shown} />
          <Textarea
            label={words.reason}
            required
            maxLength={1_000}
            data-autofocus
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          {answering.error !== null && <Failed error={answering.error} />}
          {changed && (
            <Alert role="alert" variant="default" title={approval.changed}>
              <Button variant="default" onClick={lookAgain}>
                {approval.lookAgain}
              </Button>
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={answering.isPending} disabled={changed}>
              {title}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function useAnswering(id: string, close: () => void) {
  const { document: words } = useWords()
  const queries = useQueryClient()
  const settled = () => queries.invalidateQueries({ queryKey: ['documents'] })
  return useMutation({
    mutationFn: (body: { decision: Decision; reason: string; outgoing: string }) =>
      bodyOf(api.PUT('/api/v1/documents/{id}/approval', { params: { path: { id } }, body })),
    async onSuccess() {
      close()
      notifications.show({ message: words.decided })
      await settled()
    },
    // The request is another one by now.
    onError: (error) => (error instanceof Refusal && error.status === 409 ? settled() : undefined),
  })
}

/** What an answer is bound to. */
function Looked({ approval: { outgoing, source, form } }: { approval: Approval }) {
  const { approval } = useWords()
  return (
    <>
      <Hash label={approval.outgoing} value={outgoing} />
      <Hash label={approval.source} value={source} />
      <details>
        <summary>{approval.form}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard (WCAG 2.1.1) */}
        <section className="raw" tabIndex={0} aria-label={approval.form}>
          {JSON.stringify(JSON.parse(form), null, 2)}
        </section>
      </details>
    </>
  )
}

function Hash({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Identifier value={value} label={label} />
    </div>
  )
}

/** What was asked and answered, the newest first: for people of the grid, where anything was asked at all. */
export function Approvals({ document: { id } }: { document: Document }) {
  const { approval } = useWords()
  const me = useMe()
  const { data, error } = useQuery({ ...approvalQuery(id), enabled: ofGrid(me) })
  if (error === null && (data === undefined || data.items.length === 0)) return null
  return (
    <Box className="panel" component="section" p="md" aria-label={approval.title}>
      <Title order={2} size="h5" mb="md">
        {approval.title}
      </Title>
      {error !== null && <Failed error={error} />}
      <Stack>
        {data?.items.map((one) => (
          <Request key={one.id} approval={one} />
        ))}
      </Stack>
    </Box>
  )
}

function Request({ approval: one }: { approval: Approval }) {
  const { approval } = useWords()
  const { status, outgoing, requestedAt, dueAt, answered } = one
  return (
    <Stack gap={4}>
      <Text fw={600}>{approval.answers[status]}</Text>
      <Hash label={approval.outgoing} value={outgoing} />
      <Text size="sm" c="dimmed">
        {approval.asked} <Time at={requestedAt} short />
        {dueAt !== null && (
          <>
            {' · '}
            {approval.due} <Time at={dueAt} short />
          </>
        )}
      </Text>
      {status === 'void' && <Text size="sm">{approval.voidAbout}</Text>}
      {answered !== null && answered.reason !== '' && (
        <Text size="sm" className="foreign">
          <Time at={answered.at} short />: {answered.reason}
        </Text>
      )}
    </Stack>
  )
}
