import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { Spool } from './spool.ts'

const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8)
/** Says "this process": in a container every process is number 1. */
const PROCESS = `${HOST}-${process.pid}-${randomUUID().slice(0, 8)}`
const DAY_MS = 86_400_000

/** Files being written. Their names say by whom, so that those of a killed process can be told from those of a living one. */
export class DraftsFolder {
  readonly #folder: string
  #made = false

  constructor(folder: string) {
    this.#folder = folder
  }

  async spool(veiled: boolean): Promise<Spool> {
    if (!this.#made) await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    this.#made = true
    return Spool.open(join(this.#folder, `${PROCESS}-${randomUUID()}`), veiled)
  }

  /** Removes what nobody can finish: of processes of this host that are gone, and whatever is older than a day. */
  async sweep(now: number): Promise<number> {
    let swept = 0
    for (const name of await readdir(this.#folder).catch(() => [] as string[])) {
      const path = join(this.#folder, name)
      if (!abandoned(name)) {
        const found = await stat(path).catch(() => null)
        if (!found || found.mtimeMs > now - DAY_MS) continue
      }
      await rm(path, { force: true })
      swept++
    }
    return swept
  }
}

function abandoned(name: string): boolean {
  if (name.startsWith(PROCESS)) return false
  const [host, pid] = name.split('-')
  if (host !== HOST) return false
  return Number(pid) === process.pid || !alive(Number(pid))
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
