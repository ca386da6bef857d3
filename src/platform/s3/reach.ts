import { connect, isIP } from 'node:net'
import { connect as connectTls, rootCertificates } from 'node:tls'
import { anywhere, addressOf as resolved } from '../outbound.ts'

const TIMEOUT_MS = 5_000

export interface Address {
  host: string
  port: number
  secure: boolean
  /** A certificate in PEM to trust beside the usual ones. */
  certificate?: string | undefined
}

export function addressOf(url: URL): Address {
  const secure = url.protocol === 'https:'
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || (secure ? 443 : 80)), secure }
}

/** Why a host's name is not found, or is that of a place the grid never speaks to, or null. */
export async function nameProblem({ host }: Address): Promise<string | null> {
  try {
    await resolved(host, anywhere)
    return null
  } catch (error) {
    return (error as { code?: string }).code ?? (error as Error).message
  }
}

/** Why no connection can be made, or null. */
export function networkProblem({ host, port }: Address): Promise<string | null> {
  return opened(connect({ host, port }), 'connect')
}

/** Why a connection is not secure, or null. */
export function tlsProblem({ host, port, certificate }: Address): Promise<string | null> {
  const ca = certificate ? { ca: [...rootCertificates, certificate] } : {}
  return opened(connectTls({ host, port, ...ca, ...(isIP(host) ? {} : { servername: host }) }), 'secureConnect')
}

function opened(socket: ReturnType<typeof connect>, event: 'connect' | 'secureConnect'): Promise<string | null> {
  return new Promise((resolve) => {
    const end = (reason: string | null) => {
      socket.destroy()
      resolve(reason)
    }
    socket.setTimeout(TIMEOUT_MS, () => end(`no answer within ${TIMEOUT_MS / 1000} s`))
    socket.once(event, () => end(null))
    socket.on('error', (error: Error & { code?: string }) => end(error.code ?? error.message))
  })
}
