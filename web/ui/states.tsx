import { Alert, Button, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { Refusal, wordsFor } from '../api/problems.ts'
import { useWords } from '../i18n/language.tsx'
import { Icon, type IconName } from './icons.tsx'

interface EmptyProps {
  title: string
  about?: string
  icon?: IconName
  /** It is all that the page has to say. */
  alone?: boolean
  children?: ReactNode
}

/** Nothing to show, and why that is no fault. */
export function Empty({ title, about, icon = 'empty', alone, children }: EmptyProps) {
  return (
    <Stack align="center" gap="xs" py={48} px="md" ta="center">
      <Text c="dimmed" component="div" lh={0}>
        <Icon name={icon} size={36} />
      </Text>
      <Title order={alone ? 1 : 2} size="h4">
        {title}
      </Title>
      {about !== undefined && (
        <Text c="dimmed" maw="45ch">
          {about}
        </Text>
      )}
      {children}
    </Stack>
  )
}

/** What went wrong, in words, with what can be done; what is forbidden is no fault and looks so. */
export function Failed({ error, retry, alone = false }: { error: unknown; retry?: () => void; alone?: boolean }) {
  const words = useWords()
  const { title, text, advice, request } = wordsFor(error, words)
  if (error instanceof Refusal && error.status === 403)
    return <Empty icon="lock" title={title} about={text} alone={alone} />
  if (error instanceof Refusal && error.status === 404)
    return <Empty icon="lost" title={title} about={text} alone={alone} />
  return (
    <Alert
      role="alert"
      color="red"
      variant="default"
      title={
        alone ? (
          <Title order={1} size="h4">
            {title}
          </Title>
        ) : (
          title
        )
      }
      icon={<Icon name="warning" />}
      className="foreign"
    >
      <Stack gap="xs" align="flex-start">
        <Text>{text}</Text>
        {advice !== undefined && <Text>{advice}</Text>}
        {request !== undefined && (
          <Text size="sm" c="dimmed">
            {words.common.request(request)}
          </Text>
        )}
        {retry && (
          <Button variant="default" onClick={retry}>
            {words.common.retry}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}

/** Holds the place of what is being loaded. Plain: it stands for a moment only, and what it waits for waits for it. */
export function Waiting({ lines = 6 }: { lines?: number }) {
  const words = useWords()
  return (
    <div className="waiting" role="status" aria-label={words.common.loading}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines without a content have nothing else
        <i key={line} />
      ))}
    </div>
  )
}

interface Asked<T> {
  data: T | undefined
  error: unknown
  refetch(): unknown
}

interface ShownProps<T> {
  of: Asked<T>
  lines?: number
  /** The page is about nothing else: its failure is the page. */
  alone?: boolean
  children: (found: T) => ReactNode
}

/** The three states of what was asked for: `<Shown of={query}>{(found) => …}</Shown>`. Old rows stay while new ones come. */
export function Shown<T>({ of, lines, alone, children }: ShownProps<T>) {
  if (of.data !== undefined) return children(of.data)
  if (of.error !== null) return <Failed error={of.error} retry={() => void of.refetch()} alone={alone === true} />
  return lines === undefined ? <Waiting /> : <Waiting lines={lines} />
}
