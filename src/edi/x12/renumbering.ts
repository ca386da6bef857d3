import type { Delimiters } from './items.ts'

/** A set under another number: ST02 and SE02 are changed, and nothing else. The bytes reach from ST to behind SE. */
export function renumbered(
  set: Uint8Array,
  { element, terminator }: Pick<Delimiters, 'element' | 'terminator'>,
  number: string,
): Uint8Array[] {
  const first = set.indexOf(terminator)
  let last = set.length
  while (last > 0 && (set[last - 1]! <= 0x20 || set[last - 1] === terminator)) last--
  const before = set.lastIndexOf(terminator, last - 1)
  if (first < 0 || before < first) throw new Error('a set has no end')
  const own = Buffer.from(number, 'latin1')
  const head = numberIn(set.subarray(0, first), element)
  const tail = numberIn(set.subarray(before + 1, last), element)
  const [headEnd, tailAt, tailEnd] = [head.to, before + 1 + tail.from, before + 1 + tail.to]
  return [set.subarray(0, head.from), own, set.subarray(headEnd, tailAt), own, set.subarray(tailEnd)]
}

/** Where the second element of a segment lies. */
function numberIn(segment: Uint8Array, element: number): { from: number; to: number } {
  const from = segment.indexOf(element, segment.indexOf(element) + 1) + 1
  const end = segment.indexOf(element, from)
  if (from < 2) throw new Error('a set has no number')
  return { from, to: end < 0 ? segment.length : end }
}
