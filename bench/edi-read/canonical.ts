import { closeSync, openSync, readSync } from 'node:fs'
import { Marks } from '../../src/edi/marks.ts'
import { tagCode } from '../../src/edi/tags.ts'
import { Segment } from '../../src/edi/x12/segment.ts'
import type { SegmentReading } from '../../src/formats/mapping/segment-reading.ts'
import { MESSAGES } from '../../src/formats/messages.ts'
import { X12Cells } from '../../src/formats/x12/cells.ts'

const CHUNK_BYTES = 262_144
const [ST, SE] = ['ST', 'SE'].map(tagCode)

/** Each order as a canonical document; returns how many lines they have. */
export function canonicalX12(path: string, wishes: { lineage: boolean }): number {
  const marks = new Marks()
  marks.seek({ terminator: 0x7e, others: [0x2a] })
  const segment = new Segment()
  let reading: SegmentReading | null = null
  let lines = 0
  const file = openSync(path, 'r')
  const buffer = new Uint8Array(2 * CHUNK_BYTES)
  let kept = 0
  for (
    let read = readSync(file, buffer, 0, CHUNK_BYTES, null);
    read > 0;
    read = readSync(file, buffer, kept, CHUNK_BYTES, null)
  ) {
    const bytes = buffer.subarray(0, kept + read)
    const cells = new X12Cells(bytes, 0x3e)
    marks.find(bytes, 0)
    let at = 0
    while (at < bytes.length) {
      while (bytes[at] === 0x0a || bytes[at] === 0x0d) at++
      if (!marks.reach(at)) break
      segment.point(bytes, at, marks)
      if (segment.code === ST) reading = MESSAGES['x12:850']!.reading(wishes)
      reading?.segment(cells.at(segment))
      if (segment.code === SE) {
        lines += (reading!.end().document as { lines?: unknown[] }).lines?.length ?? 0
        reading = null
      }
      marks.pass()
      at = marks.at[marks.last]! + 1
    }
    buffer.copyWithin(0, at, bytes.length)
    kept = bytes.length - at
  }
  closeSync(file)
  return lines
}
