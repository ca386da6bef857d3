import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BUILT, PROJECT } from './folder.ts'

const RECORD = '.sources'

/**
 * Builds the console when its sources are not those that it was built from, and says so in one line. In a process of its own:
 * what a build needs of memory is gone afterwards. Rejects when it cannot be built.
 */
export async function buildConsole(say: (line: string) => void): Promise<void> {
  const sources = hashOfSources()
  if ((await recorded()) === sources) return
  const began = Date.now()
  // Beside the place where it belongs: two processes that start at once each build, and none is served half of it.
  const folder = `${BUILT}-${process.pid}`
  await mkdir(folder, { recursive: true })
  try {
    await runVite(folder)
    await writeFile(join(folder, RECORD), sources)
    await rm(BUILT, { recursive: true, force: true })
    await rename(folder, BUILT).catch(async (error) => {
      if ((await recorded()) !== sources) throw error
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  say(`Console built in ${((Date.now() - began) / 1000).toFixed(1)} s.`)
}

const recorded = () => readFile(join(BUILT, RECORD), 'utf8').catch(() => null)

/** Of everything that a build reads: pages, and the packages in the versions of the lockfile. */
function hashOfSources(): string {
  const hash = createHash('sha256')
  const files = globSync('web/**/*.*', { cwd: PROJECT }).sort()
  for (const file of [...files, 'package-lock.json']) hash.update(`${file}\n`).update(readFileSync(join(PROJECT, file)))
  return hash.digest('hex')
}

function runVite(folder: string): Promise<void> {
  const program = join(PROJECT, 'node_modules/vite/bin/vite.js')
  const options = ['build', '--config', 'web/vite.config.ts', '--outDir', folder, '--logLevel', 'error']
  const child = spawn(process.execPath, [program, ...options], {
    cwd: PROJECT,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`The console could not be built:\n${errors.trim()}`)),
    )
  })
}
