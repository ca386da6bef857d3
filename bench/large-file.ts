import { chmod, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Figure, figure } from './figure.ts'
import { Requests, type StartedGrid, startGrid } from './large-file/grid.ts'
import { checkAcknowledgement, checkReleased, type Sent, writeManySets, writeOneSet } from './large-file/messages.ts'

const MEGABYTES = Number(process.env['BENCH_MEGABYTES'] ?? 1_000)
/** One of the shapes alone, while working on it. */
const ONLY = process.env['BENCH_SHAPE']
const REQUESTS_PER_SECOND = 50
const SETTLE_MS = 5_000

interface Run {
  idle: number
  peak: number
  p99Ms: number
  putSeconds: number
  releaseSeconds: number
  getSeconds: number
  sent: Sent
}

/**
 * A file of 1 GB in and out by SFTP while requests are answered: how much memory it takes beyond an idle grid, and that all of
 * it comes out. Once as many small sets, once as one giant set, each with a grid of its own.
 */
export async function largeFile(): Promise<Figure[]> {
  const shapes = { 'many-sets': writeManySets, 'one-set': writeOneSet }
  const figures: Figure[] = []
  const all: Run[] = []
  for (const [name, write] of Object.entries(shapes)) {
    if (ONLY && ONLY !== name) continue
    const one = await run(write)
    all.push(one)
    const { idle, peak, sent, ...of } = one
    const megabytes = sent.sizeBytes / 1_000_000
    const put = (what: string, value: number, unit: string) =>
      figures.push(figure(`large-file/${name}/${what}`, value, unit))
    put('megabytes', megabytes, 'MB')
    put('documents', sent.sets, 'documents')
    put('idle-mb', idle, 'MB')
    put('peak-minus-idle-mb', peak - idle, 'MB')
    put('request-p99-ms', of.p99Ms, 'ms')
    put('megabytes-per-second-in', megabytes / of.putSeconds, 'MB/s')
    put('megabytes-per-second-out', megabytes / of.getSeconds, 'MB/s')
    put('seconds-until-released', of.releaseSeconds, 's')
  }
  const worst = (value: (one: Run) => number) => Math.max(...all.map(value))
  return [
    ...figures,
    figure(
      'large-file/request-p99-ms',
      worst((one) => one.p99Ms),
      'ms',
    ),
    figure(
      'large-file/peak-minus-idle-mb',
      worst((one) => one.peak - one.idle),
      'MB',
    ),
  ]
}

async function run(write: typeof writeManySets): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'entrepot-large-'))
  await chmod(folder, 0o711) // the embedded Postgres may run as a user of its own
  const data = join(folder, 'data')
  try {
    for (const name of ['out', 'warm']) await mkdir(join(folder, name))
    const file = join(folder, 'large.edi')
    const sent = await write(file, MEGABYTES)
    const grid = await startGrid(data)
    try {
      await warmUp(grid, folder, data)
      const idle = await grid.memory.idleMegabytes()
      const measured = await sendAndFetch(grid, { file, folder, sent })
      await checkAll(folder, sent, await answer(grid))
      return { idle, sent, ...measured }
    } finally {
      await grid.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** One small order in and out, and requests: what every grid has done before its first large file. Answers of the sample go with it. */
async function warmUp(grid: StartedGrid, folder: string, data: string): Promise<void> {
  const requests = new Requests(grid, REQUESTS_PER_SECOND)
  await grid.sftp('acme', [`put ${join(data, 'sample', 'order.edi')} inbox/`])
  await settled(grid)
  await grid.sftp('acme', ['cd outbox', `get 997-* ${join(folder, 'warm')}`])
  await grid.sftp('bolt', ['cd outbox', `get 850-* ${join(folder, 'warm')}`])
  await new Promise((done) => setTimeout(done, SETTLE_MS))
  await requests.stop()
  await new Promise((done) => setTimeout(done, SETTLE_MS))
}

async function sendAndFetch(
  grid: StartedGrid,
  { file, folder, sent }: { file: string; folder: string; sent: Sent },
): Promise<Omit<Run, 'idle' | 'sent'>> {
  grid.memory.peakMegabytes()
  const requests = new Requests(grid, REQUESTS_PER_SECOND)
  const putSeconds = await grid.sftp('acme', [`put ${file} inbox/`])
  const peaks = { putting: grid.memory.peakMegabytes(), deciding: 0, getting: 0 }
  const put = performance.now()
  await settled(grid)
  const releaseSeconds = (performance.now() - put) / 1000
  const released = await documents(grid)
  if (released !== sent.sets) throw new Error(`${sent.sets} sets were sent, ${released} documents are released`)
  peaks.deciding = grid.memory.peakMegabytes()
  const getSeconds = await grid.sftp('bolt', ['cd outbox', `get 850-* ${join(folder, 'out')}`])
  await grid.sftp('acme', ['cd outbox', `get 997-* ${join(folder, 'out')}`])
  const { count, p99Ms, maxMs } = await requests.stop()
  peaks.getting = grid.memory.peakMegabytes()
  const { failures } = requests
  if (failures.length > 0) throw new Error(`${failures.length} of ${count} requests failed: ${failures.slice(0, 5)}`)
  const highest = Object.entries(peaks).map(([when, peak]) => `${Math.round(peak)} MB while ${when}`)
  console.error(`${count} requests, the slowest ${Math.round(maxMs)} ms; at most ${highest.join(', ')}`)
  return { peak: Math.max(...Object.values(peaks)), p99Ms, putSeconds, releaseSeconds, getSeconds }
}

async function checkAll(folder: string, sent: Sent, answer: string): Promise<void> {
  const names = (await readdir(join(folder, 'out'))).sort()
  const orders = names.filter((name) => name.startsWith('850-'))
  if (orders.length !== sent.groups.length) throw new Error(`${orders.length} files for ${sent.groups.length} groups`)
  for (const [i, name] of orders.entries()) await checkReleased(join(folder, 'out', name), sent.groups[i]!)
  checkAcknowledgement(await readFile(join(folder, 'out', answer), 'latin1'), sent)
}

/** Everything that came in is decided, and its documents have followed. */
async function settled(grid: StartedGrid): Promise<void> {
  const busy = `select (select count(*) from jobs where kind in ('decide', 'decide-large', 'follow'))
    + (select count(*) from interchanges where direction = 'in' and status = 'received') as n`
  for (;;) {
    if (Number((await grid.database.query(busy)).rows[0].n) === 0) return
    await new Promise((done) => setTimeout(done, 100))
  }
}

/** Those of the large file that are released: what became of others meanwhile does not count. */
async function documents(grid: StartedGrid): Promise<number> {
  const { rows } = await grid.database.query(`select count(*)::int as n from documents d
    join interchanges i on i.id = d.interchange where i.name = 'large.edi' and d.status = 'released'`)
  return rows[0].n
}

/** The name of what acknowledges the large file: answers to the sample's messages may come beside it. */
async function answer(grid: StartedGrid): Promise<string> {
  const { rows } = await grid.database.query(`select a.name from interchanges i join interchanges a on a.id = i.answer
    where i.name = 'large.edi'`)
  if (rows.length !== 1) throw new Error(`${rows.length} answers`)
  return rows[0].name
}
