import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { Client } from 'pg'
import { startPostgres } from '../../src/platform/postgres/embedded.ts'
import { START_FLAGS } from '../start-flags.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const IDLE_SAMPLES = 60

/** The grid as `npm start` starts it, with its sample network, and all that is asked of it from outside. */
export interface StartedGrid {
  url: string
  key: string
  database: Client
  memory: Memory
  /** Lines of OpenSSH's sftp in batch mode, as one of the sample's partners. Resolves with the seconds that it took. */
  sftp(partner: 'acme' | 'bolt', lines: string[]): Promise<number>
  stop(): Promise<void>
}

export async function startGrid(folder: string): Promise<StartedGrid> {
  const [http, port] = [await freePort(), await freePort()]
  const env = {
    ...process.env,
    ENTREPOT_DATA: folder,
    ENTREPOT_HTTP_PORT: String(http),
    ENTREPOT_SFTP_PORT: String(port),
    ENTREPOT_LOG_LEVEL: 'warn',
  }
  const grid = spawn(process.execPath, [...START_FLAGS, 'src/main.ts'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await banner(grid)
  const { connection } = await startPostgres({ folder: join(folder, 'postgres') })
  const database = new Client(connection)
  await database.connect()
  return {
    url: `http://127.0.0.1:${http}`,
    key: (await readFile(join(folder, 'admin.key'), 'utf8')).trim(),
    database,
    memory: new Memory(grid.pid!),
    sftp: (partner, lines) => batch([partner, join(folder, 'sample', partner), String(port)], lines),
    async stop() {
      await database.end()
      if (grid.exitCode !== null) return
      grid.kill('SIGTERM')
      await once(grid, 'exit')
    },
  }
}

async function banner(grid: ChildProcess): Promise<void> {
  let printed = ''
  await new Promise<void>((ready, failed) => {
    grid.once('exit', () => failed(new Error(`the grid ended: ${printed}`)))
    grid.stdout!.on('data', (data) => {
      printed += data
      if (printed.includes('show PO-1001')) ready()
    })
  })
}

function batch([user, key, port]: string[], lines: string[]): Promise<number> {
  const quiet = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR']
  const options = [...quiet.flatMap((one) => ['-o', one]), '-b', '-', '-P', port!, '-i', key!]
  const began = performance.now()
  return new Promise((done, failed) => {
    const child = execFile('sftp', [...options, `${user}@127.0.0.1`], { maxBuffer: 1e9 }, (error, _out, said) =>
      error ? failed(new Error(`sftp: ${said}`)) : done((performance.now() - began) / 1000),
    )
    child.stdin!.end(`${lines.join('\n')}\n`)
  })
}

/** Resident memory of the grid's process alone, as the kernel counts it. */
export class Memory {
  readonly #pid: number

  constructor(pid: number) {
    this.#pid = pid
  }

  /** The mean over three seconds in which nothing is asked of the grid. */
  async idleMegabytes(): Promise<number> {
    let sum = 0
    for (let i = 0; i < IDLE_SAMPLES; i++) {
      sum += this.#read('VmRSS')
      await new Promise((done) => setTimeout(done, 3_000 / IDLE_SAMPLES))
    }
    return sum / IDLE_SAMPLES
  }

  /** The highest since the last call: the kernel's own mark, which misses nothing, and begins anew. */
  peakMegabytes(): number {
    const peak = this.#read('VmHWM')
    writeFileSync(`/proc/${this.#pid}/clear_refs`, '5')
    return peak
  }

  #read(name: 'VmRSS' | 'VmHWM'): number {
    const status = readFileSync(`/proc/${this.#pid}/status`, 'latin1')
    return (Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)![1]) * 1024) / 1_000_000
  }
}

/** Requests at a steady rate, whether those before are answered or not; a latency counts from when the request was due. */
export class Requests {
  readonly #latencies: number[] = []
  readonly #timer: NodeJS.Timeout
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 50 })
  #pending = 0
  /** What went wrong instead of a 200, and after how long. */
  readonly failures: string[] = []

  constructor(grid: StartedGrid, perSecond: number) {
    const began = performance.now()
    let sent = 0
    const paths = ['/api/v1/documents?limit=20', '/health/ready']
    this.#timer = setInterval(() => {
      for (const due = () => began + (sent * 1000) / perSecond; due() <= performance.now(); sent++) {
        this.#ask(grid, paths[sent % paths.length]!, due())
      }
    }, 5)
  }

  async stop(): Promise<{ count: number; p99Ms: number; maxMs: number }> {
    clearInterval(this.#timer)
    while (this.#pending > 0) await new Promise((done) => setTimeout(done, 20))
    this.#agent.destroy()
    const sorted = this.#latencies.sort((a, b) => a - b)
    return { count: sorted.length, p99Ms: sorted[Math.floor(sorted.length * 0.99)]!, maxMs: sorted.at(-1)! }
  }

  #ask({ url, key }: StartedGrid, path: string, due: number): void {
    this.#pending++
    const answered = (wrong?: string) => {
      this.#pending--
      const ms = performance.now() - due
      if (wrong) this.failures.push(`${path} ${wrong} after ${Math.round(ms)} ms`)
      this.#latencies.push(ms)
    }
    get(`${url}${path}`, { agent: this.#agent, headers: { authorization: `Bearer ${key}` } }, (response) => {
      response.resume()
      response.once('end', () => answered(response.statusCode === 200 ? undefined : String(response.statusCode)))
    }).once('error', (error) => answered(error.message))
  }
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })
}
