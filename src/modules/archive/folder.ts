import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** The archive of this machine. */
export interface FolderStore {
  /** Durable when it resolves. A file that is there already is replaced whole: the same act has the same bytes. */
  put(path: string, bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void>
}

/** A folder of this machine: written beside, synced, moved into place. */
export function folderStore(root: string): FolderStore {
  return {
    async put(path, bytes) {
      const file = join(root, path)
      const partial = `${file}.partial-${randomUUID().slice(0, 8)}`
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      try {
        const handle = await open(partial, 'wx', 0o600)
        await pipeline(Readable.from(bytes), handle.createWriteStream({ flush: true }))
        await rename(partial, file)
      } catch (error) {
        await rm(partial, { force: true })
        throw error
      }
      for (let folder = dirname(file); ; folder = dirname(folder)) {
        await synced(folder)
        if (folder === root || folder === dirname(folder)) return
      }
    },
  }
}

async function synced(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
