import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Told, Turn } from './worker.ts'

const TURN = 2_000
/** One input that takes longer hangs. */
const HANGS_MS = 10_000
const GROWTH_MAX_MB = 96
const FAILED_MAX = 20
const SHOWN_MAX = 5

interface Progress {
  done: number
  seconds: number
  slowestMs: number
  slowest: number
  failed: { input: number; reason: string }[]
}

export interface Asked {
  inputs: number
  seed: number
  fresh?: boolean
}

/** Reads so many broken messages; an interrupted proof goes on where it was. */
export async function proveCodec(
  asked: Asked,
  tell: (line: string) => void,
): Promise<{ holds: boolean; table: string }> {
  const file = join(tmpdir(), `entrepot-proof-codec-${asked.seed}.json`)
  if (asked.fresh) rmSync(file, { force: true })
  const progress: Progress = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { done: 0, seconds: 0, slowestMs: 0, slowest: 0, failed: [] }
  const before = progress.done
  const began = Date.now()
  const earlier = progress.seconds
  const grown = await readAll(asked, progress, (line) => {
    progress.seconds = earlier + Math.round((Date.now() - began) / 1_000)
    writeFileSync(file, JSON.stringify(progress))
    tell(line)
  })
  progress.seconds = earlier + Math.round((Date.now() - began) / 1_000)
  const rows: [what: string, found: number | string, holds: boolean | null][] = [
    ['inputs read', progress.done, progress.done >= asked.inputs],
    ['of them in this run', progress.done - before, null],
    [
      'crashes, differences between SIMD and JavaScript, unreadable answers',
      progress.failed.length,
      progress.failed.length === 0,
    ],
    ['milliseconds of processor time for one, at most', Math.round(progress.slowestMs), progress.slowestMs < HANGS_MS],
    ['megabytes that memory grew from the second tenth to the last', grown, grown <= GROWTH_MAX_MB],
  ]
  const lines = rows.map(
    ([what, found, holds]) => `  ${holds === null ? '    ' : holds ? 'ok  ' : 'FAIL'} ${what.padEnd(72)} ${found}`,
  )
  const failed = progress.failed.slice(0, SHOWN_MAX).map(({ input, reason }) => `  input ${input}: ${reason}`)
  rmSync(file, { force: true })
  const title = `proof of the codec, seed ${asked.seed}, ${progress.seconds} s; slowest input ${progress.slowest}`
  return { holds: rows.every(([, , holds]) => holds !== false), table: [title, ...lines, ...failed].join('\n') }
}

/** Returns how many megabytes the process grew by: the least that it had in the last tenth of them, against the second tenth. */
async function readAll({ inputs, seed }: Asked, progress: Progress, keep: (line: string) => void): Promise<number> {
  let next = progress.done
  const least = { early: Number.POSITIVE_INFINITY, late: Number.POSITIVE_INFINITY }
  let toldAt = Date.now()
  const [begun, all] = [next, inputs - next]
  const weigh = () => {
    const share = (progress.done - begun) / all
    const when = share >= 0.9 ? 'late' : share >= 0.1 && share < 0.2 ? 'early' : null
    if (when) least[when] = Math.min(least[when], process.memoryUsage.rss() / 1_000_000)
  }
  const take = (): Turn | null => {
    if (next >= inputs || progress.failed.length >= FAILED_MAX) return null
    const from = next
    next = Math.min(inputs, from + TURN)
    return { from, to: next }
  }
  const done = (told: Told) => {
    progress.done += told.done
    progress.failed.push(...told.failed)
    if (told.slowestMs > progress.slowestMs)
      Object.assign(progress, { slowestMs: told.slowestMs, slowest: told.slowest })
    weigh()
    if (Date.now() - toldAt < 10_000) return
    toldAt = Date.now()
    keep(`${progress.done} of ${inputs} inputs, ${progress.failed.length} failed`)
  }
  const workers = Math.min(availableParallelism(), Math.ceil((inputs - next) / TURN))
  await Promise.all(
    Array.from({ length: workers }, () =>
      work(seed, take, { done, hung: (n) => progress.failed.push({ input: n, reason: 'hangs' }) }),
    ),
  )
  const grown = Math.round(least.late - least.early)
  return Number.isFinite(grown) ? grown : 0
}

function work(
  seed: number,
  take: () => Turn | null,
  say: { done(told: Told): void; hung(input: number): void },
): Promise<void> {
  const at = new SharedArrayBuffer(8)
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: { seed, at } })
  const watched = new BigInt64Array(at)
  return new Promise((resolve, reject) => {
    let seen = -1n
    const watch = setInterval(() => {
      const now = Atomics.load(watched, 0)
      if (now === seen) {
        say.hung(Number(now))
        finish()
      }
      seen = now
    }, HANGS_MS)
    const finish = () => {
      clearInterval(watch)
      void worker.terminate().then(() => resolve())
    }
    const go = () => {
      const turn = take()
      if (turn) worker.postMessage(turn)
      else finish()
    }
    worker.on('message', (told: Told) => {
      say.done(told)
      go()
    })
    worker.on('error', (error) => {
      clearInterval(watch)
      reject(error)
    })
    go()
  })
}
