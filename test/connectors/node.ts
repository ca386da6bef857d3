import { type ChildProcess, spawn } from 'node:child_process'

const CODE = `
const { startApp } = await import('./src/app.ts')
const { readConfig } = await import('./src/config.ts')
await startApp(readConfig(process.env))`

/** Another node of a test's grid, in a process of its own that may be killed. */
export function startNode(env: Record<string, string>): { ended: Promise<string | null>; kill(): Promise<void> } {
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '--eval', CODE], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  child.once('exit', () => process.off('exit', end))
  const ended = new Promise<string | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (_code, signal) => resolve(signal))
  })
  return {
    ended,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
