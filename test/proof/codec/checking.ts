import { detect } from '../../../src/edi/detect.ts'
import { Control, controlMessage, syntaxOf } from '../../../src/edi/edifact/control.ts'
import { InterchangeReader as EdifactReader } from '../../../src/edi/edifact/interchange-reader.ts'
import type { Item as EdifactItem, MessageName } from '../../../src/edi/edifact/items.ts'
import { outlineMessage } from '../../../src/edi/edifact/outline.ts'
import { writeInterchange } from '../../../src/edi/edifact/writer.ts'
import type { Narrowed } from '../../../src/edi/guides/document-grammar.ts'
import type { GuidePlan } from '../../../src/edi/guides/plan.ts'
import { Marks } from '../../../src/edi/marks.ts'
import { renderProblem } from '../../../src/edi/problems.ts'
import { FunctionalAcknowledgement } from '../../../src/edi/x12/functional-acknowledgement.ts'
import { InterchangeReader as X12Reader } from '../../../src/edi/x12/interchange-reader.ts'
import type { Gs, Item as X12Item } from '../../../src/edi/x12/items.ts'
import { outlineSet } from '../../../src/edi/x12/outline.ts'
import { anyGuide } from './guides.ts'
import type { Draw } from './inputs.ts'

const plain = new Marks({ plain: true })
const AT = new Date(0)
const SEGMENTS_MAX = 200

interface Reader<Item> {
  push(chunk: Uint8Array): Item[]
  end(): Item[]
}

/**
 * Reads an input with SIMD in pieces of any size, and without, each segment slowly, in one piece; both must find the same, with a
 * guide and without, and what is made of it (sentences, trees, answers) must be possible. Throws what is wrong.
 */
export function check(bytes: Buffer, draw: Draw): void {
  // Now and then by the reader of the other standard.
  const edifact = (detect(bytes) === 'edifact') !== draw() < 0.02
  if (edifact) {
    const guideOf = guides(draw, ({ type, version, release }: MessageName) => ({
      standard: 'edifact',
      release: `${version}.${release}`,
      document: type,
    }))
    const [fast, slow] = [new EdifactReader({ guideOf }), new EdifactReader({ guideOf, marks: plain })]
    const items = same(bytes, draw, { fast, slow })
    answerEdifact(bytes, items)
  } else {
    const guide = guides(draw, (named: Narrowed) => named)
    const guideOf = ({ version }: Gs, document: string) => guide({ standard: 'x12', release: version, document })
    const [fast, slow] = [new X12Reader({ guideOf }), new X12Reader({ guideOf, marks: plain })]
    const items = same(bytes, draw, { fast, slow })
    answerX12(bytes, items)
  }
}

/** A guide for each kind of document, in every second input: for both readers the same. */
function guides<Name>(draw: Draw, named: (name: Name) => Narrowed): (name: Name) => GuidePlan | null {
  const chosen = new Map<string, GuidePlan | null>()
  const guided = draw() < 0.5
  return (name) => {
    if (!guided) return null
    const key = JSON.stringify(named(name))
    let plan = chosen.get(key)
    if (plan === undefined) chosen.set(key, (plan = anyGuide(named(name), draw)))
    return plan
  }
}

function same<Item extends EdifactItem | X12Item>(
  bytes: Buffer,
  draw: Draw,
  { fast, slow }: { fast: Reader<Item>; slow: Reader<Item> },
): Item[] {
  const most = draw() < 0.1 ? 16 : 8_192
  const found: Item[] = []
  for (let at = 0; at < bytes.length; ) {
    const length = 1 + Math.floor(draw() * most)
    found.push(...fast.push(bytes.subarray(at, at + length)))
    at += length
  }
  found.push(...fast.end())
  const expected = [...slow.push(bytes), ...slow.end()]
  if (JSON.stringify(found) !== JSON.stringify(expected))
    throw new Error('SIMD in pieces found something else than JavaScript, which looks at each segment slowly')
  for (const item of found) {
    const problems =
      'problems' in item
        ? item.problems
        : 'set' in item
          ? item.set.problems
          : 'message' in item
            ? item.message.problems
            : []
    for (const problem of problems) {
      if (problem.offset > bytes.length || !renderProblem(problem).endsWith('.'))
        throw new Error(`a problem without a place or a sentence: ${JSON.stringify(problem)}`)
    }
  }
  return found
}

function answerX12(bytes: Buffer, items: X12Item[]): void {
  let answer: FunctionalAcknowledgement | null = null
  let delimiters: Extract<X12Item, { kind: 'interchange-start' }>['envelope']['delimiters'] | null = null
  for (const item of items) {
    if (item.kind === 'interchange-start') {
      delimiters = item.envelope.delimiters
      answer = new FunctionalAcknowledgement({ delimiters })
    } else if (item.kind === 'group-start') answer!.group(item.group)
    else if (item.kind === 'set') {
      const { from, to, type, group, accepted } = item.set
      answer!.set(item.set, accepted ? 'A' : 'R')
      outlineSet(bytes.subarray(from, to), {
        version: group.version,
        type,
        delimiters: delimiters!,
        segmentsMax: SEGMENTS_MAX,
      })
    } else if (item.kind === 'group-end') answer!.endGroup(item.problems, item.setCount)
    else if (item.kind === 'interchange-end') answer!.finish()
  }
}

/** Each CONTRL that is written is read again, and says which interchange it answers. */
function answerEdifact(bytes: Buffer, items: EdifactItem[]): void {
  let answer: { control: Control; unb: Extract<EdifactItem, { kind: 'interchange-start' }>['envelope'] } | null = null
  for (const item of items) {
    if (item.kind === 'interchange-start') answer = { unb: item.envelope, control: new Control(item.envelope) }
    else if (item.kind === 'group-start') answer!.control.startGroup(item.group)
    else if (item.kind === 'message') {
      answer!.control.message(item.message)
      const { service, charset } = answer!.unb
      outlineMessage(bytes.subarray(item.message.from, item.message.to), {
        ...item.message,
        service,
        charset,
        segmentsMax: SEGMENTS_MAX,
      })
    } else if (item.kind === 'group-end') answer!.control.endGroup(item.problems)
    else if (item.kind === 'interchange-end') {
      const { control, unb } = answer!
      const segments = control.finish(item.problems)
      if (!segments) continue
      const version = syntaxOf(unb)
      const message = controlMessage(version, { reference: '1', segments })
      const syntax = { id: 'UNOY', version }
      const { bytes: written } = writeInterchange(
        { syntax, sender: unb.receiver, receiver: unb.sender, at: AT, reference: '1', transliterate: true },
        [message],
      )
      if (!written) continue
      const reader = new EdifactReader()
      const read = [...reader.push(written), ...reader.end()].find((one) => one.kind === 'message')
      if (read?.kind !== 'message' || printed(read.message.contrl?.reference) !== printed(unb.reference))
        throw new Error('a CONTRL that cannot be read')
    }
  }
}

/** What a level lacks, a line end for one, is written as a blank. */
const printed = (text = '') => text.replace(/[^!-~]+/g, '')
