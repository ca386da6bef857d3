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

interface File {
  name: string
  relation: string
  version: number
  sizeBytes: number
  organization: string
  supersededBy: string | null
}

interface Event {
  at: string
  sentence: string
}

export const show: Command = {
  usage: 'show KEY',
  summary: 'timeline and files of every document with this business key, such as a purchase order number',
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
      items.map(async ({ id }) => {
        const of = async <T>(path: string) => (await ask(`/api/v1/documents/${id}${path}`)).json() as Promise<T>
        const [shown, timeline] = await Promise.all([
          of<{ files: File[] }>(''),
          of<{ document: Document; events: Event[] }>('/timeline'),
        ])
        return { ...timeline, files: shown.files }
      }),
    )
    return json ? JSON.stringify(timelines, null, 2) : timelines.map(text).join('\n\n')
  },
}

function text({ document, events, files }: { document: Document; events: Event[]; files: File[] }): string {
  const { id, type, key, sender, receiver, status, mode } = document
  const head = `${type} ${key}   ${sender} → ${receiver}   ${status}${mode === 'test' ? '   (test)' : ''}`
  const lines = events.map((event) => `  ${event.at.slice(0, 10)} ${event.at.slice(11, 23)}  ${event.sentence}`)
  const problems = document.problems.map((problem) => `  ! ${problem.sentence}`)
  return [head, `  document ${id}`, ...files.map(fileLine), ...lines, ...problems].join('\n')
}

function fileLine({ name, relation, version, sizeBytes, organization, supersededBy }: File): string {
  const state = supersededBy === null ? '' : ', superseded'
  return `  file ${name}   ${relation}, version ${version} of ${organization}, ${sizeBytes} bytes${state}`
}
