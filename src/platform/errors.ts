/**
 * Operating errors: a code of the catalogue with parameters; the sentence is rendered when it is shown.
 * Programmer errors are plain `Error`s and crash or answer 500.
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
