import { Alert, Button, FileButton, Group, List, Text, Textarea } from '@mantine/core'
import { type ReactNode, useRef } from 'react'
import { useWords } from '../../i18n/language.tsx'
import { FormDialog, Refused } from '../../ui/FormDialog.tsx'
import { Icon } from '../../ui/icons.tsx'
import { readSettings, SETTINGS_STYLE } from '../agreements/settings.ts'
import { placeIn } from './places.ts'

interface DefinitionFormProps {
  /** How this kind of definition is spoken of. */
  says: { add: string; addAbout: string; asJson: string; fine: string; wrong: string; changes: string }
  text: string
  write(text: string): void
  /** What the grid said of it a moment ago. */
  looked: { data: Looked | undefined; error: unknown }
  adding: { isPending: boolean; error: unknown; mutate(): void }
  /** What becomes other than in the newest version. */
  changes?: ReactNode
  close(): void
  children?: ReactNode
}

interface Looked {
  problems: { path: string; severity: 'error' | 'warning'; sentence: string }[]
}

/** A version of a guide or dictionary as JSON, typed or from a file; each problem leads to its line. */
export function DefinitionForm({ says, text, write, looked, adding, changes, close, children }: DefinitionFormProps) {
  const { guides, agreements } = useWords()
  const written = useRef<HTMLTextAreaElement>(null)
  const json = readSettings(text)
  const goTo = (at: number) => {
    const end = text.indexOf('\n', at)
    written.current?.focus()
    written.current?.setSelectionRange(at, end < 0 ? text.length : end)
  }
  const wrong = looked.data?.problems.some(({ severity }) => severity === 'error') ?? false
  return (
    <FormDialog
      title={says.add}
      submit={says.add}
      pending={adding.isPending}
      error={adding.error}
      blocked={json === undefined || wrong}
      wide
      close={close}
      send={adding.mutate}
    >
      <Group>
        <FileButton onChange={(file) => void file?.text().then(write)} accept="application/json,.json">
          {(props) => (
            <Button variant="default" leftSection={<Icon name="upload" size={16} />} {...props}>
              {guides.fromFile}
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed">
          {says.addAbout}
        </Text>
      </Group>
      <Textarea
        ref={written}
        label={says.asJson}
        value={text}
        onChange={({ currentTarget }) => write(currentTarget.value)}
        error={text.trim() !== '' && json === undefined ? agreements.notJson : undefined}
        {...SETTINGS_STYLE}
        maxRows={12}
        data-autofocus
      />
      {children}
      <Refused error={looked.error} />
      {looked.data !== undefined && (
        <section aria-label={guides.looked} aria-live="polite">
          <Problems title={wrong ? says.wrong : says.fine} wrong={wrong} looked={looked.data} text={text} goTo={goTo} />
          {changes !== undefined && <Text {...SUBTITLE}>{says.changes}</Text>}
          {changes}
        </section>
      )}
    </FormDialog>
  )
}

const SUBTITLE = { fw: 600, mt: 'sm', mb: 'xs' } as const

interface ProblemsProps {
  title: string
  wrong: boolean
  looked: Looked
  text: string
  goTo(at: number): void
}

/** Each with the line that it stands on. */
function Problems({ title, wrong, looked, text, goTo }: ProblemsProps) {
  const { guides } = useWords()
  return (
    <Alert variant="default" icon={<Icon name={wrong ? 'warning' : 'check'} />} title={title}>
      <List spacing={4}>
        {looked.problems.map(({ path, severity, sentence }) => {
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
  )
}
