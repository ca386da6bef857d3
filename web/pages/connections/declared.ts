import type { Connector } from '../../api/partners.ts'

/** A field as the connector declares it, in JSON Schema. */
export interface Field {
  name: string
  kind: 'text' | 'long' | 'number' | 'boolean' | 'list' | 'choice'
  required: boolean
  /** Sealed when it is given, and never shown again. */
  secret: boolean
  description: string | undefined
  choices: string[]
  before: unknown
}

interface Declared {
  type?: string
  enum?: string[]
  description?: string
  default?: unknown
  maxLength?: number
}

const LONG = 5_000

/** The form of a connection, made of what its connector declares. */
export function fieldsOf({ connection, credentials }: Pick<Connector, 'connection' | 'credentials'>): Field[] {
  const { properties = {}, required = [] } = connection as {
    properties?: Record<string, Declared>
    required?: string[]
  }
  return Object.entries(properties).map(([name, declared]) => ({
    name,
    kind: kindOf(declared),
    required: required.includes(name),
    secret: credentials.includes(name),
    description: declared.description,
    choices: declared.enum ?? [],
    before: declared.default,
  }))
}

function kindOf({ type, enum: choices, maxLength = 0 }: Declared): Field['kind'] {
  if (choices !== undefined) return 'choice'
  if (type === 'boolean') return 'boolean'
  if (type === 'integer' || type === 'number') return 'number'
  if (type === 'array') return 'list'
  return maxLength > LONG ? 'long' : 'text'
}

/** What stands in the form: all as text, as it is typed. */
export type Typed = Record<string, string>

/** Of a secret nothing: it is not known here. */
export function typedOf(fields: Field[], settings: Record<string, unknown>): Typed {
  const shown = fields.map(({ name, secret, before }) => [name, secret ? '' : textOf(settings[name] ?? before)])
  return Object.fromEntries(shown) as Typed
}

/** As the API takes it. What is empty is left out: a secret is kept then, the rest is as the connector has it. */
export function settingsOf(fields: Field[], typed: Typed): Record<string, unknown> {
  const given = fields.flatMap(({ name, kind }) => {
    const text = typed[name] ?? ''
    return text.trim() === '' ? [] : [[name, readAs(kind, text)]]
  })
  return Object.fromEntries(given) as Record<string, unknown>
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return Array.isArray(value) ? value.join('\n') : String(value)
}

function readAs(kind: Field['kind'], text: string): unknown {
  if (kind === 'boolean') return text === 'true'
  // What is no number goes as it is: the grid says what it expected.
  if (kind === 'number') return Number.isNaN(Number(text)) ? text : Number(text)
  if (kind !== 'list') return text
  const lines = text.split('\n').map((line) => line.trim())
  return lines.filter((line) => line !== '')
}
