import type { Client, Connection, Submittable } from 'pg'
import { asAway } from './away.ts'

/** A statement of a flight: prepared once a connection, under its name. */
export interface FlightStatement {
  name: string
  text: string
  /** Buffers travel in binary form, strings as text. */
  values: (Buffer | string)[]
}

/**
 * Runs statements as one transaction in one flight: all are sent at once with a single Sync, up to which Postgres treats them as
 * one transaction, committed at the Sync or, after an error, skipped and rolled back as a whole (PostgreSQL 18, §54.2.4).
 * Resolves when the commit is durable. `prepared` holds the names that this connection knows.
 */
export async function fly(client: Client, statements: FlightStatement[], prepared: Set<string>): Promise<void> {
  const unknown = statements.filter(({ name }) => !prepared.has(name))
  if (unknown.length > 0) {
    await submit(client, (connection) => {
      for (const { name, text } of unknown) connection.parse({ name, text, types: [] }, true)
    })
    for (const { name } of unknown) prepared.add(name)
  }
  await submit(client, (connection) => {
    for (const { name, values } of statements) {
      connection.bind({ statement: name, values }, true)
      connection.execute({}, true)
    }
  })
}

function submit(client: Client, send: (connection: Connection) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(new Exchange(send, (error) => (error ? reject(asAway(error)) : resolve())))
  })
}

/** What the client asks of a query whose rows nobody reads. */
class Exchange implements Submittable {
  readonly #send: (connection: Connection) => void
  readonly #settle: (error?: unknown) => void

  constructor(send: (connection: Connection) => void, settle: (error?: unknown) => void) {
    this.#send = send
    this.#settle = settle
  }

  submit(connection: Connection): void {
    connection.stream.cork()
    try {
      this.#send(connection)
      connection.sync()
    } finally {
      connection.stream.uncork()
    }
  }

  handleError(error: unknown): void {
    this.#settle(error)
  }

  handleReadyForQuery(): void {
    this.#settle()
  }

  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}
}
