import type { Charset } from './charsets.ts'
import type { Segment } from './segment.ts'
import { segmentsOf } from './segments.ts'
import type { ServiceString } from './service-string.ts'

/** A message under another reference of letters and digits: 0062 in UNH and UNT is changed, and nothing else. */
export function renumbered(
  message: Uint8Array,
  of: { service: ServiceString; charset: Charset },
  reference: string,
): Uint8Array[] {
  let head: Place | null = null
  let tail: Place | null = null
  for (const segment of segmentsOf(message, of)) {
    if (head === null) head = placeOf(segment, 1)
    else if (segment.tag === 'UNT') tail = placeOf(segment, 2)
  }
  if (!head || !tail) throw new Error('a message has no end')
  const own = Buffer.from(reference, 'latin1')
  return [message.subarray(0, head.from), own, message.subarray(head.to, tail.from), own, message.subarray(tail.to)]
}

interface Place {
  from: number
  to: number
}

/** Where the nth element lies. */
function placeOf({ marks, starts, count }: Segment, n: number): Place {
  if (n > count) throw new Error('a message has no reference')
  return { from: marks[starts[n - 1]!]! + 1, to: marks[starts[n]!]! }
}
