import { Box, SegmentedControl, Tabs, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Content, contentQuery, type Document, type Form } from '../../api/documents.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { counted } from '../../ui/formats.ts'
import { Shown } from '../../ui/states.tsx'
import { PaperView } from './paper/PaperView.tsx'
import { PAPER_TYPES, paperOf } from './paper/paper.ts'
import { SegmentTree } from './SegmentTree.tsx'

/** What a document says: as a page, as segments, as bytes. */
export function Inside({ document }: { document: Document }) {
  const { document: words } = useWords()
  const [form, setForm] = useState<Form>()
  const content = useQuery(contentQuery(document.id, form))
  return (
    <Box className="panel" component="section" aria-label={words.contents}>
      <Shown of={content}>
        {(found) => {
          // What it has become may be of another standard.
          const paper = PAPER_TYPES.has(document.type) && found.segments[0]?.tag === 'ST'
          return (
            <Tabs
              key={String(paper)}
              defaultValue={paper ? 'page' : found.segments.length > 0 ? 'tree' : 'raw'}
              keepMounted={false}
            >
              <Tabs.List>
                {paper && <Tabs.Tab value="page">{words.page}</Tabs.Tab>}
                {found.segments.length > 0 && <Tabs.Tab value="tree">{words.tree}</Tabs.Tab>}
                <Tabs.Tab value="raw">{words.raw}</Tabs.Tab>
              </Tabs.List>
              {found.forms.length > 1 && <FormChoice form={found.form} choose={setForm} />}
              <Tabs.Panel value="page">
                <PaperView paper={paperOf(found.segments)} />
              </Tabs.Panel>
              <Tabs.Panel value="tree">
                <SegmentTree segments={found.segments} />
              </Tabs.Panel>
              <Tabs.Panel value="raw">
                <Raw text={found.text} />
              </Tabs.Panel>
              <Rest content={found} />
            </Tabs>
          )
        }}
      </Shown>
    </Box>
  )
}

function FormChoice({ form, choose }: { form: Form; choose(form: Form): void }) {
  const { document: words } = useWords()
  const forms = [
    { value: 'received', label: words.received },
    { value: 'sent', label: words.sent },
  ]
  return (
    <SegmentedControl
      size="xs"
      m="md"
      mb={0}
      aria-label={words.form}
      data={forms}
      value={form}
      onChange={(value) => choose(value as Form)}
    />
  )
}

/** The bytes, with a line for each segment. Focusable, since it may have to be scrolled. */
function Raw({ text }: { text: string }) {
  const { document: words } = useWords()
  const lines = text.replace(/~(?!\r?\n)/g, '~\n')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard (WCAG 2.1.1)
    <section className="raw" tabIndex={0} aria-label={words.raw}>
      {lines}
    </section>
  )
}

function Rest({ content: { cut, segments } }: { content: Content }) {
  const { words, locale } = useLanguage()
  if (!cut) return null
  return (
    <Text p="md" c="dimmed">
      {words.document.cut(counted(segments.length, locale))}
    </Text>
  )
}
