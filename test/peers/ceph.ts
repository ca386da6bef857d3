import { type ChildProcess, execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { answers, endDaemon, isRunning, notInstalled, startDaemon } from './daemon.ts'
import { freePorts } from './ports.ts'

export interface Ceph {
  endpoint: string
  credentials: { accessKey: string; secretKey: string }
  /** Kills the gateway, which answers to S3; what is stored stays. */
  kill(): Promise<void>
  restart(): Promise<void>
  /** Kills all of its processes: what it holds is in memory anyway. */
  stop(): Promise<void>
}

const PROGRAMS = ['ceph-mon', 'ceph-osd', 'radosgw', 'ceph', 'monmaptool', 'ceph-authtool', 'radosgw-admin']

/** Why the object store cannot be started here, or null. */
export function cephMissing(): string | null {
  const missing = notInstalled(PROGRAMS)
  return missing.length === 0 ? null : `Ceph (a real S3 store) is not installed: ${missing.join(', ')} not found`
}

/** One monitor, one store in memory and one S3 gateway, on loopback and free ports: ready in 2 to 3 s. See README.md. */
export async function startCeph(): Promise<Ceph> {
  const folder = await mkdtemp(join(tmpdir(), 'ceph-'))
  const ports = { monitor: await freePorts(PORTS), gateway: await freePorts(1) }
  const daemons: ChildProcess[] = []
  let gateway: ChildProcess | undefined
  const endpoint = `http://127.0.0.1:${ports.gateway}`
  const conf = join(folder, 'ceph.conf')
  const fsid = randomUUID()
  const credentials = { accessKey: 'testaccess', secretKey: 'testsecretkey0123456789' }
  const run = (program: string, ...given: string[]) => execute(program, ['-c', conf, ...given], { timeout: 30_000 })
  const daemon = (program: string, ...given: string[]) => startDaemon(program, ['-c', conf, '-f', ...given])
  const restart = async () => {
    if (isRunning(gateway)) return
    gateway = daemon('radosgw', '-n', 'client.rgw')
    await answers(endpoint, 'the S3 gateway')
  }
  const kill = async () => {
    if (gateway) await endDaemon(gateway)
  }
  const stop = async () => {
    await kill()
    await Promise.all(daemons.map(endDaemon))
    await rm(folder, { recursive: true, force: true })
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
    daemons.push(daemon('ceph-mon', '-i', 'a'))
    const osd = randomUUID()
    await run('ceph', 'osd', 'new', osd)
    await run('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', osd)
    daemons.push(daemon('ceph-osd', '-i', '0'))
    await run('ceph', 'osd', 'crush', 'add', 'osd.0', '1.0', 'host=localhost', 'root=default')
    gateway = daemon('radosgw', '-n', 'client.rgw')
    const { accessKey, secretKey } = credentials
    const user = ['--uid=test', '--display-name=test', `--access-key=${accessKey}`, `--secret=${secretKey}`]
    await run('radosgw-admin', '-n', 'client.admin', 'user', 'create', ...user)
    await answers(endpoint, 'the S3 gateway')
    return { endpoint, credentials, kill, restart, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const execute = promisify(execFile)
/** The monitor takes two, the store some of those behind. */
const PORTS = 42

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
# An address with a password is taken over TLS only, or when a proxy says that it was.
rgw trust forwarded https = true
rgw thread pool size = 64
# The gateway insists on a secure mode that needs keys, and hangs.
ms mon client mode = crc
ms client mode = crc
`
}
