import { type ChildProcess, execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { endDaemon, startDaemon } from './daemon.ts'

export interface Sshd {
  host: string
  port: number
  user: string
  /** OpenSSH form, without a passphrase. */
  privateKey: string
  /** Of its host keys, as `SHA256:…`, by kind. */
  fingerprints: { ed25519: string; rsa: string }
  /** Where its sessions begin. */
  folder: string
  /** Lets this public key sign in, too. */
  authorize(line: string): Promise<void>
  /** As if its machine had lost power: the server and all sessions are gone at once. */
  kill(): Promise<void>
  /** The same server again, or one with other host keys on the same port. */
  start(options?: { hostKeys?: 'new' }): Promise<void>
  stop(): Promise<void>
}

const SSHD = '/usr/sbin/sshd'
const execute = promisify(execFile)

/** Why OpenSSH's server cannot be started here, or null. */
export function sshdMissing(): string | null {
  return existsSync(SSHD) && existsSync('/usr/bin/ssh-keygen') ? null : 'OpenSSH (openssh-server) is not installed'
}

/** OpenSSH's own server with `internal-sftp`, for the user who runs the tests, on loopback and a free port. */
export async function startSshd(): Promise<Sshd> {
  const home = await mkdtemp(join(tmpdir(), 'sshd-'))
  const folder = join(home, 'files')
  await mkdir(folder)
  // Where it separates privileges: a running system has it, a container need not.
  if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true, mode: 0o755 })
  const port = await freePort()
  await makeKey(home, 'user', 'ed25519')
  await writeFile(join(home, 'authorized_keys'), await readFile(join(home, 'user.pub')))
  const fingerprints = { ed25519: '', rsa: '' }
  let child: ChildProcess | null = null
  const kill = async () => {
    if (child) await killTree(child)
    child = null
  }
  const start: Sshd['start'] = async ({ hostKeys } = {}) => {
    if (child) return
    for (const kind of ['ed25519', 'rsa'] as const) {
      if (hostKeys === 'new') await rm(join(home, `host-${kind}`), { force: true })
      if (!existsSync(join(home, `host-${kind}`))) await makeKey(home, `host-${kind}`, kind)
      fingerprints[kind] = await fingerprint(join(home, `host-${kind}.pub`))
    }
    await writeFile(join(home, 'config'), configuration({ home, folder, port }))
    const started = startDaemon(SSHD, ['-D', '-e', '-f', join(home, 'config')])
    child = started
    await listens(port, started)
  }
  await start()
  const privateKey = await readFile(join(home, 'user'), 'utf8')
  const authorize = (line: string) => appendFile(join(home, 'authorized_keys'), `${line}\n`)
  const stop = async () => {
    await kill()
    await rm(home, { recursive: true, force: true })
  }
  const acts = { authorize, kill, start, stop }
  return { host: '127.0.0.1', port, user: userInfo().username, privateKey, fingerprints, folder, ...acts }
}

function configuration({ home, folder, port }: { home: string; folder: string; port: number }): string {
  return `ListenAddress 127.0.0.1:${port}
HostKey ${home}/host-ed25519
HostKey ${home}/host-rsa
AuthorizedKeysFile ${home}/authorized_keys
PidFile none
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
StrictModes no
PermitRootLogin yes
MaxStartups 100
Subsystem sftp internal-sftp -d ${folder}
`
}

async function makeKey(home: string, name: string, kind: string): Promise<void> {
  await rm(join(home, `${name}.pub`), { force: true })
  await execute('ssh-keygen', ['-q', '-t', kind, '-N', '', '-f', join(home, name)])
}

async function fingerprint(file: string): Promise<string> {
  return (await execute('ssh-keygen', ['-l', '-f', file])).stdout.split(' ')[1]!
}

async function listens(port: number, child: ChildProcess): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (child.exitCode !== null) throw new Error(`sshd ended with ${child.exitCode}`)
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (open) return
    await wait(25)
  }
  throw new Error('sshd did not listen within 5 s')
}

/** Its sessions are processes of their own, each the leader of its group. */
async function killTree(child: ChildProcess): Promise<void> {
  const family = [child.pid!]
  const parents = await parentOf()
  for (let at = 0; at < family.length; at++) {
    for (const [pid, parent] of parents) if (parent === family[at]) family.push(pid)
  }
  for (const pid of family) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // gone already
    }
  }
  await endDaemon(child)
}

async function parentOf(): Promise<[pid: number, parent: number][]> {
  const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger)
  return Promise.all(
    pids.map(async (pid): Promise<[number, number]> => {
      const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
      return [
        pid,
        Number(
          status
            .slice(status.lastIndexOf(')') + 1)
            .trim()
            .split(' ')[1],
        ),
      ]
    }),
  )
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve((address as { port: number }).port))
    })
  })
}
