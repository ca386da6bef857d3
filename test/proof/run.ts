import { type ChildProcess, fork } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../src/platform/database.ts'
import { startPostgres } from '../../src/platform/postgres/embedded.ts'
import { network, order } from '../messages.ts'

// Kills the grid, and now and then Postgres, while orders keep coming; then counts. `npm run proof -- --kills 200 --seed 7`.
const option = (name: string, usual: number) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? usual : Number(process.argv[at + 1])
}
const KILLS = option('kills', 40)
const POSTGRES_KILLS = option('postgres-kills', Math.ceil(KILLS / 10))
const SEED = option('seed', 1)
let state = SEED
/** Mulberry32: the same seed, the same waits. */
const random = () => {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}

/** Those that an exchange with ordered delivery passes; free jobs have two more, `jobs:claimed` and `job:ran`. */
const POINTS = [
  'receive:kept',
  'receive:committed',
  'commit:before',
  'commit:after',
  'lane:claimed',
  'lane:ran',
  'deliver:sent',
]

const posts = new Map<string, number>()
const arrived: string[] = []
const sink = createServer((request, response) => {
  request.resume().on('end', () => {
    const name = /filename="(.+)"/.exec(String(request.headers['content-disposition']))?.[1] ?? '?'
    const key = `${request.headers['idempotency-key']} ${name} ${request.headers['content-digest']}`
    if (!posts.has(key)) arrived.push(name)
    posts.set(key, (posts.get(key) ?? 0) + 1)
    response.writeHead(200).end()
  })
})
await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve))
const folder = await mkdtemp('/var/tmp/entrepot-proof-')
await chmod(folder, 0o711)
const port = 20_000 + Math.floor(Math.random() * 20_000)
const env = {
  ...process.env,
  ENTREPOT_DATA: folder,
  ENTREPOT_HTTP_PORT: String(port),
  ENTREPOT_SFTP_PORT: String(port + 1),
  ENTREPOT_LOG_LEVEL: 'fatal',
  ENTREPOT_EMPTY: 'true',
  PROOF_NETWORK: network({
    push: `http://127.0.0.1:${(sink.address() as AddressInfo).port}/`,
    expect: 'none',
    order: 'strict',
    attemptsMax: 100,
  }),
}
let grid: ChildProcess
let kills = 0
let accepted = 0
let sent = 0
let stop = false
let key = ''

async function start(killAt?: string): Promise<void> {
  grid = fork(join(import.meta.dirname, 'grid-process.ts'), {
    env: { ...env, ...(killAt ? { ENTREPOT_KILL_AT: killAt } : {}) } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const began = grid
  await new Promise<void>((resolve) => {
    began.once('message', () => resolve())
    began.once('exit', () => resolve())
  })
  key ||= (await readFile(join(folder, 'admin.key'), 'utf8').catch(() => '')).trim()
}

/** Sends until each order has its 202; a repeat after a lost answer carries the same key. */
async function sender(number: number): Promise<void> {
  while (!stop) {
    const control = ++sent
    const body = order({ control, po: `S${number}-${String(control).padStart(9, '0')}`, lines: 3 })
    for (;;) {
      const headers = {
        authorization: `Bearer ${key}`,
        'entrepot-organization': 'acme',
        'idempotency-key': `k${control}`,
      }
      const status = await fetch(`http://127.0.0.1:${port}/api/v1/interchanges`, {
        method: 'POST',
        body,
        headers,
        signal: AbortSignal.timeout(5_000),
      }).then(
        (response) => response.status,
        () => 0,
      )
      if (status === 202) break
      await sleep(20)
    }
    accepted++
    // Slower than the strict lane delivers, so that what is proved is order and loss, not patience.
    await sleep(150)
  }
}

const kill = async () => {
  grid.kill('SIGKILL')
  await new Promise((resolve) =>
    grid.exitCode !== null || grid.signalCode !== null ? resolve(null) : grid.once('exit', resolve),
  )
  kills++
}

await start()
const senders = Array.from({ length: 8 }, (_, number) => sender(number))
const points: string[] = []
for (const point of POINTS) {
  await kill()
  await start(`${point}:${1 + Math.floor(random() * 20)}`)
  const began = Date.now()
  while (grid!.exitCode === null && grid!.signalCode === null && Date.now() - began < 5_000) await sleep(20)
  if (grid!.signalCode === 'SIGKILL') points.push(point)
  else console.log(`  not passed within 5 s: ${point}`)
  await start()
}
for (let i = 0; i < KILLS; i++) {
  await sleep(100 + random() * 400)
  await kill()
  await start()
}
let postgresKills = 0
for (let i = 0; i < POSTGRES_KILLS; i++) {
  await sleep(200 + random() * 400)
  const { pid } = await startPostgres({ folder: join(folder, 'postgres') })
  process.kill(pid, 'SIGKILL')
  postgresKills++
  await sleep(300)
  await startPostgres({ folder: join(folder, 'postgres') })
}
await sleep(500)
stop = true
await Promise.all(senders)
const server = await startPostgres({ folder: join(folder, 'postgres') })
const database = openDatabase({ connection: server.connection })
const one = async (text: string) => Number((await database.pool.query(text)).rows[0].n)
const settled = Date.now()
while (Date.now() - settled < 120_000 && (await one('select count(*) as n from jobs')) > 0) await sleep(100)

const repeats = [...posts.values()].reduce((sum, times) => sum + times - 1, 0)
const table: [what: string, found: number, wanted: string, fits: boolean][] = []
const check = (what: string, found: number, wanted: number) =>
  table.push([what, found, `= ${wanted}`, found === wanted])
table.push(['kill points hit', points.length, `= ${POINTS.length}`, points.length === POINTS.length])
table.push(
  ['kills of the grid', kills, '', true],
  ['kills of Postgres', postgresKills, '', true],
  ['orders accepted', accepted, '', true],
)
check('documents completed', await one(`select count(*) as n from documents where status = 'completed'`), accepted)
check('documents in all', await one('select count(*) as n from documents'), accepted)
check('keys at the receiver', posts.size, accepted)
check('file names at the receiver', new Set([...posts.keys()].map((name) => name.split(' ')[1])).size, accepted)
table.push([
  'repeated posts under the same key',
  repeats,
  `<= ${kills + postgresKills}`,
  repeats <= kills + postgresKills,
])
check(
  '997s in the outbox',
  await one(`select count(*) as n from deliveries where purpose = 'acknowledgement' and status = 'sent'`),
  accepted,
)
check(
  'control numbers used twice',
  await one(
    'select count(*) as n from (select 1 from deliveries group by sender, receiver, mode, control_number having count(*) > 1) x',
  ),
  0,
)
check('jobs left', await one('select count(*) as n from jobs'), 0)
check('gaps in event numbers', await one('select max(seq) - count(*) as n from events'), 0)
// A sender waits for its 202 before it sends the next order: within each, arrival, number and post keep that order.
check(
  'orders numbered out of the order of arrival',
  await one(`select count(*) as n from (select i.control_number, lag(i.control_number) over (partition by split_part(d.business_key, '-', 1) order by d.business_key) as before
    from documents d join interchanges i on i.id = d.outgoing) x where before > control_number`),
  0,
)
check(
  'first posts out of the order of their numbers',
  arrived.filter((name, at) => at > 0 && name < arrived[at - 1]!).length,
  0,
)
console.log(`proof of the exchange, seed ${SEED}`)
for (const [what, found, wanted, fits] of table)
  console.log(`  ${fits ? 'ok  ' : 'FAIL'} ${what.padEnd(42)} ${String(found).padStart(8)} ${wanted}`)
await database.close()
grid!.kill('SIGKILL')
await server.stop()
sink.close()
await rm(folder, { recursive: true, force: true })
process.exit(table.every(([, , , fits]) => fits) ? 0 : 1)
