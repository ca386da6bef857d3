import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { defaultDataFolder } from '../config.ts'
import { variables } from '../config-variables.ts'

/** What a person at the command line is told instead of a stack. */
export class CliError extends Error {}

/** The command was not called as it is meant. */
export class UsageError extends CliError {}

/** Sends a JSON body, or none, and returns the JSON answer. */
export async function askFor<T>(
  line: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<{ body: T; etag: string | null }> {
  const [method, path] = line.split(' ') as [string, string]
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
  const response = await ask(path, { method, headers: { ...type, ...headers }, ...sent })
  return { body: (await response.json()) as T, etag: response.headers.get('etag') }
}

/** The running grid: by ENTREPOT_URL and ENTREPOT_API_KEY, else the one on this machine with the key of its data folder. */
export async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const port = process.env['ENTREPOT_HTTP_PORT'] ?? variables.HTTP.HTTP_PORT.default
  const url = process.env['ENTREPOT_URL'] ?? `http://127.0.0.1:${port}`
  const headers = { ...(init.headers as Record<string, string>), authorization: `Bearer ${apiKey()}` }
  const response = await fetch(new URL(path, url), { ...init, headers }).catch((error) => {
    throw new CliError(
      `No grid answers at ${url} (${error.cause?.code ?? error.message}). Start it with "npm start", or set ENTREPOT_URL.`,
    )
  })
  if (response.ok) return response
  throw new CliError(said((await response.json().catch(() => ({}))) as Said, response.status))
}

interface Said {
  detail?: string
  title?: string
  advice?: string
  parameters?: {
    fields?: { field: string; found?: string; expected: string }[]
    problems?: unknown
  }
}

/** What happened, what was wrong in it, what to do. */
function said({ detail, title, advice, parameters }: Said, status: number): string {
  const fields = (parameters?.fields ?? []).map(
    ({ field, found, expected }) =>
      `  ${field}: ${found === undefined ? '' : `found ${JSON.stringify(found)}, `}${expected}`,
  )
  const problems = Array.isArray(parameters?.problems) ? parameters.problems : []
  const sentences = problems.flatMap(({ sentence }) => (typeof sentence === 'string' ? [`  ${sentence}`] : []))
  const first = detail ?? title ?? `The grid answered ${status}.`
  return [first, ...fields, ...sentences, ...(fields.length === 0 && advice ? [advice] : [])].join('\n')
}

/** Of a file; an extended value of RFC 8187 where it has more than ASCII. */
export function nameHeader(file: string): string {
  const name = basename(file)
  return /^[\x20-\x7e]*$/.test(name) ? name : `UTF-8''${encodeURIComponent(name)}`
}

function apiKey(): string {
  const given = process.env['ENTREPOT_API_KEY']
  if (given) return given
  const file = join(process.env['ENTREPOT_DATA'] ?? defaultDataFolder(), 'admin.key')
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new CliError(`There is no key: set ENTREPOT_API_KEY, or run this where the grid keeps its data (${file}).`)
  }
}
