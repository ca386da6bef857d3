import type { FastifyRequest } from 'fastify'
import { z } from 'zod'

/** One field of a request that was not taken. */
export interface InvalidField {
  field: string
  /** Only of ids: any other value may be a secret, and answers are logged by clients. */
  found?: string
  expected: string
}

interface Issue {
  instancePath?: string
  message?: string
  params?: { format?: unknown }
}

const AN_ID = 'expected an id, such as 01943f2e-7c1a-7000-8000-5f0c6d3e2b1a'

// Wherever a form asks for an id, it says so in the same words.
z.config({
  customError: (issue) => (issue.code === 'invalid_format' && issue.format === 'uuid' ? AN_ID : undefined),
})

/** What a form did not take, with where it stands in the request. */
export function invalidFields(
  request: FastifyRequest,
  { validationContext = 'body', validation }: { validationContext?: string | undefined; validation: Issue[] },
): InvalidField[] {
  const part = validationContext === 'querystring' ? 'query' : validationContext
  return validation.map(({ instancePath = '', message = 'is not valid', params }) => {
    const path = instancePath.split('/').slice(1)
    const field = [part, ...path].join('.')
    if (params?.format !== 'uuid') return { field, expected: message }
    return { field, found: shown(valueAt(request[part as 'body'], path)), expected: message }
  })
}

/** SQLSTATE: text that is no value of its type, text with a NUL, as text and inside JSON, a number and a time out of range. */
const UNFIT = new Set(['22P02', '22021', '22P05', '22003', '22008'])

/**
 * The field whose value the database could not take, where no form had looked at it. Null: none of the request holds that value,
 * so it is a bug of ours.
 */
export function unfitField(error: unknown, request: FastifyRequest): InvalidField | null {
  const { code, message } = error as { code?: string; message?: string }
  if (!(error instanceof Error) || code === undefined || !UNFIT.has(code)) return null
  const value = /"([\s\S]*)"/.exec(message ?? '')?.[1]
  const [wanted, expected]: [(text: string) => boolean, string] =
    code === '22021' || code === '22P05'
      ? [(text) => text.includes('\0'), 'expected text without the character U+0000']
      : [
          (text) => text === value,
          `expected ${KINDS[/type ([a-z]+)/.exec(message ?? '')?.[1] ?? ''] ?? 'another value'}`,
        ]
  for (const part of ['params', 'query', 'body'] as const) {
    const path = pathTo(request[part], wanted)
    if (path === null) continue
    const id = expected.endsWith(KINDS['uuid']!)
    return { field: [part, ...path].join('.'), ...(id && value !== undefined ? { found: shown(value) } : {}), expected }
  }
  return null
}

const KINDS: Record<string, string | undefined> = {
  uuid: AN_ID.replace('expected ', ''),
  integer: 'a smaller whole number',
  bigint: 'a smaller whole number',
  timestamp: 'a moment',
}

function valueAt(part: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (isHolder(value) ? value[name] : undefined), part)
}

/** Depth first, at most a few thousand values: a request is bounded by its size. */
function pathTo(value: unknown, wanted: (text: string) => boolean): string[] | null {
  if (typeof value === 'string' || typeof value === 'number') return wanted(String(value)) ? [] : null
  if (!isHolder(value) || ArrayBuffer.isView(value)) return null
  for (const [name, inner] of Object.entries(value)) {
    const path = pathTo(inner, wanted)
    if (path !== null) return [name, ...path]
  }
  return null
}

const isHolder = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function shown(value: unknown): string {
  if (typeof value === 'string') return value.length > 100 ? `${value.slice(0, 100)}…` : value
  return value === undefined ? 'nothing' : typeof value
}
