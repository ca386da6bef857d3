import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readConfig } from '../config.ts'
import { PROJECT } from './folder.ts'

// npm run dev: the grid, started again when its sources change, and the console at 4081 with pages that change while one
// looks; there one acts with the administrator's key.

const config = readConfig(process.env)
const grid = spawn(process.execPath, ['--watch', 'src/main.ts', ...process.argv.slice(2)], {
  cwd: PROJECT,
  stdio: 'inherit',
})
const key = await adminKey()
const vite = spawn(process.execPath, ['node_modules/vite/bin/vite.js', '--config', 'web/vite.config.ts'], {
  cwd: PROJECT,
  stdio: 'inherit',
  env: { ...process.env, CONSOLE_GRID: `http://${config.http.host}:${config.http.port}`, CONSOLE_KEY: key },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    grid.kill(signal)
    vite.kill(signal)
  })
}

/** Made by the first start of the grid. */
async function adminKey(): Promise<string> {
  for (;;) {
    const key = await readFile(join(config.dataFolder, 'admin.key'), 'utf8').catch(() => null)
    if (key !== null) return key.trim()
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
