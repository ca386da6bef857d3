import { connect, createServer, type Socket } from 'node:net'

/** A cable to a server: it can be cut after so many bytes. */
export interface Wire {
  port: number
  /** How many sessions went over it so far. */
  readonly sessions: number
  /** Every session breaks once its server has said so many bytes; null: none does. */
  breakAfter(bytes: number | null): void
  stop(): Promise<void>
}

export async function startWire(to: { host: string; port: number }): Promise<Wire> {
  const sockets = new Set<Socket>()
  let limit: number | null = null
  let sessions = 0
  const server = createServer((near) => {
    const far = connect(to.port, to.host)
    let said = 0
    sessions++
    const end = () => {
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', end).on('close', () => {
        sockets.delete(socket)
        end()
      })
    }
    near.pipe(far)
    far.on('data', (bytes) => {
      said += bytes.length
      if (limit !== null && said > limit) end()
      else near.write(bytes)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as { port: number }).port,
    get sessions() {
      return sessions
    },
    breakAfter(bytes) {
      limit = bytes
    },
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
