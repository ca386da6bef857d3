import { Marks } from '../../src/edi/marks.ts'
import { Segment } from '../../src/edi/x12/segment.ts'
import { MESSAGES } from '../../src/formats/messages.ts'
import { chunksOf } from './reading.ts'

const [ST, SE, ISA, GS, GE, IEA] = ['ST', 'SE', 'ISA', 'GS', 'GE', 'IEA']

/** Each order as a canonical document; returns how many lines they have. */
export function canonicalX12(path: string): number {
  const marks = new Marks()
  marks.seek({ terminator: 0x7e, others: [0x2a] })
  const segment = new Segment()
  const view = {
    tag: '',
    count: 0,
    element: (n: number) => segment.trimmed(n),
    component: (n: number, c: number) => segment.trimmed(n).split('>')[c - 1] ?? '',
  }
  let reading = MESSAGES['x12:850']!.reading()
  let lines = 0
  let rest = new Uint8Array(0)
  for (const chunk of chunksOf(path)) {
    const bytes = Buffer.concat([rest, chunk])
    marks.find(bytes, 0)
    let at = 0
    while (at < bytes.length) {
      while (bytes[at] === 0x0a || bytes[at] === 0x0d) at++
      if (!marks.reach(at)) break
      segment.point(bytes, at, marks)
      view.tag = segment.tag
      view.count = segment.count
      if (view.tag === ST) reading = MESSAGES['x12:850']!.reading()
      if (![ISA, GS, GE, IEA].includes(view.tag)) reading.segment(view)
      if (view.tag === SE) lines += (reading.end().document as { lines?: unknown[] }).lines?.length ?? 0
      marks.pass()
      at = marks.at[marks.last]! + 1
    }
    rest = bytes.subarray(at)
  }
  return lines
}
