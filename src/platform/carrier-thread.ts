import { parentPort } from 'node:worker_threads'
import type { Connection, Submittable } from 'pg'
import { DatabaseAway } from './away.ts'
import type { Answer, Asked, Failure, Lost } from './carrier.ts'
import { GridClient } from './connection.ts'

// Carries flights to Postgres and back. A connection is asked one thing at a time.

const port = parentPort!
const clients = new Map<number, GridClient>()

port.on('message', async (asked: Asked) => {
  const answer: Answer = { request: asked.request, parsed: false }
  try {
    await act(asked, answer)
    if (asked.flight) answer.buffer = asked.flight.buffer
  } catch (error) {
    // The buffer stays here: Postgres may refuse a flight of which a part is still on its way.
    answer.failure = failureOf(error)
  }
  port.postMessage(answer, answer.buffer ? [answer.buffer] : [])
})

async function act({ connection: id, open, parse, flight, close }: Asked, answer: Answer): Promise<void> {
  if (open) await connect(id, open)
  const client = clients.get(id)
  if (close) {
    clients.delete(id)
    await client?.end()
    return
  }
  if (!client) throw new DatabaseAway(new Error('Connection terminated'))
  if (parse && parse.length > 0) {
    await submit(client, (connection) => {
      for (const { name, text } of parse) connection.parse({ name, text, types: [] }, true)
      connection.sync()
    })
  }
  answer.parsed = true
  if (flight) await submit(client, ({ stream }) => stream.write(new Uint8Array(flight.buffer, 0, flight.length)))
}

async function connect(id: number, { config, setup }: NonNullable<Asked['open']>): Promise<void> {
  void clients
    .get(id)
    ?.end()
    .catch(() => {})
  const client = new GridClient(config)
  clients.set(id, client)
  client.on('end', () => {
    if (clients.get(id) !== client) return
    clients.delete(id)
    port.postMessage({ lost: id } satisfies Lost)
  })
  await client.connect()
  await client.query(setup)
}

function submit(client: GridClient, send: (connection: Connection) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(new Exchange(send, (error) => (error ? reject(error) : resolve())))
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

/** An error as it can be cloned: an Error would lose its code. */
function failureOf(error: unknown): Failure {
  const told = (error instanceof DatabaseAway ? error.cause : error) as Error
  const fields = Object.entries(told).filter(([, value]) => typeof value === 'string' || typeof value === 'number')
  return { message: told.message, fields: Object.fromEntries(fields) }
}
