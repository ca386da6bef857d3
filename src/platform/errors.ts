/**
 * Operating errors: a code of the catalogue with parameters. Made by what `declareErrors` returns, so that every code has its
 * status, sentence and advice in one place. Programmer errors are plain `Error`s and crash or answer 500.
 */
export class GridError extends Error {
  readonly code: string
  readonly status: number
  readonly parameters: Record<string, unknown>
  constructor(code: string, status: number, message: string, parameters: Record<string, unknown> = {}) {
    super(message)
    this.code = code
    this.status = status
    this.parameters = parameters
  }
}

/** One line of the catalogue. */
export interface ErrorKind {
  status: number
  /** What was found and what was expected, with `{parameters}`. */
  message: string
  /** What to do now. */
  advice: string
}

type Named<M extends string> = M extends `${string}{${infer P}}${infer Rest}` ? P | Named<Rest> : never
type Given<M extends string> = [Named<M>] extends [never]
  ? [parameters?: Record<string, unknown>]
  : [parameters: { [P in Named<M>]: unknown } & Record<string, unknown>]

const catalogue = new Map<string, ErrorKind>()

/**
 * Adds codes to the catalogue: called once by each `errors.ts`, at import. The function returned makes an error of a code:
 * `throw accessError('api-key-unknown', { id })`; TypeScript asks for the parameters that the message names.
 */
export function declareErrors<const C extends Record<string, ErrorKind>>(kinds: C) {
  for (const [code, kind] of Object.entries(kinds)) {
    if (catalogue.has(code)) throw new Error(`the error code ${code} is declared twice`)
    catalogue.set(code, kind)
  }
  return <K extends keyof C & string>(code: K, ...[parameters]: Given<C[K]['message']>): GridError => {
    const kind = kinds[code]!
    return new GridError(code, kind.status, renderMessage(kind.message, parameters ?? {}), parameters)
  }
}

/** Every code declared by the modules that are loaded. */
export function errorCatalogue(): ReadonlyMap<string, ErrorKind> {
  return catalogue
}

function renderMessage(message: string, parameters: Record<string, unknown>): string {
  return message.replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? '?'))
}
