import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

export interface Ceph {
  endpoint: string
  credentials: { accessKey: string; secretKey: string }
  /** Kills all of its processes: what it holds is in memory anyway. */
  stop(): Promise<void>
}

const PROGRAMS = ['ceph-mon', 'ceph-osd', 'radosgw', 'ceph', 'monmaptool', 'ceph-authtool', 'radosgw-admin']

/** Why the object store cannot be started here, or null. */
export function cephMissing(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const missing = PROGRAMS.filter((program) => !folders.some((folder) => existsSync(join(folder, program))))
  return missing.length === 0 ? null : `Ceph (a real S3 store) is not installed: ${missing.join(', ')} not found`
}

/** One monitor, one store in memory and one S3 gateway, on loopback and free ports: ready in 2 to 3 s. See README.md. */
export async function startCeph(): Promise<Ceph> {
  const folder = await mkdtemp(join(tmpdir(), 'ceph-'))
  const ports = { monitor: await freePorts(PORTS), gateway: await freePorts(1) }
  const daemons: ChildProcess[] = []
  const stop = () => end(daemons, folder)
  const conf = join(folder, 'ceph.conf')
  const fsid = randomUUID()
  const credentials = { accessKey: 'testaccess', secretKey: 'testsecretkey0123456789' }
  const run = (program: string, ...given: string[]) => execute(program, ['-c', conf, ...given], { timeout: 30_000 })
  const daemon = (program: string, ...given: string[]) => {
    const child = spawn(program, ['-c', conf, '-f', ...given], { stdio: 'ignore' })
    process.once('exit', () => child.kill('SIGKILL'))
    daemons.push(child)
  }
  try {
    await mkdir(join(folder, 'mon'))
    await mkdir(join(folder, 'osd'))
    await mkdir(join(folder, 'run'))
    await writeFile(conf, configuration(folder, fsid, ports))
    const map = join(folder, 'monmap')
    const keyring = join(folder, 'keyring')
    const address = `[v2:127.0.0.1:${ports.monitor},v1:127.0.0.1:${ports.monitor + 1}]`
    await execute('monmaptool', ['--create', '--clobber', '--fsid', fsid, '--addv', 'a', address, map])
    await execute('ceph-authtool', ['--create-keyring', keyring, '--gen-key', '-n', 'mon.', '--cap', 'mon', 'allow *'])
    await run('ceph-mon', '-i', 'a', '--mkfs', '--monmap', map, '--keyring', keyring)
    daemon('ceph-mon', '-i', 'a')
    const osd = randomUUID()
    await run('ceph', 'osd', 'new', osd)
    await run('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', osd)
    daemon('ceph-osd', '-i', '0')
    await run('ceph', 'osd', 'crush', 'add', 'osd.0', '1.0', 'host=localhost', 'root=default')
    daemon('radosgw', '-n', 'client.rgw')
    const { accessKey, secretKey } = credentials
    const user = ['--uid=test', '--display-name=test', `--access-key=${accessKey}`, `--secret=${secretKey}`]
    await run('radosgw-admin', '-n', 'client.admin', 'user', 'create', ...user)
    const endpoint = `http://127.0.0.1:${ports.gateway}`
    await answers(endpoint)
    return { endpoint, credentials, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const execute = promisify(execFile)
/** The monitor takes two, the store some of those behind. */
const PORTS = 42

async function answers(endpoint: string): Promise<void> {
  for (let i = 0; i < 300; i++) {
    const answer = await fetch(endpoint).catch(() => null)
    if (answer?.ok) return
    await wait(100)
  }
  throw new Error('the S3 gateway did not answer within 30 s')
}

async function end(daemons: ChildProcess[], folder: string): Promise<void> {
  const running = daemons.filter((child) => child.exitCode === null && child.signalCode === null)
  const exited = running.map((child) => new Promise((resolve) => child.once('exit', resolve)))
  for (const child of running) child.kill('SIGKILL')
  await Promise.all(exited)
  await rm(folder, { recursive: true, force: true })
}

/** The first of so many free ports in a row, below those that the system gives out by itself. */
async function freePorts(count: number): Promise<number> {
  const floor = await systemPorts()
  for (;;) {
    const first = 10_000 + Math.floor(Math.random() * (floor - 10_000 - count))
    const free = await Promise.all(Array.from({ length: count }, (_, i) => isFree(first + i)))
    if (free.every(Boolean)) return first
  }
}

async function systemPorts(): Promise<number> {
  const range = await readFile('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').catch(() => '32768')
  const first = Number.parseInt(range, 10)
  return first > 11_000 ? first : 32_768
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/** No authentication between the parts, one copy of everything, quick elections: for tests only. */
function configuration(folder: string, fsid: string, ports: { monitor: number; gateway: number }): string {
  return `[global]
fsid = ${fsid}
mon host = [v2:127.0.0.1:${ports.monitor},v1:127.0.0.1:${ports.monitor + 1}]
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 1000
mon data avail warn = 1
mon data avail crit = 1
ms bind ipv6 = false
ms bind port min = ${ports.monitor + 2}
ms bind port max = ${ports.monitor + PORTS - 1}
run dir = ${folder}/run
admin socket = ${folder}/run/$name.asok
pid file = ${folder}/run/$name.pid
log file = ${folder}/$name.log
keyring = ${folder}/keyring
[mon]
auth allow insecure global id reclaim = true
mon data = ${folder}/mon
mon cluster log file = ${folder}/cluster.log
# Without these two the start takes 11 s instead of 1.
paxos propose interval = 0.05
paxos min wait = 0.01
[osd]
osd data = ${folder}/osd
osd objectstore = memstore
memstore device bytes = 4294967296
osd crush update on start = false
osd class load list = *
osd class default list = *
[client.rgw]
# Without tcp_nodelay each GET takes 40 ms.
rgw frontends = beast endpoint=127.0.0.1:${ports.gateway} tcp_nodelay=1
rgw run sync thread = false
rgw crypt require ssl = false
rgw thread pool size = 64
# The gateway insists on a secure mode that needs keys, and hangs.
ms mon client mode = crc
ms client mode = crc
`
}
