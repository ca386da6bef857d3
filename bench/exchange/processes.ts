import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { START_FLAGS } from '../start-flags.ts'

export interface Started {
  child: ChildProcess
  /** What it is reached by. */
  ready: Record<string, string>
}

/** The processes of a bench: each has a file of its own beside this one. */
export class Processes {
  private readonly children: ChildProcess[] = []
  private readonly still: number[] = []

  async start(file: string, env: Record<string, string>): Promise<Started> {
    const child = fork(join(import.meta.dirname, file), {
      env: { ...process.env, ...env },
      execArgv: file === 'grid-process.ts' ? START_FLAGS : [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.children.push(child)
    child.once('exit', (code) => code && console.error(`${file} ended with ${code}`))
    return { child, ready: await message<Record<string, string>>(child) }
  }

  /** They stand still, as they are, until they are told to go on. */
  pause(pids: number[]): void {
    for (const pid of pids) signal(pid, 'SIGSTOP')
    this.still.push(...pids)
  }

  /** Whoever was stopped last goes on first. */
  resume(): void {
    for (const pid of this.still.splice(0).reverse()) signal(pid, 'SIGCONT')
  }

  kill(): void {
    for (const child of this.children) child.kill('SIGKILL')
  }
}

export function request<T>(child: ChildProcess, what: unknown): Promise<T> {
  const answer = message<T>(child)
  child.send(what as never)
  return answer
}

function message<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('a process of the bench ended'))
    child.once('exit', ended)
    child.once('message', (told) => {
      child.off('exit', ended)
      resolve(told as T)
    })
  })
}

function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended by itself meanwhile, as processes that vacuum do.
  }
}
