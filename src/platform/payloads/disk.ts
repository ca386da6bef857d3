import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { HEADER_BYTES, header } from './stored-form.ts'

export interface StoredFile {
  hash: Buffer
  sizeBytes: number
}

/** A folder of payloads, each a file named by its hash: `ab/cd/abcd…`. Written beside, synced, then moved into place. */
export class PayloadFolder {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  pathOf(hash: Buffer): string {
    const name = hash.toString('hex')
    return join(this.#folder, name.slice(0, 2), name.slice(2, 4), name)
  }

  async draftPath(): Promise<string> {
    const folder = join(this.#folder, 'drafts')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return join(folder, randomUUID())
  }

  /** Hashes a whole draft, syncs it and moves it to its place: durable when this resolves. */
  async adopt(draft: string): Promise<StoredFile> {
    const file = await open(draft, 'r+')
    const sha = createHash('sha256')
    let sizeBytes = 0
    try {
      const buffer = Buffer.allocUnsafe(262_144)
      for (let at = HEADER_BYTES; ; ) {
        const { bytesRead } = await file.read(buffer, 0, buffer.length, at)
        if (bytesRead === 0) break
        sha.update(buffer.subarray(0, bytesRead))
        at += bytesRead
        sizeBytes += bytesRead
      }
      await file.write(header(), 0, HEADER_BYTES, 0)
      await file.sync()
    } finally {
      await file.close()
    }
    const hash = sha.digest()
    await this.place(draft, hash)
    return { hash, sizeBytes }
  }

  async place(draft: string, hash: Buffer): Promise<void> {
    const path = this.pathOf(hash)
    const folder = dirname(path)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await rename(draft, path)
    // A renamed file is there after a power cut only when its folder is synced, and a new folder only when its parents are.
    for (const one of [folder, dirname(folder), this.#folder]) await syncFolder(one)
  }

  /** Drafts that no living process can finish: older than a day. */
  async sweep(now: number): Promise<number> {
    const folder = join(this.#folder, 'drafts')
    let swept = 0
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name)
      const found = await stat(path).catch(() => null)
      if (!found || found.mtimeMs > now - 86_400_000) continue
      await rm(path, { force: true })
      swept++
    }
    return swept
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
