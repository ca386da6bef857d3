import { readFile } from 'node:fs/promises'
import { askFor, CliError, UsageError } from '../connection.ts'
import type { Command, Options } from '../main.ts'

interface Listed {
  name: string
  version: string
  title: string
  standard: string
  release: string
  document: string
}

interface Shown extends Listed {
  versions: { version: string; title: string; createdAt: string }[]
  agreements: { sender: string; receiver: string; type: string; mode: string; guide: string }[]
}

interface Page {
  title: string
  sections: {
    name: string
    segments: { at: string; name: string | null; depth: number; usage: string; min: number; max: number }[]
  }[]
  rules: { id: string; severity: string; text: string }[]
}

interface Added {
  name: string
  version: string | null
  problems: { sentence: string }[]
  changes?: { at: string; what: string; from: string | null; to: string | null; kind: string }[]
}

const ACTS: Record<string, (operand: string | undefined, options: Options) => Promise<string>> = { list, show, add }

export const guides: Command = {
  usage: 'guides [list|show NAME[@VERSION]|add FILE]',
  summary: 'guides that agreements may name, what one says, a version more',
  options: { dictionary: { type: 'string' } },
  help: `
  --dictionary NAME   add: the dictionary that it narrows, such as acme or acme@2
  --dry-run           add: only what is wrong with it, and what it says otherwise than the newest version`,
  async run([act = 'list', operand], options) {
    const run = ACTS[act]
    if (!run) throw new UsageError(`guides does not "${act}".`)
    return run(operand, options)
  },
}

async function list(_: string | undefined, { json }: Options): Promise<string> {
  const items: Listed[] = []
  for (let path: string | null = '/api/v1/guides?limit=500'; path !== null; ) {
    const { body }: { body: { items: Listed[]; next: string | null } } = await askFor(`GET ${path}`)
    items.push(...body.items)
    path = body.next
  }
  if (json) return JSON.stringify(items, null, 2)
  if (items.length === 0) return 'There are no guides.'
  return items.map((one) => `${one.name}@${one.version}  ${one.release} ${one.document}  ${one.title}`).join('\n')
}

async function show(reference: string | undefined, { json }: Options): Promise<string> {
  if (!reference) throw new UsageError('Which guide? Name it: entrepot guides show bolt-850')
  const [name = '', given] = reference.split('@')
  const at = `/api/v1/guides/${encodeURIComponent(name)}`
  const { body: guide } = await askFor<Shown>(`GET ${at}`)
  const version = given ?? guide.version
  const { body: page } = await askFor<Page>(`GET ${at}/versions/${encodeURIComponent(version)}/page`)
  if (json) return JSON.stringify({ ...guide, page }, null, 2)
  const lines = page.sections.flatMap(({ name: section, segments }) => [
    section,
    ...segments.map(({ at: place, name: called, depth, usage, min, max }) => {
      const often = usage === 'not-used' ? '' : ` ${min}..${max === 0 ? '*' : max}`
      return `${'  '.repeat(depth + 1)}${place}  ${usage}${often}${called === null ? '' : `  ${called}`}`
    }),
  ])
  return [
    `${name}@${version}  ${guide.release} ${guide.document}  ${page.title}`,
    `versions: ${guide.versions.map((one) => one.version).join(', ')}`,
    ...guide.agreements.map(
      (one) => `named by ${one.sender} → ${one.receiver} ${one.type} (${one.mode}): ${one.guide}`,
    ),
    ...lines,
    ...page.rules.map(({ id, severity, text }) => `rule ${id} (${severity}): ${text}`),
  ].join('\n')
}

async function add(file: string | undefined, { json, dryRun, given }: Options): Promise<string> {
  if (!file) throw new UsageError('Which file? entrepot guides add bolt-850.json')
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CliError(`${file} cannot be read (${error.code}).`)
  })
  const guide = jsonIn(text, file)
  const dictionary = given['dictionary'] === undefined ? null : String(given['dictionary'])
  const line = `POST /api/v1/guides${dryRun ? '?dryRun=true' : ''}`
  const { body } = await askFor<Added>(line, { guide, dictionary })
  if (json) return JSON.stringify(body, null, 2)
  const problems = body.problems.map(({ sentence }) => sentence)
  const changes = (body.changes ?? []).map(
    ({ at, what, from, to, kind }) =>
      `${`${at} ${what}`.trim()}: ${from ?? 'not said'} → ${to ?? 'not said'} (${kind})`,
  )
  const done = body.version === null ? 'Nothing was kept.' : `Added ${body.name}@${body.version}.`
  return [...problems, ...changes, done].join('\n')
}

function jsonIn(text: string, file: string): object {
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read
  } catch (error) {
    throw new CliError(`${file} is no JSON: ${(error as Error).message}`)
  }
  throw new CliError(`${file} is no JSON object.`)
}
