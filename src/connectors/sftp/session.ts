import type { Client, FileEntryWithStats, SFTPWrapper, Stats } from 'ssh2'
import { type ConnectorError, Disconnected, Misconfigured, Rejected } from '../errors.ts'
import { problem } from './problems.ts'

/** A file or folder as its server describes it. Times are in whole seconds: the protocol has no finer ones. */
export interface Described {
  sizeBytes: number
  /** Seconds since 1970, as far as the server says. */
  changed: number | null
  kind: 'file' | 'folder' | 'other'
}

export interface Listed extends Described {
  name: string
}

const NO_SUCH_FILE = 2
const PERMISSION_DENIED = 3
const END = 1
export const FAILURE = 4
export const UNSUPPORTED = 8
/** Small enough for every server; one at a time, since several break when reads or writes overlap. */
const PIECE_BYTES = 131_072
const WRITTEN_BYTES = 32_768

type Done<T> = (error?: Error | null, value?: T) => void

/** One SFTP session. Every call ends: by its answer, by the time limit or by the end of the connection. */
export class SftpSession {
  readonly #client: Client
  readonly #sftp: SFTPWrapper
  readonly #timeoutMs: number
  readonly #pending = new Set<(reason: string) => void>()
  /** Known to be there, until a rename says otherwise. */
  readonly #folders = new Map<string, Promise<void>>()
  #gone: string | null = null

  constructor(client: Client, sftp: SFTPWrapper, timeoutMs: number) {
    this.#client = client
    this.#sftp = sftp
    this.#timeoutMs = timeoutMs
    client.on('error', (error) => this.#end(error.message))
    client.on('close', () => this.#end('the server closed the connection'))
    sftp.on('error', (error: Error) => this.#end(error.message))
  }

  get isOpen(): boolean {
    return this.#gone === null
  }

  /** Ends it without waiting for what still runs. */
  close(): void {
    this.#end('the session was closed')
  }

  home(): Promise<string> {
    return this.#call('resolving', '.', (sftp, done: Done<string>) => sftp.realpath('.', done))
  }

  /** Null: there is nothing of this name. */
  async stat(path: string): Promise<Described | null> {
    try {
      return described(await this.#call('a look', path, (sftp, done: Done<Stats>) => sftp.stat(path, done)))
    } catch (error) {
      if (statusOf(error) === NO_SUCH_FILE) return null
      throw error
    }
  }

  /** Everything in a folder. @throws {Misconfigured} there is none, or it may not be listed */
  async list(path: string, signal: AbortSignal): Promise<Listed[]> {
    const handle = await this.#call('listing', path, (sftp, done: Done<Buffer>) => sftp.opendir(path, done)).catch(
      (error) => {
        throw statusOf(error) === NO_SUCH_FILE ? problem(Misconfigured, 'sftp-folder-missing', { path }) : error
      },
    )
    const found: Listed[] = []
    try {
      for (;;) {
        signal.throwIfAborted()
        const page = await this.#page(handle, path)
        if (!page) return found
        for (const { filename, longname, attrs } of page) {
          if (filename !== '.' && filename !== '..') found.push({ name: filename, ...described(attrs, longname) })
        }
      }
    } finally {
      await this.#close(handle, path)
    }
  }

  async *read(path: string, describe: (now: Described) => void): AsyncGenerator<Buffer> {
    const handle = await this.#call('reading', path, (sftp, done: Done<Buffer>) => sftp.open(path, 'r', done))
    const look = async () => {
      const now = described(await this.#call('a look', path, (sftp, done: Done<Stats>) => sftp.fstat(handle, done)))
      describe(now)
      return now
    }
    try {
      const { sizeBytes } = await look()
      for (let at = 0; at < sizeBytes; ) {
        const piece = await this.#piece(handle, path, at)
        if (piece.length === 0) break
        at += piece.length
        yield piece
      }
      await look()
    } finally {
      await this.#close(handle, path)
    }
  }

  /** Writes a new file from its beginning to its end, or over what is left of an earlier attempt. */
  async write(path: string, bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void> {
    const handle = await this.#call('writing', path, (sftp, done: Done<Buffer>) => sftp.open(path, 'w', done))
    try {
      let at = 0
      for await (const given of bytes) {
        const piece = Buffer.from(given.buffer, given.byteOffset, given.length)
        for (let from = 0; from < piece.length; from += WRITTEN_BYTES) {
          const length = Math.min(WRITTEN_BYTES, piece.length - from)
          const position = at
          await this.#call('writing', path, (sftp, done: Done<void>) =>
            sftp.write(handle, piece, from, length, position, done),
          )
          at += length
        }
      }
    } catch (error) {
      await this.#close(handle, path)
      throw error
    }
    // The answer to a close may be where a full disk shows.
    await this.#call('closing', path, (sftp, done: Done<void>) => sftp.close(handle, done))
  }

  async rename(from: string, to: string): Promise<void> {
    try {
      await this.#call('renaming', from, (sftp, done: Done<void>) => sftp.rename(from, to, done))
    } catch (error) {
      this.#folders.clear()
      throw error
    }
  }

  /** Over what is there, at once. False: this server does not announce it. */
  async renameOver(from: string, to: string): Promise<boolean> {
    try {
      await this.#call('renaming', from, (sftp, done: Done<void>) => sftp.ext_openssh_rename(from, to, done))
      return true
    } catch (error) {
      if (statusOf(error) !== undefined || error instanceof Disconnected) throw error
      return false
    }
  }

  /** Removing what is gone is done. */
  async remove(path: string): Promise<void> {
    await this.#call('removing', path, (sftp, done: Done<void>) => sftp.unlink(path, done)).catch((error) => {
      if (statusOf(error) !== NO_SUCH_FILE) throw error
    })
  }

  /** With the folders above it. Those who ask at the same moment wait for the one who makes it. */
  makeFolder(path: string): Promise<void> {
    if (path === '' || path === '/' || path === '.') return Promise.resolve()
    let made = this.#folders.get(path)
    if (!made) {
      made = this.#make(path)
      this.#folders.set(path, made)
      made.catch(() => this.#folders.delete(path))
    }
    return made
  }

  async #make(path: string): Promise<void> {
    if (await this.stat(path)) return
    await this.makeFolder(path.slice(0, Math.max(path.lastIndexOf('/'), 0)))
    try {
      await this.#call('making a folder', path, (sftp, done: Done<void>) => sftp.mkdir(path, done))
    } catch (error) {
      if (!(await this.stat(path))) throw error // somebody else made it
    }
  }

  #page(handle: Buffer, path: string): Promise<FileEntryWithStats[] | null> {
    return this.#call('listing', path, (sftp, done: Done<FileEntryWithStats[] | null>) =>
      sftp.readdir(handle as unknown as string, (error, list) =>
        (error as { code?: number } | undefined)?.code === END ? done(null, null) : done(error, list),
      ),
    )
  }

  #piece(handle: Buffer, path: string, at: number): Promise<Buffer> {
    const piece = Buffer.allocUnsafe(PIECE_BYTES)
    return this.#call('reading', path, (sftp, done: Done<Buffer>) =>
      sftp.read(handle, piece, 0, PIECE_BYTES, at, (error, length) =>
        (error as { code?: number } | undefined)?.code === END
          ? done(null, piece.subarray(0, 0))
          : done(error, piece.subarray(0, length)),
      ),
    )
  }

  /** A handle that cannot be closed is the server's to clean up. */
  async #close(handle: Buffer, path: string): Promise<void> {
    await this.#call('closing', path, (sftp, done: Done<void>) => sftp.close(handle, done)).catch(() => {})
  }

  #call<T>(act: string, path: string, start: (sftp: SFTPWrapper, done: Done<T>) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      const lost = (reason: string) => reject(problem(Disconnected, 'sftp-disconnected', { act, path, reason }))
      if (this.#gone !== null) return lost(this.#gone)
      const timer = setTimeout(() => this.#end(`no answer within ${this.#timeoutMs / 1000} s`), this.#timeoutMs)
      this.#pending.add(lost)
      const finish = () => {
        clearTimeout(timer)
        this.#pending.delete(lost)
      }
      try {
        start(this.#sftp, (error, value) => {
          finish()
          if (error) reject(answered(error, act, path))
          else resolve(value as T)
        })
      } catch (error) {
        finish()
        reject(error)
      }
    })
  }

  #end(reason: string): void {
    if (this.#gone !== null) return
    this.#gone = reason
    for (const lost of [...this.#pending]) lost(reason)
    this.#pending.clear()
    // After our own end some servers reset the connection: nobody is left to care.
    this.#client.end()
    this.#client.destroy()
  }
}

/** The status that the server answered with, when it answered. */
export function statusOf(error: unknown): number | undefined {
  return (error as ConnectorError).parameters?.['status'] as number | undefined
}

/** Without a status it was no answer: the session is gone. */
function answered(error: Error, act: string, path: string): ConnectorError {
  const status = (error as { code?: unknown }).code
  const reason = error.message
  if (typeof status !== 'number') return problem(Disconnected, 'sftp-disconnected', { act, path, reason })
  if (status === PERMISSION_DENIED) return problem(Misconfigured, 'sftp-permission-denied', { act, path, status })
  return problem(Rejected, 'sftp-refused', { act, path, reason, status })
}

/** Some servers leave the permissions out: then the first letter of the line for people says what it is. */
function described(attrs: Stats, longname = ''): Described {
  const type = attrs.mode === undefined ? null : attrs.mode & 0o170000
  const folder = type === 0o040000 || (!type && longname.startsWith('d'))
  const file = type === 0o100000 || (!type && !folder && !longname.startsWith('l'))
  return { sizeBytes: attrs.size ?? 0, changed: attrs.mtime ?? null, kind: folder ? 'folder' : file ? 'file' : 'other' }
}
