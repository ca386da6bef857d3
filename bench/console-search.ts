import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Figure, figure } from './figure.ts'

const DOCUMENTS = Number(process.env['BENCH_STORED'] ?? 1_000_000)
const QUERIES = 1_000

/** What people look for, one after the other, over HTTP, in a grid that was just started and holds a million documents. */
export async function consoleSearch(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'entrepot-search-'))
  await chmod(folder, 0o711) // the embedded Postgres may run as a user of its own
  try {
    const first = await start(folder)
    const { keys, words } = (await told(first.grid, { fill: DOCUMENTS })) as { keys: string[]; words: string[] }
    await told(first.grid, 'stop')
    const { grid, url } = await start(folder)
    try {
      const times = []
      for (const query of queries(words)) times.push({ ...query, ms: await asked(url, query, keys) })
      if (process.env['BENCH_SLOWEST']) {
        for (const one of times.toSorted((a, b) => b.ms - a.ms).slice(0, Number(process.env['BENCH_SLOWEST']))) {
          console.error(`${one.ms.toFixed(1)} ms  ${one.who === 0 ? 'grid' : 'half'}  ${one.path}`)
        }
      }
      return figuresOf(times)
    } finally {
      await told(grid, 'stop')
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function start(folder: string): Promise<{ grid: ChildProcess; url: string }> {
  const path = join(import.meta.dirname, 'console-search/grid-process.ts')
  const grid = fork(path, { env: { ...process.env, BENCH_FOLDER: folder } })
  const [{ url }] = await once(grid, 'message')
  return { grid, url }
}

async function told(grid: ChildProcess, what: object | string): Promise<unknown> {
  grid.send(what)
  return (await Promise.race([once(grid, 'message'), once(grid, 'exit').then(failed)]))[0]
}

function failed(): never {
  throw new Error('the grid of the bench ended')
}

interface Query {
  kind: 'key' | 'prefix' | 'text' | 'filter'
  /** 0: the grid, 1: the partner that has every second document. */
  who: 0 | 1
  path: string
  finds: boolean
}

const KINDS: Query['kind'][] = ['key', 'prefix', 'key', 'text', 'filter']

/** Of five two by key, one by prefix, one by words, one by filter; in turn by the box over everything and by the list. */
function queries(words: string[]): Query[] {
  return Array.from({ length: QUERIES }, (_, at) => {
    const kind = KINDS[at % KINDS.length]!
    const nth = Math.floor(at / KINDS.length)
    const who = (nth % 2) as 0 | 1
    // Every second document is the partner's.
    const n = Math.floor((DOCUMENTS / QUERIES) * at) & ~1
    const boxed = Math.floor(nth / 2) % 2 === 0
    return { kind, who, ...PATHS[kind]({ n, nth, at, words, boxed }) }
  })
}

interface Wanted {
  n: number
  nth: number
  at: number
  words: string[]
  boxed: boolean
}

const keyOf = (n: number) =>
  `${['PO', 'PO', 'PO', 'PO', 'INV-', 'INV-', 'INV-', 'SH', 'SH', 'AK'][Math.floor(n / 4) % 10]}${4_500_000_000 + n}`

const PATHS: Record<Query['kind'], (of: Wanted) => { path: string; finds: boolean }> = {
  key: ({ n, boxed }) => ({ path: boxed ? `search?q=${keyOf(n)}` : `documents?key=${keyOf(n)}`, finds: true }),
  // From a letter to all but the last digits.
  prefix: ({ n, nth, boxed }) => {
    const prefix = keyOf(n).slice(0, 4 + (nth % 9))
    return {
      path: `${boxed ? 'search?q' : 'documents?keyPrefix'}=${prefix}&limit=${boxed ? 6 : 25 + (nth % 25)}`,
      finds: true,
    }
  },
  text: ({ nth, at, words, boxed }) => {
    const said = [
      words[at % words.length],
      ...(nth % 3 === 0 ? [`city${nth % 500}`] : nth % 3 === 1 ? [words[nth % 20]] : []),
    ]
    return { path: `${boxed ? 'search?q' : 'documents?text'}=${said.join('+')}&limit=${6 + (nth % 14)}`, finds: false }
  },
  filter: ({ nth, at }) => {
    const filter = new URLSearchParams({ limit: String(20 + (nth % 40)), order: nth % 3 === 0 ? 'oldest' : 'newest' })
    if (nth % 2 === 0) filter.set('type', ['850', '810', '856', '855'][nth % 4]!)
    if (nth % 5 < 3) filter.set('status', ['completed', 'invalid', 'held', 'released', 'declined'][nth % 5]!)
    if (nth % 7 === 0) filter.set('partner', `partner-${1 + (at % 200)}`)
    const days = 1 + (at % 80)
    filter.set(nth % 3 === 0 ? 'arrivedFrom' : 'arrivedBefore', new Date(Date.now() - days * 86_400_000).toISOString())
    return { path: `documents?${filter}`, finds: false }
  },
}

async function asked(url: string, { path, who, finds }: Query, keys: string[]): Promise<number> {
  const began = performance.now()
  const answer = await fetch(`${url}/api/v1/${path}`, { headers: { authorization: `Bearer ${keys[who]}` } })
  const body = (await answer.json()) as { items?: unknown[]; groups?: unknown[] }
  const ms = performance.now() - began
  const found = (body.items ?? body.groups ?? []).length
  if (answer.status !== 200 || (finds && found === 0)) throw new Error(`${path}: ${answer.status}, ${found} found`)
  return ms
}

function figuresOf(times: { kind: Query['kind']; ms: number }[]): Figure[] {
  const at = (part: number, of: { ms: number }[]) => {
    const sorted = of.map(({ ms }) => ms).sort((a, b) => a - b)
    return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]!
  }
  const kinds = [...new Set(KINDS)].map((kind) => {
    const own = times.filter((one) => one.kind === kind)
    return figure(`console/search-${kind}-p95-ms`, at(0.95, own), 'ms')
  })
  return [
    figure('console/search-p95-ms', at(0.95, times), 'ms'),
    figure('console/search-p50-ms', at(0.5, times), 'ms'),
    ...kinds,
    figure('console/search-documents', DOCUMENTS, 'documents'),
  ]
}
