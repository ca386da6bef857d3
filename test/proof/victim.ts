import { type ChildProcess, fork } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { proofNetwork, proofSecrets } from './network.ts'
import type { Partner } from './partners.ts'
import type { Files, Progress } from './progress.ts'

/** The grid as a process of its own: the same folder, database and ports each time. */
export class Victim {
  readonly #env: NodeJS.ProcessEnv
  readonly #files: Files
  #process: ChildProcess | null = null
  /** Aborted when the process that runs now has ended. */
  #gone = new AbortController()
  apiKey = ''
  endedAt = Number.POSITIVE_INFINITY

  /** The database belongs to the proof: a grid would start its own server again whenever it is killed. */
  constructor(progress: Progress, files: Files, outside: { databaseUrl: string; partners: Partner[] }) {
    this.#files = files
    this.#env = {
      ...process.env,
      ENTREPOT_DATA: files.data,
      ENTREPOT_DATABASE_URL: outside.databaseUrl,
      ENTREPOT_HTTP_PORT: String(progress.httpPort),
      ENTREPOT_SFTP_PORT: String(progress.sftpPort),
      ENTREPOT_LOG_LEVEL: 'fatal',
      ENTREPOT_EMPTY: 'true',
      PROOF_NETWORK: proofNetwork(progress, outside.partners),
      PROOF_SECRETS: JSON.stringify(proofSecrets(outside.partners)),
    }
  }

  get alive(): boolean {
    return this.#process !== null && this.#process.exitCode === null && this.#process.signalCode === null
  }

  /** Resolves when the grid is ready, or has ended before; what is `gone` is at once the new one. */
  async start(killAt?: string): Promise<void> {
    const env = { ...this.#env, ...(killAt === undefined ? {} : { ENTREPOT_KILL_AT: killAt }) }
    const child = fork(join(import.meta.dirname, 'grid-process.ts'), {
      env,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    this.#process = child
    const gone = new AbortController()
    this.#gone = gone
    this.endedAt = Number.POSITIVE_INFINITY
    child.once('exit', () => {
      this.endedAt = Date.now()
      gone.abort()
    })
    await new Promise<void>((resolve) => {
      child.once('message', () => resolve())
      child.once('exit', () => resolve())
    })
    this.apiKey ||= (await readFile(join(this.#files.data, 'admin.key'), 'utf8').catch(() => '')).trim()
  }

  get gone(): AbortSignal {
    return this.#gone.signal
  }

  /** How it ended: by which signal or code; null when it still lives after that time. */
  async ended(withinMs: number): Promise<string | null> {
    const child = this.#process!
    if (this.alive) {
      const timeout = AbortSignal.timeout(withinMs)
      await new Promise<void>((resolve) => {
        child.once('exit', () => resolve())
        timeout.addEventListener('abort', () => resolve())
      })
    }
    return this.alive ? null : String(child.signalCode ?? child.exitCode)
  }

  async kill(): Promise<void> {
    this.#process?.kill('SIGKILL')
    if (this.#process) await this.ended(10_000)
  }
}
