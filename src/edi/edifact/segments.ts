import { Marks } from '../marks.ts'
import type { Charset } from './charsets.ts'
import { Segment } from './segment.ts'
import type { ServiceString } from './service-string.ts'

/** The segments of bytes that begin and end with one, such as those of a message; each is pointed at until the next is asked for. */
export function* segmentsOf(bytes: Uint8Array, of: { service: ServiceString; charset: Charset }): Generator<Segment> {
  const { terminator, element, component, repetition, release } = of.service
  const marks = new Marks({ plain: true })
  const others = repetition === null ? [element, component] : [element, component, repetition]
  marks.seek({ terminator, others, release })
  marks.find(bytes, 0)
  const segment = new Segment()
  segment.service = of.service
  segment.charset = of.charset
  for (let from = 0; from < bytes.length; ) {
    while (from < bytes.length && isBetween(bytes[from]!) && bytes[from] !== terminator) from++
    if (!marks.reach(from)) return
    marks.pass()
    segment.point(bytes, from, marks)
    segment.offset = from
    const end = marks.at[marks.last]! + 1
    yield segment
    from = end
  }
}

function isBetween(byte: number): boolean {
  return byte === 0x0d || byte === 0x0a || byte === 0x20 || byte === 0x09
}
