import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect: (options: { type: 'minor' } | { type: 'major'; execution: 'async' }) => unknown = runInNewContext('gc')

/** Of a byte on its way there are some four copies: in the buffers of the socket, the cipher, the packet and the file. */
const COPIES = 4
const DEAD_BYTES_MAX = 16_777_216
let dead = 0

/**
 * Told of bytes of large payloads that pass. V8 does not count what a buffer holds when it decides on a collection of the young
 * objects, and only after 64 MB of dead buffers it collects everything: a fast transfer then takes 50 MB more and a full
 * collection five times a second. The owners of the buffers are young: a collection of those alone takes 1 to 2 ms.
 */
export function bytesPassed(bytes: number): void {
  dead += bytes * COPIES
  if (dead < DEAD_BYTES_MAX) return
  dead = 0
  keepYoung()
  collect({ type: 'minor' })
}

const GROW_AFTER_MS = 10_000
let growing: NodeJS.Timeout | undefined

/**
 * The room of young objects doubles (54 MB more) by what outlived collections since it last did. Those that large payloads ask for
 * are many and say nothing of what small documents need: it does not grow until some time after the last of them.
 */
function keepYoung(): void {
  if (growing) return void growing.refresh()
  flags('--semi-space-growth-factor=1')
  growing = setTimeout(() => {
    growing = undefined
    if (sparing > 0) keepYoung()
    else flags('--semi-space-growth-factor=2')
  }, GROW_AFTER_MS).unref()
}

let sparing = 0
const FULL_EVERY_MS = 60_000
let fullAt = Number.NEGATIVE_INFINITY

/**
 * Does something long while V8 takes less memory to save time (docs/benchmarks.md, large-file): nothing new is made in the old
 * generation ahead of time (up to 110 MB of dead rows), which is collected when it has grown by a fifth, not fourfold. Not for
 * everything: it costs the exchange of small documents about a tenth of its processor time, and begins with a full collection
 * (some 50 ms, once a minute at most), since V8 sets its next limit after one.
 */
export async function sparingMemory<T>(act: () => Promise<T>): Promise<T> {
  keepYoung()
  if (++sparing === 1) {
    flags('--no-allocation-site-pretenuring', '--heap-growing-percent=20')
    const now = performance.now()
    if (now - fullAt > FULL_EVERY_MS) {
      collect({ type: 'major', execution: 'async' })
      fullAt = now
    }
  }
  try {
    return await act()
  } finally {
    keepYoung()
    if (--sparing === 0) flags('--allocation-site-pretenuring', '--heap-growing-percent=0')
  }
}

function flags(...all: string[]): void {
  for (const flag of all) setFlagsFromString(flag)
}
