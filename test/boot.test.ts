import { type ChildProcess, spawn } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

// A fresh clone with nothing but boot.mjs and a lockfile, and an npm that writes down that it was called.
const NPM = `
import { appendFileSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
appendFileSync('calls', 'ci\\n')
rmSync('node_modules/.', { recursive: true, force: true })
await new Promise((resolve) => setTimeout(resolve, 1_500))
mkdirSync('node_modules/.bin', { recursive: true })
rmSync('node_modules/.bin/node', { force: true })
symlinkSync(process.env.REAL_NODE, 'node_modules/.bin/node')
`
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entrepot-boot-'))
  await copyFile(resolve(import.meta.dirname, '../boot.mjs'), join(folder, 'boot.mjs'))
  await writeFile(join(folder, 'package-lock.json'), '{}')
  await writeFile(join(folder, 'npm.mjs'), NPM)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function boot(started: (child: ChildProcess) => void = () => {}): Promise<{ code: number | null; said: string }> {
  // The Node of the machine calls npm, in its own process as `npm start` does.
  const env = { ...process.env, npm_execpath: join(folder, 'npm.mjs'), REAL_NODE: process.execPath }
  const child = spawn(process.execPath, ['boot.mjs'], { cwd: folder, env })
  started(child)
  let said = ''
  child.stderr.on('data', (data) => {
    said += data
  })
  return new Promise((ended) => child.on('close', (code) => ended({ code, said })))
}
const calls = async () => (await readFile(join(folder, 'calls'), 'utf8').catch(() => '')).split('\n').length - 1

test('of starts at the same time on a fresh clone one installs, and the others wait for it', async () => {
  const all = await Promise.all([boot(), boot(), boot()])
  expect(all.map(({ code, said }) => [code, said])).toEqual(all.map(({ said }) => [0, said]))
  expect(all.filter(({ said }) => said.includes('Packages installed'))).toHaveLength(1)
  expect(await calls()).toBe(1)
  expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([])
  expect((await boot()).said).toBe('')
})

test('what a killed start left behind holds nobody up', { timeout: 60_000 }, async () => {
  const killed = boot((child) => setTimeout(() => child.kill('SIGKILL'), 800))
  await killed
  const turn = join(folder, '.entrepot-installing')
  expect(await readFile(turn, 'utf8')).not.toBe('')
  const old = new Date(Date.now() - 20_000)
  await utimes(turn, old, old)
  const both = await Promise.all([boot(), boot()])
  expect(both.map(({ code }) => code)).toEqual([0, 0])
  expect(await calls()).toBe(2)
})

test('a node_modules that is a link is never emptied', async () => {
  const shared = join(folder, 'shared')
  await mkdir(shared)
  await writeFile(join(shared, 'precious'), 'x')
  await symlink(shared, join(folder, 'node_modules'))
  const { code, said } = await boot()
  expect(code).toBe(1)
  expect(said).toContain(`node_modules is a symbolic link to ${shared}`)
  expect(await readdir(shared)).toEqual(['precious'])
  expect(await calls()).toBe(0)
})
