import { setTimeout as sleep } from 'node:timers/promises'
import ssh2, { type SFTPWrapper } from 'ssh2'
import type { Partner } from './partners.ts'

export interface File {
  name: string
  bytes: Buffer
}

/** A way in, as a partner uses it. Resolves when the grid has said "got it"; rejects when that is not known. */
export type Door = (file: File) => Promise<void>

const WITHIN_MS = 10_000

/** Nobody listened: nothing was sent. */
export class NotReached extends Error {}

export class NotAnswered extends Error {}

/** A repeat after a lost answer carries the same key. */
export function httpDoor(port: number, apiKey: () => string): Door {
  return async ({ name, bytes }) => {
    const headers = {
      authorization: `Bearer ${apiKey()}`,
      'entrepot-organization': 'acme',
      'entrepot-name': name,
      'idempotency-key': name,
    }
    const signal = AbortSignal.timeout(WITHIN_MS)
    const url = `http://127.0.0.1:${port}/api/v1/interchanges`
    const response = await fetch(url, { method: 'POST', body: new Uint8Array(bytes), headers, signal }).catch(
      (error) => {
        if (error.cause?.code === 'ECONNREFUSED') throw new NotReached()
        throw error.name === 'TimeoutError' ? new NotAnswered() : error
      },
    )
    await response.arrayBuffer()
    if (response.status !== 202) throw new Error(`answered ${response.status}`)
  }
}

/** What a partner lays down at its own server waits there for the grid; a server of files takes it while its sshd is away. */
export function partnerDoor({ peer }: Partner): Door {
  return async ({ name, bytes }) => {
    await peer.put(name, bytes).catch((error) => {
      throw error.code === 'ECONNREFUSED' ? new NotReached() : error
    })
  }
}

/** One session as long as it holds. After a cut the client does not know: it sends the same bytes under the same name. */
export function sftpDoor(port: number, privateKey: string, way: 'put' | 'rename'): Door {
  let session: { sftp: SFTPWrapper; closed: Promise<never> } | null = null
  return async ({ name, bytes }) => {
    try {
      session ??= await openSession(port, privateKey)
      const { sftp, closed } = session
      const step = (act: (done: (error?: Error | null) => void) => void) =>
        Promise.race([
          closed,
          late(),
          new Promise<void>((resolve, reject) => act((error) => (error ? reject(error) : resolve()))),
        ])
      if (way === 'put') await step((done) => sftp.writeFile(`/inbox/${name}`, bytes, done))
      else {
        await step((done) => sftp.writeFile(`/inbox/${name}.tmp`, bytes, done))
        await step((done) => sftp.rename(`/inbox/${name}.tmp`, `/inbox/${name}`, done))
      }
    } catch (error) {
      session?.sftp.end()
      session = null
      throw error
    }
  }
}

function openSession(port: number, privateKey: string): Promise<{ sftp: SFTPWrapper; closed: Promise<never> }> {
  const client = new ssh2.Client()
  let reached = true
  const closed = new Promise<never>((_, reject) =>
    client.on('close', () => reject(reached ? new Error('the connection was cut') : new NotReached())),
  )
  closed.catch(() => {})
  client.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNREFUSED') reached = false // 'close' follows
  })
  const opened = new Promise<{ sftp: SFTPWrapper; closed: Promise<never> }>((resolve, reject) =>
    client.on('ready', () =>
      client.sftp((error, sftp) => {
        if (error) return reject(error)
        sftp.on('error', () => {})
        sftp.once('end', () => client.end())
        resolve({ sftp, closed })
      }),
    ),
  )
  client.connect({ host: '127.0.0.1', port, username: 'acme', privateKey, readyTimeout: WITHIN_MS })
  return Promise.race([opened, closed])
}

async function late(): Promise<never> {
  await sleep(WITHIN_MS, undefined, { ref: false })
  throw new NotAnswered()
}
