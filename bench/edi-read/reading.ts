import { closeSync, openSync, readSync } from 'node:fs'
import { Control } from '../../src/edi/edifact/control.ts'
import { InterchangeReader as EdifactReader } from '../../src/edi/edifact/interchange-reader.ts'
import { Marks } from '../../src/edi/marks.ts'
import type { Problem } from '../../src/edi/problems.ts'
import { tagCode } from '../../src/edi/tags.ts'
import { FunctionalAcknowledgement } from '../../src/edi/x12/functional-acknowledgement.ts'
import { InterchangeReader as X12Reader } from '../../src/edi/x12/interchange-reader.ts'
import { Segment } from '../../src/edi/x12/segment.ts'
import type { SegmentReading } from '../../src/formats/mapping/segment-reading.ts'
import { MESSAGES } from '../../src/formats/messages.ts'
import { X12Cells } from '../../src/formats/x12/cells.ts'
import { edifactGuide, x12Guide } from './guides.ts'

const CHUNK_BYTES = 262_144

/** What was found wrong, as `code at place`, and how often. */
export type Findings = Record<string, number>

export function* chunksOf(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r')
  const chunk = new Uint8Array(CHUNK_BYTES)
  for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) yield chunk.subarray(0, read)
  closeSync(file)
}

function count(findings: Findings, problems: readonly Problem[]): void {
  for (const { code, segment, element } of problems) {
    const name = `${code} ${segment ?? ''}${element ?? ''}`
    findings[name] = (findings[name] ?? 0) + 1
  }
}

/** Against grammar and guide, with the 997 computed. */
export function validateX12(chunks: Iterable<Uint8Array>, marks?: Marks): Findings {
  const reader = new X12Reader({ guideOf: () => x12Guide, ...(marks ? { marks } : {}) })
  const findings: Findings = {}
  let answer: FunctionalAcknowledgement | null = null
  for (const chunk of chunks) {
    for (const item of reader.push(chunk)) {
      if (item.kind === 'interchange-start') answer = new FunctionalAcknowledgement(item.envelope)
      else if (item.kind === 'group-start') answer!.group(item.group)
      else if (item.kind === 'set') {
        answer!.set(item.set, item.set.accepted ? 'A' : 'R')
        count(findings, item.set.problems)
      } else if (item.kind === 'group-end') answer!.endGroup(item.problems, item.setCount)
    }
  }
  answer!.finish()
  return findings
}

/** The same with the CONTRL. */
export function validateEdifact(chunks: Iterable<Uint8Array>, marks?: Marks): Findings {
  const reader = new EdifactReader({ guideOf: () => edifactGuide, ...(marks ? { marks } : {}) })
  const findings: Findings = {}
  let answer: Control | null = null
  for (const chunk of chunks) {
    for (const item of reader.push(chunk)) {
      if (item.kind === 'interchange-start') answer = new Control(item.envelope)
      else if (item.kind === 'message') {
        answer!.message(item.message)
        count(findings, item.message.problems)
      } else if (item.kind === 'interchange-end') answer!.finish(item.problems)
    }
  }
  return findings
}

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
