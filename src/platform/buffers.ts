import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect: (options: { type: 'minor' }) => void = runInNewContext('gc')

/** Of a byte on its way through the grid there are some four copies: in the buffers of the socket, the cipher, the packet and the file. */
const COPIES = 4
const DEAD_BYTES_MAX = 16_777_216
let dead = 0

/**
 * Told of bytes of large payloads that pass. V8 does not count what a buffer holds when it decides on a collection of the young
 * objects, and only after 64 MB of dead buffers it collects everything: a fast transfer then takes 60 to 80 MB more memory and
 * a pause of 30 ms five times a second. Their owners are young: a collection of those alone takes 1 to 2 ms.
 */
export function passed(bytes: number): void {
  dead += bytes * COPIES
  if (dead < DEAD_BYTES_MAX) return
  dead = 0
  collect({ type: 'minor' })
}
