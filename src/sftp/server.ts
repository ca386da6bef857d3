import type { Socket } from 'node:net'
import ssh2, { type Connection, type Server } from 'ssh2'
import { sayBanner } from './banner.ts'
import type { Doorkeeper } from './home.ts'
import { serveRequests } from './requests.ts'
import { SignIn } from './sign-in.ts'

export interface SftpOptions {
  host: string
  port: number
  /** Private keys in OpenSSH form. */
  hostKeys: string[]
  doorkeeper: Doorkeeper
  sessionsPerAccountMax: number
  sessionsPerAddressMax: number
  /** Told of faults of ours; what clients do wrong is answered, not told. */
  failed(error: unknown, what: string): void
  sessions?(open: number): void
  refused?(): void
}

export interface Sftp {
  port: number
  close(): Promise<void>
}

const HANDSHAKE_MS = 30_000
const IDLE_MS = 900_000

/** No SHA-1, no CBC, no short groups. */
const ALGORITHMS = {
  kex: [
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group16-sha512',
    'diffie-hellman-group14-sha256',
  ],
  serverHostKey: ['ssh-ed25519', 'rsa-sha2-512', 'rsa-sha2-256'],
  cipher: [
    'aes128-gcm@openssh.com',
    'aes256-gcm@openssh.com',
    'chacha20-poly1305@openssh.com',
    'aes128-ctr',
    'aes256-ctr',
  ],
  hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512'],
} as const

/** The grid's own SFTP server. Each signed-in connection sees the home of its account and nothing else. */
export async function startSftp(options: SftpOptions): Promise<Sftp> {
  const signIn = new SignIn(options.doorkeeper, options.refused ?? (() => {}))
  const connections = new Set<Connection>()
  const accounts = new Counts(options.sessionsPerAccountMax)
  const addresses = new Counts(options.sessionsPerAddressMax)
  const server: Server = new ssh2.Server(
    {
      hostKeys: options.hostKeys,
      algorithms: ALGORITHMS as never,
      ident: 'Entrepot',
      keepaliveInterval: 30_000,
      keepaliveCountMax: 4,
    } as never,
    (connection, { ip }) => {
      connection.on('error', () => {}) // a cut connection; 'close' follows
      // Answers are small and waited for: held back by Nagle's algorithm each would take 40 ms.
      ;(connection as unknown as { _sock?: Socket })._sock?.setNoDelay(true)
      if (!addresses.enter(ip)) return void connection.end()
      connections.add(connection)
      options.sessions?.(connections.size)
      const handshake = setTimeout(() => connection.end(), HANDSHAKE_MS)
      let username = ''
      const say = (text: string) => sayBanner(connection, text)
      const authenticate = signIn.connection(ip, { cut: () => connection.end(), say })
      connection.on('authentication', (context) => {
        username = context.username
        authenticate(context)
      })
      connection.once('ready', () => {
        clearTimeout(handshake)
        if (!accounts.enter(username)) return void connection.end()
        connection.once('close', () => accounts.leave(username))
        serveConnection(connection, username, options)
      })
      connection.once('close', () => {
        clearTimeout(handshake)
        addresses.leave(ip)
        connections.delete(connection)
        options.sessions?.(connections.size)
      })
    },
  )
  ;(server as unknown as NodeJS.EventEmitter).on('error', (error) => options.failed(error, 'the SFTP server'))
  await new Promise<void>((resolve, reject) => {
    ;(server as unknown as NodeJS.EventEmitter).once('error', reject)
    server.listen(options.port, options.host, () => resolve())
  })
  return {
    port: (server.address() as { port: number }).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const connection of connections) connection.end()
      await closed
    },
  }
}

function serveConnection(connection: Connection, username: string, options: SftpOptions): void {
  let idle = setTimeout(() => connection.end(), IDLE_MS)
  const alive = () => {
    clearTimeout(idle)
    idle = setTimeout(() => connection.end(), IDLE_MS)
  }
  connection.once('close', () => clearTimeout(idle))
  connection.on('session', (accept) => {
    const session = accept()
    session.on('error' as never, () => {})
    session.once('close', () => connection.end())
    session.on('sftp', (acceptSftp) => {
      const stream = acceptSftp()
      options.doorkeeper.homeOf(username).then(
        (home) => serveRequests(stream, { home, alive, failed: options.failed, cut: () => connection.end() }),
        (error) => {
          options.failed(error, 'opening a home')
          connection.end()
        },
      )
    })
  })
}

/** How many are in by name, up to a maximum each. */
class Counts {
  readonly #max: number
  readonly #counts = new Map<string, number>()
  constructor(max: number) {
    this.#max = max
  }
  enter(name: string): boolean {
    const count = this.#counts.get(name) ?? 0
    if (count >= this.#max) return false
    this.#counts.set(name, count + 1)
    return true
  }
  leave(name: string): void {
    const count = (this.#counts.get(name) ?? 1) - 1
    if (count <= 0) this.#counts.delete(name)
    else this.#counts.set(name, count)
  }
}
