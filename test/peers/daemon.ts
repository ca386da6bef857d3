import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** Those of the programs that are nowhere to be found. */
export function notInstalled(programs: string[]): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return programs.filter((program) => !folders.some((folder) => existsSync(join(folder, program))))
}

/** Starts a server with all that it starts itself; it ends with this process at the latest, where Linux does this also by its kill. */
export function startDaemon(program: string, given: string[]): ChildProcess {
  const [first, ...others] = [...withParent, program, ...given] as [string, ...string[]]
  const child = spawn(first, others, { stdio: 'ignore', detached: true })
  if (!process.listeners('exit').includes(killAll)) process.on('exit', killAll)
  running.add(child)
  return child
}

export function isRunning(child: ChildProcess | undefined): boolean {
  return child !== undefined && child.exitCode === null && child.signalCode === null
}

/** Kills it at once with all that it started, and waits until it is gone. */
export async function endDaemon(child: ChildProcess): Promise<void> {
  running.delete(child)
  if (!isRunning(child)) return
  const exited = new Promise((resolve) => child.once('exit', resolve))
  killGroup(child)
  await exited
}

/** Waits until an address answers with 2xx; `anything`: at all. */
export async function answers(url: string, what: string, { anything = false } = {}): Promise<void> {
  for (let i = 0; i < 300; i++) {
    const answer = await fetch(url).catch(() => null)
    await answer?.body?.cancel()
    if (answer?.ok || (answer && anything)) return
    await wait(100)
  }
  throw new Error(`${what} did not answer within 30 s`)
}

/** Runs a program that the kernel kills when its parent ends. */
const withParent = notInstalled(['setpriv']).length === 0 ? ['setpriv', '--pdeathsig', 'KILL'] : []
const running = new Set<ChildProcess>()

function killAll(): void {
  for (const child of running) killGroup(child)
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}
