/**
 * What a connector throws; the engine acts on the type. Anything else is a bug of ours: retried with back-off, then given up.
 */
export class ConnectorError extends Error {
  /** A code of the catalogue; with `parameters` it is what people are shown. */
  readonly code: string
  readonly parameters: Record<string, unknown>
  constructor(code: string, message: string, parameters: Record<string, unknown> = {}) {
    super(message)
    this.code = code
    this.parameters = parameters
  }
}

/** The connection is gone or could not be made: open it again later. */
export class Disconnected extends ConnectorError {}

/** The other side asks for patience. */
export class TryLater extends ConnectorError {
  readonly afterMs: number
  constructor(afterMs: number, code: string, message: string, parameters: Record<string, unknown> = {}) {
    super(code, message, parameters)
    this.afterMs = afterMs
  }
}

/** The other side said no to this item: trying again would not help. */
export class Rejected extends ConnectorError {}

/** The settings cannot work: a person must mend them. */
export class Misconfigured extends ConnectorError {}

/** The other side is not who it was: an alarm. Nothing more is said to it until a person has acted. */
export class Untrusted extends Misconfigured {}
