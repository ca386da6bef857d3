import { createHash } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import ssh2 from 'ssh2'
import { AddressRefused, addressOf, anywhere } from '../../platform/outbound.ts'
import type { Layer } from '../define.ts'
import { type ConnectorError, Disconnected, Misconfigured, Untrusted } from '../errors.ts'
import type { SftpFields } from './fields.ts'
import { readPrivateKey } from './private-key.ts'
import { problem } from './problems.ts'
import { SftpSession } from './session.ts'

/** A server has a key of each kind and shows the one asked for first: the one that is pinned may be another. No SHA-1. */
const HOST_KEY_KINDS = [
  ['ssh-ed25519'],
  ['ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'],
  ['rsa-sha2-512', 'rsa-sha2-256'],
] as const
const MACS = [
  'hmac-sha2-256-etm@openssh.com',
  'hmac-sha2-512-etm@openssh.com',
  'hmac-sha2-256',
  'hmac-sha2-512',
] as const
const KEEPALIVE_MS = 15_000

/** Opens a session layer by layer: yields each that holds, and throws at the first that does not. */
export async function* opening(fields: SftpFields, signal: AbortSignal): AsyncGenerator<Layer, SftpSession> {
  const credentials = fields.privateKey ? readPrivateKey(fields.privateKey, fields.passphrase) : {}
  const address = await resolved(fields.host)
  yield 'name'
  let socket = await connected(fields, address, signal)
  yield 'network'
  const shown: string[] = []
  let dialled: Dialled | null = null
  for (const kinds of [HOST_KEY_KINDS.flat(), ...HOST_KEY_KINDS]) {
    if (socket.destroyed) socket = await connected(fields, address, signal)
    dialled = dial({ fields, credentials, socket, kinds, shown, signal })
    if (await identified(dialled, fields, shown)) break
    dialled = null
  }
  if (!dialled) throw notExpected(fields, shown)
  yield 'identity'
  await dialled.ready
  yield 'sign-in'
  const session = await dialled.session()
  yield 'permission'
  return session
}

interface Dialled {
  identity: Promise<void>
  ready: Promise<void>
  session(): Promise<SftpSession>
}

async function resolved(host: string): Promise<string> {
  try {
    return await addressOf(host, anywhere)
  } catch (error) {
    if (error instanceof AddressRefused) throw problem(Misconfigured, 'sftp-address-refused', { host })
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message
    throw problem(Disconnected, 'sftp-name-unknown', { host, reason })
  }
}

function connected({ host, port, timeoutMs }: SftpFields, address: string, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, signal })
    const fail = (reason: string) => {
      socket.destroy()
      reject(problem(Disconnected, 'sftp-unreachable', { host, port, reason }))
    }
    const failed = (error: NodeJS.ErrnoException) => fail(error.code ?? error.message)
    socket.setTimeout(timeoutMs, () => fail(`no answer within ${timeoutMs / 1000} s`))
    socket.once('error', failed)
    socket.once('connect', () => {
      socket.setTimeout(0)
      socket.setNoDelay(true)
      socket.off('error', failed)
      resolve(socket)
    })
  })
}

/** False: the server shows a key of this kind that is not expected, or has none of this kind. */
async function identified(dialled: Dialled, fields: SftpFields, shown: string[]): Promise<boolean> {
  const before = shown.length
  try {
    await dialled.identity
    return true
  } catch (error) {
    const { reason } = (error as ConnectorError).parameters
    if (shown.length > before && !fields.hostKeys.includes(shown.at(-1)!)) return false
    if (before > 0 && /no matching host key/i.test(String(reason))) return false
    throw error
  }
}

function notExpected({ hostKeys }: SftpFields, shown: string[]): ConnectorError {
  const found = [...new Set(shown)].join(', ')
  if (hostKeys.length === 0) return problem(Misconfigured, 'sftp-host-key-unpinned', { found })
  return problem(Untrusted, 'sftp-host-key-changed', { found, expected: hostKeys.join(' or ') })
}

function dial(by: {
  fields: SftpFields
  credentials: { privateKey?: string; passphrase?: string }
  socket: Socket
  kinds: readonly string[]
  shown: string[]
  signal: AbortSignal
}): Dialled {
  const { fields, socket, shown } = by
  const { host, user, timeoutMs } = fields
  const client = new ssh2.Client()
  const [identity, ready] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  for (const { promise } of [identity, ready]) promise.catch(() => {})
  const fail = (reason: string, level?: string) => {
    socket.destroy()
    identity.reject(problem(Disconnected, 'sftp-handshake-failed', { host, reason }))
    const refused = level === 'client-authentication'
    ready.reject(
      refused
        ? problem(Misconfigured, 'sftp-sign-in-refused', { user })
        : problem(Disconnected, 'sftp-handshake-failed', { host, reason }),
    )
  }
  client.on('error', (error: Error & { level?: string }) => fail(error.message, error.level))
  client.on('close', () => fail('the server closed the connection'))
  client.once('handshake', () => identity.resolve())
  client.once('ready', () => ready.resolve())
  client.on('keyboard-interactive', (...asked) => {
    const [, , , prompts, answer] = asked
    answer(prompts.map(() => fields.password ?? ''))
  })
  const stop = () => fail('the grid is stopping')
  by.signal.addEventListener('abort', stop, { once: true })
  client.once('close', () => by.signal.removeEventListener('abort', stop))
  client.connect({
    sock: socket,
    username: user,
    ...(fields.password === undefined ? {} : { password: fields.password, tryKeyboard: true }),
    ...by.credentials,
    readyTimeout: timeoutMs,
    keepaliveInterval: KEEPALIVE_MS,
    algorithms: { serverHostKey: [...by.kinds] as never, hmac: [...MACS] },
    hostVerifier: (key: Buffer) => {
      const fingerprint = fingerprintOf(key)
      shown.push(fingerprint)
      return fields.hostKeys.includes(fingerprint)
    },
  })
  return { identity: identity.promise, ready: ready.promise, session: () => sessionOf(client, socket, timeoutMs) }
}

/** Only an answer is a refusal: a server that is gone or silent by now may open a session later. */
function sessionOf(client: ssh2.Client, socket: Socket, timeoutMs: number): Promise<SftpSession> {
  return new Promise((resolve, reject) => {
    const fail = (error: ConnectorError) => {
      client.destroy()
      reject(error)
    }
    const broken = (reason: string) => fail(problem(Disconnected, 'sftp-disconnected', { reason }))
    const timer = setTimeout(() => broken(`no answer within ${timeoutMs / 1000} s`), timeoutMs)
    client.sftp((error, sftp) => {
      clearTimeout(timer)
      if (!error) resolve(new SftpSession(client, sftp, timeoutMs))
      else if (socket.destroyed || socket.readableEnded) broken(error.message)
      else fail(problem(Misconfigured, 'sftp-refused-session', { reason: error.message }))
    })
  })
}

/** As OpenSSH prints it. */
function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`
}
