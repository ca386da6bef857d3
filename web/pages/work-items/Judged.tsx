import { Alert, Button, List, Stack, Text, Title } from '@mantine/core'
import { useWords } from '../../i18n/language.tsx'
import { sentenceOf } from '../../i18n/sentences.ts'
import { Icon } from '../../ui/icons.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Waiting } from '../../ui/states.tsx'
import { GuideLink } from '../guides/GuideLink.tsx'

interface Problem {
  code: string
  sentence: string
  parameters: Record<string, unknown>
}

/** What the grid says of an edited copy: how it differs, and what would become of it. */
export interface Tried {
  diff: { hunks: { at: number; removed: string[]; added: string[] }[]; cut: boolean }
  verdict: {
    valid: boolean
    problems: Problem[]
    documents: { type: string; key: string | null; status: string; problems: Problem[] }[]
  }
}

interface JudgedProps {
  /** Undefined while it is being read. */
  tried: Tried | undefined
  /** Leads to the segment of a set that a problem speaks of. */
  goTo(segment: number): void
}

export function Judged({ tried, goTo }: JudgedProps) {
  const { correcting: words } = useWords()
  if (tried === undefined) return <Waiting lines={3} />
  const { verdict, diff } = tried
  const problems = [...verdict.problems, ...verdict.documents.flatMap((document) => document.problems)]
  return (
    <Stack>
      <Alert
        variant="default"
        icon={<Icon name={verdict.valid ? 'check' : 'warning'} />}
        title={verdict.valid ? words.valid : words.notValid}
      >
        <Problems problems={problems} goTo={goTo} />
      </Alert>
      {verdict.documents.map(({ type, key, status }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two documents may be called the same
        <Text key={index} component="div" className="foreign">
          {type} {key} <StatusBadge status={status} />
        </Text>
      ))}
      <Title order={3} size="h6">
        {words.diff}
      </Title>
      <Differing diff={diff} />
    </Stack>
  )
}

/** Each with a way to the place in the text that it speaks of. */
export function Problems({ problems, goTo }: { problems: Problem[]; goTo(segment: number): void }) {
  const words = useWords()
  return (
    <List spacing={4}>
      {problems.map((problem) => (
        <List.Item key={problem.sentence}>
          <Text className="foreign">{sentenceOf(problem, words)}</Text>
          <GuideLink parameters={problem.parameters} />
          {typeof problem.parameters['segmentPosition'] === 'number' && (
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => goTo(problem.parameters['segmentPosition'] as number)}
            >
              {words.correcting.goTo(String(problem.parameters['segmentPosition']))}
            </Button>
          )}
        </List.Item>
      ))}
    </List>
  )
}

/** Lines that went and lines that came: by a sign, by a word for those who hear it, and by a colour. */
function Differing({ diff }: { diff: Tried['diff'] }) {
  const { correcting: words } = useWords()
  if (diff.hunks.length === 0) return <Text c="dimmed">{words.same}</Text>
  const lines = diff.hunks.flatMap(({ at, removed, added }) => [
    ...removed.map((text, index) => ({ key: `${at} - ${index}`, sign: '−', said: words.removed, text })),
    ...added.map((text, index) => ({ key: `${at} + ${index}`, sign: '+', said: words.added, text })),
  ])
  return (
    <>
      <ul className="diff">
        {lines.map(({ key, sign, said, text }) => (
          <li key={key} data-added={sign === '+'}>
            <span aria-hidden="true">{sign} </span>
            <span className="heard">{said}: </span>
            {text}
          </li>
        ))}
      </ul>
      {diff.cut && <Text size="sm">{words.cut}</Text>}
    </>
  )
}
