import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { payloadError } from './errors.ts'
import type { Place, PlaceProblem, StoredFile } from './place.ts'
import { readFully, storing } from './spool.ts'
import type { StoredBytes } from './stored-form.ts'

/** A folder of payloads, each a file named by its hash: `ab/cd/abcd…`. Written beside, synced, then moved into place. */
export class Disk implements Place {
  readonly name = 'disk'
  readonly pieceBytes = 262_144
  readonly #folder: string
  /** Folders whose entries in their parents are known to be durable. */
  readonly #synced = new Set<string>()

  constructor(folder: string) {
    this.#folder = folder
  }

  async prepare(_hash: Buffer, file: StoredFile): Promise<void> {
    await storing(() => synced(file.path, 'r+'))
  }

  /** Takes the place of a file that is there already: the same content, and certainly whole. */
  async settle(hash: Buffer, file: StoredFile): Promise<boolean> {
    const path = this.#pathOf(hash)
    const folder = dirname(path)
    await storing(async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await rename(file.path, path)
      // A renamed file is there after a power cut only when its folder is synced, a new folder only when its parent is.
      await synced(folder, 'r')
      if (this.#synced.has(folder)) return
      for (const one of [dirname(folder), this.#folder, dirname(this.#folder)]) await synced(one, 'r')
      this.#synced.add(folder)
    })
    return true
  }

  async open(hash: Buffer): Promise<StoredBytes> {
    try {
      const file = await open(this.#pathOf(hash), 'r')
      const { size } = await file.stat()
      return {
        sizeBytes: size,
        read: (offset, length) => readFully(file, offset, length),
        close: () => file.close(),
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      throw payloadError('payload-missing', { hash: hash.toString('hex') })
    }
  }

  async *older(before: number): AsyncIterable<Buffer[]> {
    for (const first of await namesIn(this.#folder, /^[0-9a-f]{2}$/)) {
      const found: Buffer[] = []
      for (const second of await namesIn(join(this.#folder, first), /^[0-9a-f]{2}$/)) {
        const folder = join(this.#folder, first, second)
        for (const name of await namesIn(folder, /^[0-9a-f]{64}$/)) {
          const { mtimeMs } = (await stat(join(folder, name)).catch(() => null)) ?? { mtimeMs: before }
          if (mtimeMs < before) found.push(Buffer.from(name, 'hex'))
        }
      }
      if (found.length > 0) yield found
    }
  }

  async remove(hash: Buffer, before: number): Promise<number> {
    const path = this.#pathOf(hash)
    const found = await stat(path).catch(() => null)
    if (!found || found.mtimeMs >= before) return 0
    await rm(path, { force: true })
    return found.size
  }

  async check(): Promise<PlaceProblem | null> {
    const probe = join(this.#folder, `probe-${randomUUID()}`)
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 })
      await writeFile(probe, 'entrepot', { flag: 'wx', flush: true })
      return null
    } catch (error) {
      return { layer: 'disk', reason: (error as Error).message }
    } finally {
      await rm(probe, { force: true }).catch(() => {})
    }
  }

  #pathOf(hash: Buffer): string {
    const name = hash.toString('hex')
    return join(this.#folder, name.slice(0, 2), name.slice(2, 4), name)
  }
}

async function synced(path: string, flags: string): Promise<void> {
  const file = await open(path, flags)
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

async function namesIn(folder: string, pattern: RegExp): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [] as string[]
    throw error
  })
  return names.filter((name) => pattern.test(name)).sort()
}
