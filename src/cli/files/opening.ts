import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { CliError } from '../connection.ts'

const STANDARD_INPUT = '-'

/** A file to be read at any place in it. What comes by a pipe has none: it is kept on disk until it is closed. */
export async function openFile(path: string): Promise<FileHandle> {
  if (path === STANDARD_INPUT) return keptOf(process.stdin)
  const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new CliError(`${path} cannot be read (${error.code}).`)
  })
  const about = await handle.stat()
  if (about.isFile()) return handle
  if (!about.isDirectory()) return keptOf(handle.createReadStream())
  await handle.close()
  throw new CliError(`${path} is a folder, not a file.`)
}

async function keptOf(source: Readable): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'entrepot-'))
  try {
    const kept = await open(join(folder, 'input'), 'wx+', 0o600)
    let place = 0
    for await (const chunk of source as AsyncIterable<Uint8Array>) {
      // By its place: whoever reads without one begins at the beginning.
      for (let done = 0; done < chunk.length; ) {
        const { bytesWritten } = await kept.write(chunk, done, chunk.length - done, place)
        done += bytesWritten
        place += bytesWritten
      }
    }
    return kept
  } finally {
    // A file without a name goes with the process that has it open, however it ends.
    await rm(folder, { recursive: true })
  }
}
