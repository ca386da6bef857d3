import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acknowledgement } from './messages.ts'

// What the README promises: the program as it is started, its embedded Postgres, and the two commands that it prints.
const ROOT = resolve(import.meta.dirname, '..')
let folder: string
let env: NodeJS.ProcessEnv
let grid: ChildProcess
let printed = ''

beforeAll(async () => {
  ;({ folder, env } = await placeOfOwn())
})
afterAll(async () => {
  await end(grid)
  await rm(folder, { recursive: true, force: true })
})

async function placeOfOwn(): Promise<{ folder: string; env: NodeJS.ProcessEnv }> {
  const folder = await mkdtemp(join(tmpdir(), 'entrepot first-')) // a shell takes it for two words where it is not quoted
  await chmod(folder, 0o711) // the embedded Postgres may run as a user of its own
  const [http, sftp] = [await freePort(), await freePort()]
  const ports = { ENTREPOT_HTTP_PORT: String(http), ENTREPOT_SFTP_PORT: String(sftp) }
  return { folder, env: { ...process.env, ...ports, ENTREPOT_DATA: folder, ENTREPOT_LOG_LEVEL: 'warn' } }
}

async function end(process: ChildProcess): Promise<void> {
  const ended = new Promise((done) => process.once('exit', done))
  process.kill('SIGTERM')
  await ended
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })
}

async function start(): Promise<void> {
  printed = ''
  grid = spawn(process.execPath, ['src/main.ts'], { cwd: ROOT, env })
  await says(grid, 'show PO-1001')
}

async function says(child: ChildProcess, last: string): Promise<void> {
  child.stderr!.on('data', (data) => {
    printed += data
  })
  await new Promise<void>((ready, failed) => {
    child.once('exit', () => failed(new Error(printed)))
    child.stdout!.on('data', (data) => {
      printed += data
      if (printed.includes(last)) ready()
    })
  })
}

/** A shell in which nothing is said about the grid, as that of somebody who pastes what was printed. */
const shell = (line: string) =>
  new Promise<string>((done, failed) =>
    execFile('bash', ['-c', line], { cwd: folder, env: process.env }, (error, out, err) =>
      error ? failed(new Error(err)) : done(out),
    ),
  )
const CLI = `${process.execPath} ${join(ROOT, 'src/cli/main.ts')}`
/** The printed command; `npm` finds the project only within it. */
const show = () => shell(/^.*entrepot -- show.*$/m.exec(printed)![0].replace('npm run -s entrepot --', CLI))

async function until(look: () => Promise<string>, wanted: RegExp): Promise<string> {
  let seen = ''
  for (let tries = 0; tries < 40; tries++) {
    seen = await look().catch((error: Error) => error.message)
    if (wanted.test(seen)) return seen
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`not ${wanted}: ${seen}`)
}

test('started, sent and answered by the printed commands; killed and started again, all of it is there', async () => {
  await start()
  const send = /echo 'put .*/.exec(printed)![0]
  await shell(send)
  const shown = await until(show, /released/)
  expect(shown).toMatch(/Received order\.edi[\s\S]*Recognised as 850 004010[\s\S]*997-bolt-test-\d{9}\.edi/)
  const left = /850-acme-test-\d{9}\.edi/.exec(shown)![0] // the sample's own orders are numbered beside it

  const exited = new Promise((done) => grid.once('exit', done))
  grid.kill('SIGKILL')
  await exited
  await start() // its Postgres is still running, and is found

  const bolt = (line: string) =>
    send
      .replace(/echo '.*?'/, `echo '${line}'`)
      .replace('/sample/acme', '/sample/bolt')
      .replace('acme@', 'bolt@')
  await shell(bolt(`get outbox/${left} got.edi`))
  const group = Number(
    /GS\*PO\*ACME\*BOLT\*\d+\*\d+\*(\d+)/.exec(await readFile(join(folder, 'got.edi'), 'latin1'))![1],
  )
  await writeFile(join(folder, '997.edi'), acknowledgement({ sender: 'BOLT', receiver: 'ACME', control: 1, group }))
  await shell(bolt('put 997.edi inbox/'))
  expect(await until(show, /completed/)).toMatch(
    /Collected by the receiver[\s\S]*acknowledged it \(997 A\)[\s\S]*Completed/,
  )
}, 90_000)

test('--empty: no sample network, and nothing is said about one', async () => {
  const own = await placeOfOwn()
  printed = ''
  const empty = spawn(process.execPath, ['src/main.ts', '--empty'], { cwd: ROOT, env: own.env })
  await says(empty, 'admin.key')
  // No password that everybody knows: a link, of the one who sees this.
  expect(printed).toMatch(/First sign-in\s+http:\S+\/join#[\w-]{32}/)
  const cli = `ENTREPOT_DATA='${own.folder}' ENTREPOT_HTTP_PORT=${own.env['ENTREPOT_HTTP_PORT']} ${CLI}`
  expect(await shell(`${cli} documents`)).toBe('No documents.\n')
  expect(await shell(`${cli} export`)).not.toMatch(/acme/)
  expect(existsSync(join(own.folder, 'sample'))).toBe(false)

  // A second one beside it says what is the matter, and harms nothing.
  const port = own.env['ENTREPOT_HTTP_PORT']
  const second = spawn(process.execPath, ['src/main.ts', '--empty'], { cwd: ROOT, env: own.env })
  let said = ''
  second.stderr.on('data', (data) => {
    said += data
  })
  expect(await new Promise((done) => second.once('close', done))).toBe(1)
  expect(said).toContain(`Port ${port} of 127.0.0.1 is in use: the grid may be running already.`)
  expect(said).not.toMatch(/\n\s+at /)
  expect(await shell(`${cli} documents`)).toBe('No documents.\n')

  await end(empty)
  expect(printed).not.toContain('PO-1001')
  await rm(own.folder, { recursive: true, force: true })
}, 90_000)
