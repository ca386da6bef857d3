import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

// V8 takes memory to save time; a grid shares its machine with Postgres. Figures: docs/benchmarks.md, large-file.
// What a batch of documents is made of lives for one flight to the database, so V8 comes to make it in the old generation,
// where it stays until that is collected: up to 110 MB of it.
setFlagsFromString('--no-allocation-site-pretenuring')
// The old generation is collected when it has grown by half, not fourfold.
setFlagsFromString('--heap-growing-percent=50')
setFlagsFromString('--expose-gc')
const collect: (options: { type: 'minor' }) => void = runInNewContext('gc')

/** Of a byte on its way there are some four copies: in the buffers of the socket, the cipher, the packet and the file. */
const COPIES = 4
const DEAD_BYTES_MAX = 16_777_216
let dead = 0

/**
 * Told of bytes of large payloads that pass. V8 does not count what a buffer holds when it decides on a collection of the young
 * objects, and only after 64 MB of dead buffers it collects everything: a fast transfer then takes 50 MB more and a full collection five
 * times a second. The owners of the buffers are young: a collection of those alone takes 1 to 2 ms.
 */
export function bytesPassed(bytes: number): void {
  dead += bytes * COPIES
  if (dead < DEAD_BYTES_MAX) return
  dead = 0
  collect({ type: 'minor' })
}
