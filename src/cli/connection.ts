import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultDataFolder } from '../config.ts'

/** What a person at the command line is told instead of a stack. */
export class CliError extends Error {}

/** The running grid: by ENTREPOT_URL and ENTREPOT_API_KEY, else the one on this machine with the key of its data folder. */
export async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const url = process.env['ENTREPOT_URL'] ?? `http://127.0.0.1:${process.env['ENTREPOT_HTTP_PORT'] ?? 4080}`
  const headers = { ...(init.headers as Record<string, string>), authorization: `Bearer ${apiKey()}` }
  const response = await fetch(new URL(path, url), { ...init, headers }).catch((error) => {
    throw new CliError(
      `No grid answers at ${url} (${error.cause?.code ?? error.message}). Start it with "npm start", or set ENTREPOT_URL.`,
    )
  })
  if (response.ok) return response
  const problem = (await response.json().catch(() => ({}))) as { detail?: string; title?: string }
  throw new CliError(problem.detail ?? problem.title ?? `The grid answered ${response.status}.`)
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
