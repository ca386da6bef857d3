import { spawn } from 'node:child_process'

/** Runs code in a process of its own: one that may be killed, or whose memory is measured. */
export function inChild(
  code: string,
  env: Record<string, string> = {},
): Promise<{ code: number | null; signal: string | null; output: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (piece) => {
    output += piece
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status, signal) => resolve({ code: status, signal, output }))
  })
}
