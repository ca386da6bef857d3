import { ask, CliError } from '../connection.ts'
import type { Command } from '../main.ts'

interface Document {
  id: string
  type: string
  sender: string
  receiver: string
  key: string | null
  status: string
  mode: string
  problems: { sentence: string }[]
}

interface Event {
  at: string
  sentence: string
}

export const show: Command = {
  usage: 'show KEY',
  summary: 'the timeline of every document with this business key, such as a purchase order number',
  async run([key], { json }) {
    if (!key) throw new CliError('Which one? entrepot show PO-1001')
    const { items } = (await (await ask(`/api/v1/documents?key=${encodeURIComponent(key)}`)).json()) as {
      items: Document[]
    }
    if (items.length === 0) {
      throw new CliError(
        `There is no document with the key "${key}". What was set aside before its documents were taken is in: entrepot work`,
      )
    }
    const timelines = await Promise.all(
      items.map(
        async ({ id }) =>
          (await ask(`/api/v1/documents/${id}/timeline`)).json() as Promise<{ document: Document; events: Event[] }>,
      ),
    )
    return json
      ? JSON.stringify(timelines, null, 2)
      : timelines.map(({ document, events }) => text(document, events)).join('\n\n')
  },
}

function text(document: Document, events: Event[]): string {
  const { id, type, key, sender, receiver, status, mode } = document
  const head = `${type} ${key}   ${sender} → ${receiver}   ${status}${mode === 'test' ? '   (test)' : ''}`
  const lines = events.map((event) => `  ${event.at.slice(0, 10)} ${event.at.slice(11, 23)}  ${event.sentence}`)
  return [head, `  document ${id}`, ...lines, ...document.problems.map((problem) => `  ! ${problem.sentence}`)].join(
    '\n',
  )
}
