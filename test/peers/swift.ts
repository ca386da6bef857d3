import { type ChildProcess, execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { answers, endDaemon, isRunning, notInstalled, startDaemon } from './daemon.ts'
import { freePorts } from './ports.ts'

export interface Swift {
  endpoint: string
  credentials: { accessKey: string; secretKey: string }
  /** Kills what answers to S3; what is stored stays. */
  kill(): Promise<void>
  restart(): Promise<void>
  stop(): Promise<void>
}

const STORES = ['account', 'container', 'object']

/** Why the weak object store cannot be started here, or null. */
export function swiftMissing(): string | null {
  const missing = notInstalled([...[...STORES, 'proxy'].map((one) => `swift-${one}-server`), 'memcached'])
  return missing.length === 0 ? null : `Swift (a weak S3 store) is not installed: ${missing.join(', ')} not found`
}

/** One of each server, with its S3 interface, on loopback and free ports: ready in about 6 s. See README.md. */
export async function startSwift(): Promise<Swift> {
  const folder = await mkdtemp(join(tmpdir(), 'swift-'))
  const port = await freePorts(5)
  const daemons: ChildProcess[] = []
  let proxy: ChildProcess | undefined
  const endpoint = `http://127.0.0.1:${port}`
  const restart = async () => {
    if (isRunning(proxy)) return
    proxy = startDaemon('swift-proxy-server', [join(folder, 'proxy.conf')])
    await answers(`${endpoint}/healthcheck`, 'Swift')
  }
  const kill = async () => {
    if (proxy) await endDaemon(proxy)
  }
  const stop = async () => {
    await kill()
    await Promise.all(daemons.map(endDaemon))
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await writeConfiguration(folder, port)
    const memcached = ['-u', userInfo().username, '-l', '127.0.0.1', '-p', String(port + 4), '-m', '32']
    daemons.push(startDaemon('memcached', memcached))
    for (const store of STORES) daemons.push(startDaemon(`swift-${store}-server`, [join(folder, `${store}.conf`)]))
    // Before them the proxy would refuse the first bucket.
    for (const [i, store] of STORES.entries()) {
      await answers(`http://127.0.0.1:${port + 1 + i}/`, `Swift's ${store} server`, { anything: true })
    }
    await restart()
    return { endpoint, credentials: { accessKey: 'test:tester', secretKey: 'testing' }, kill, restart, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const execute = promisify(execFile)

/** The three rings by one of Debian's interpreters; `swift-ring-builder` would be nine, of which each loads all of Swift first. */
const RINGS = `
import sys
from swift.common.ring import RingBuilder
for store, port in zip(${JSON.stringify(STORES)}, sys.argv[1:]):
    ring = RingBuilder(4, 1, 1)
    here = {'ip': '127.0.0.1', 'port': int(port)}
    ring.add_dev({'id': 0, 'region': 1, 'zone': 1, 'device': 'd1', 'weight': 1, 'meta': '', **here,
                  'replication_ip': here['ip'], 'replication_port': here['port']})
    ring.rebalance()
    ring.get_ring().save(store + '.ring.gz')
`

async function writeConfiguration(folder: string, port: number): Promise<void> {
  await mkdir(join(folder, 'dev', 'd1'), { recursive: true })
  await mkdir(join(folder, 'cache'))
  const hash = '[swift-hash]\nswift_hash_path_prefix = a\nswift_hash_path_suffix = b\n'
  await writeFile(join(folder, 'swift.conf'), `${hash}[storage-policy:0]\nname = p0\ndefault = yes\n`)
  await execute('/usr/bin/python3', ['-c', RINGS, ...STORES.map((_, i) => String(port + 1 + i))], { cwd: folder })
  for (const [i, store] of STORES.entries()) {
    await writeFile(join(folder, `${store}.conf`), storeConfiguration(folder, store, port + 1 + i))
  }
  await writeFile(join(folder, 'proxy.conf'), proxyConfiguration(folder, port))
}

/** The log goes to a place that is not there: these servers know no log file. */
function common(folder: string, port: number): string {
  return `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
swift_dir = ${folder}
user = ${userInfo().username}
workers = 0
conn_timeout = 10
log_address = /nonexistent
`
}

function storeConfiguration(folder: string, store: string, port: number): string {
  return `${common(folder, port)}devices = ${folder}/dev
mount_check = false
recon_cache_path = ${folder}/cache
fallocate_reserve = 0
[pipeline:main]
pipeline = ${store}-server
[app:${store}-server]
use = egg:swift#${store}
`
}

const FILTERS: Record<string, string> = {
  catch_errors: '',
  gatekeeper: '',
  healthcheck: '',
  cache: 'use = egg:swift#memcache',
  listing_formats: '',
  bulk: '',
  s3api: 's3_acl = false\nlocation = us-east-1\ndns_compliant_bucket_names = true',
  tempauth: 'user_test_tester = testing .admin',
  copy: '',
  slo: '',
  dlo: '',
  versioned_writes: 'allow_versioned_writes = true\nallow_object_versioning = true',
  symlink: '',
}

/** Patient with its own stores: on a busy machine it would else ask clients to slow down, and give a store up for a minute. */
function proxyConfiguration(folder: string, port: number): string {
  const filters = Object.entries(FILTERS).map(([name, lines]) => {
    const use = lines.startsWith('use =') ? '' : `use = egg:swift#${name}\n`
    return `[filter:${name}]\n${use}${lines}\n${name === 'cache' ? `memcache_servers = 127.0.0.1:${port + 4}\n` : ''}`
  })
  return `${common(folder, port)}[pipeline:main]
pipeline = ${Object.keys(FILTERS).join(' ')} proxy-server
${filters.join('')}[app:proxy-server]
use = egg:swift#proxy
allow_account_management = true
account_autocreate = true
node_timeout = 60
recoverable_node_timeout = 60
error_suppression_limit = 1000000
`
}
