import { parentPort, workerData } from 'node:worker_threads'
import { check } from './checking.ts'
import { Inputs } from './inputs.ts'

export interface Turn {
  from: number
  to: number
}

export interface Told {
  done: number
  slowestMs: number
  slowest: number
  failed: { input: number; reason: string }[]
}

const { seed } = workerData as { seed: number }
const inputs = new Inputs(seed)
/** The input at hand, for whoever waits for it. */
const at = new BigInt64Array((workerData as { at: SharedArrayBuffer }).at)

parentPort!.on('message', ({ from, to }: Turn) => {
  const told: Told = { done: to - from, slowestMs: 0, slowest: from, failed: [] }
  for (let n = from; n < to; n++) {
    Atomics.store(at, 0, BigInt(n))
    const { bytes, draw } = inputs.make(n)
    const began = usedMs()
    try {
      check(bytes, draw)
    } catch (error) {
      told.failed.push({ input: n, reason: (error as Error).stack?.split('\n').slice(0, 4).join(' ') ?? String(error) })
    }
    const ms = usedMs() - began
    if (ms > told.slowestMs) Object.assign(told, { slowestMs: ms, slowest: n })
  }
  parentPort!.postMessage(told)
})

/** Of this thread: a machine that stands still in between is no slow input. */
function usedMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}
