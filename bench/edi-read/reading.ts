import { closeSync, openSync, readSync } from 'node:fs'
import { Control } from '../../src/edi/edifact/control.ts'
import { InterchangeReader as EdifactReader } from '../../src/edi/edifact/interchange-reader.ts'
import type { Marks } from '../../src/edi/marks.ts'
import type { Problem } from '../../src/edi/problems.ts'
import { FunctionalAcknowledgement } from '../../src/edi/x12/functional-acknowledgement.ts'
import { InterchangeReader as X12Reader } from '../../src/edi/x12/interchange-reader.ts'
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

export function count(findings: Findings, problems: readonly Problem[]): void {
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
