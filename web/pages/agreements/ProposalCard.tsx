import { Badge, Group, Stack, Text, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { type Me, useMe } from '../../api/me.ts'
import { type Proposal, useTold } from '../../api/proposals.ts'
import { lacksOfGrid } from '../../api/rights.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Act } from '../../ui/Act.tsx'
import { Differences } from '../../ui/Differences.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Time } from '../../ui/Time.tsx'
import { wordOf } from '../work-items/words.ts'

const COLORS = { open: 'blue', approved: 'green', declined: 'red', withdrawn: 'gray', stale: 'gray' }

/** One proposal: what would become of what, who wants it, and what one may do about it. */
export function ProposalCard({ proposal, alone }: { proposal: Proposal; alone?: boolean }) {
  const { proposals } = useWords()
  const { verb, subject, version, before, after, status, proposedBy, createdAt } = proposal
  const title = titleOf(proposal, proposals)
  return (
    <Stack component="article" aria-label={title} className="panel" p="md" gap="sm">
      <Group justify="space-between">
        <Group gap="sm">
          <Text fw={600}>{title}</Text>
          <Badge variant="dot" color={COLORS[status]} tt="none" fw={500} radius="sm">
            {proposals.states[status]}
          </Badge>
          <Text size="sm" c="dimmed">
            {proposals.by(proposedBy.name ?? proposedBy.actor)}
          </Text>
          <Time at={createdAt} short />
          {version !== null && (
            <Text size="sm" c="dimmed">
              {proposals.basedOn(version)}
            </Text>
          )}
        </Group>
        {!alone && proposal.class === 'agreements' && verb !== 'relax' && subject !== null && (
          <TextLink {...paths.agreement(subject)}>{proposals.show}</TextLink>
        )}
      </Group>
      <Subject of={before ?? after} />
      <Differences before={before ?? {}} after={after} />
      {status === 'open' ? <Answers proposal={proposal} /> : <Settled proposal={proposal} />}
    </Stack>
  )
}

function titleOf({ class: of, verb }: Proposal, words: Words['proposals']): string {
  if (verb === 'relax') return words.relax(words.classes[of])
  return of === 'agreements' ? (words.verbs[verb as keyof typeof words.verbs] ?? verb) : words.changes[of]
}

/** Between whom and on what, or where it holds: a difference does not say what stays. */
function Subject({ of }: { of: unknown }) {
  const { document, modes, proposals } = useWords()
  const { sender, receiver, type, mode, scope, organization } = of as Record<string, string | undefined>
  if (scope !== undefined) {
    return (
      <Text className="foreign">
        {organization ?? proposals.wholeGrid} · {wordOf(proposals.scopes, scope)} ·{' '}
        {modes[mode as keyof typeof modes] ?? mode}
      </Text>
    )
  }
  if (sender === undefined || receiver === undefined) return null
  return (
    <Text className="foreign">
      {document.sides(sender, receiver)} · {type} · {modes[mode as keyof typeof modes] ?? mode}
    </Text>
  )
}

function Settled({ proposal: { status, settledBy, settledAt, reason } }: { proposal: Proposal }) {
  const { proposals } = useWords()
  return (
    <div>
      <Group gap="sm">
        <Text size="sm">
          {proposals.settledBy(proposals.states[status], settledBy?.name ?? settledBy?.actor ?? '')}
        </Text>
        {settledAt !== null && <Time at={settledAt} short />}
      </Group>
      {reason !== null && <Text className="foreign">{reason}</Text>}
      {status === 'stale' && <Text size="sm">{proposals.staleAbout}</Text>}
    </div>
  )
}

type Answer = 'approve' | 'decline' | 'withdraw'

function Answers({ proposal }: { proposal: Proposal }) {
  const words = useWords()
  const { proposals } = words
  const me = useMe()
  const lacking = lacksOfGrid(me, 'partners:write', words)
  const own = isOwn(me, proposal)
  const [answering, setAnswering] = useState<Answer | null>(null)
  const person = me.member === null ? proposals.people : undefined
  return (
    <Group gap="xs">
      <Act because={lacking ?? person ?? (own ? proposals.own : undefined)} onClick={() => setAnswering('approve')}>
        {proposals.approve}
      </Act>
      <Act variant="default" because={lacking} onClick={() => setAnswering('decline')}>
        {proposals.decline}
      </Act>
      <Act
        variant="default"
        because={lacking ?? (own ? undefined : proposals.notOwn)}
        onClick={() => setAnswering('withdraw')}
      >
        {proposals.withdraw}
      </Act>
      {answering !== null && <Answering proposal={proposal} answer={answering} close={() => setAnswering(null)} />}
    </Group>
  )
}

function isOwn({ member }: Me, { proposedBy }: Proposal): boolean {
  return member !== null && proposedBy.actor === `member:${member.id}`
}

interface AnsweringProps {
  proposal: Proposal
  answer: Answer
  close(): void
}

function Answering({ proposal: { id, before, after }, answer, close }: AnsweringProps) {
  const { proposals } = useWords()
  const told = useTold()
  const [reason, setReason] = useState('')
  const sending = useMutation({
    mutationFn: () => send(id, answer, reason.trim()),
    async onSuccess(answered) {
      close()
      await told(answered, proposals.answered)
    },
  })
  return (
    <FormDialog
      title={proposals[answer]}
      submit={proposals[answer]}
      pending={sending.isPending}
      error={sending.error}
      close={close}
      send={sending.mutate}
    >
      <Differences before={before ?? {}} after={after} />
      {answer === 'withdraw' ? (
        <Text>{proposals.withdrawAbout}</Text>
      ) : (
        <>
          {answer === 'approve' && <Text>{proposals.approveAbout}</Text>}
          <Textarea
            label={proposals.reason}
            required={answer === 'decline'}
            maxLength={1_000}
            data-autofocus
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
        </>
      )}
    </FormDialog>
  )
}

function send(id: string, answer: Answer, reason: string): Promise<Proposal> {
  const params = { path: { id } }
  if (answer === 'withdraw') return bodyOf(api.PUT('/api/v1/proposals/{id}/withdrawal', { params, body: {} }))
  if (answer === 'decline') return bodyOf(api.PUT('/api/v1/proposals/{id}/refusal', { params, body: { reason } }))
  const body = { reason: reason === '' ? null : reason }
  return bodyOf(api.PUT('/api/v1/proposals/{id}/approval', { params, body }))
}
