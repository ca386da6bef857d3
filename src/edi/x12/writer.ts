import { latin1Bytes } from '../latin1.ts'
import { type Problem, shown } from '../problems.ts'
import { type GroupHead, writeInterchange } from './acknowledge.ts'
import type { Delimiters } from './items.ts'

/** Tag and elements; an element of several components is a list of them. */
export type SegmentText = readonly [tag: string, ...elements: (string | readonly string[])[]]

export interface SetText {
  /** ST01 */
  type: string
  /** ST02 */
  controlNumber: string
  /** ST03 */
  implementation?: string
  /** Without ST and SE. */
  segments: readonly SegmentText[]
}

/** Who writes to whom, under which numbers: none is made up here. */
export interface EnvelopeText {
  sender: { qualifier: string; id: string }
  receiver: { qualifier: string; id: string }
  /** ISA12, such as 00401. */
  isaVersion: string
  /** ISA13 and GS06 */
  controlNumber: number
  usage: 'P' | 'T'
  /** Written in UTC. */
  at: Date
  group: Pick<GroupHead, 'gsSender' | 'gsReceiver' | 'functionalId' | 'version'>
  /** Without: those that do not occur in the data. */
  delimiters?: Delimiters
  /** A line end behind each segment: not with a terminator that is one. */
  lines?: boolean
}

export interface Written {
  /** Null: a problem stands in the way. */
  bytes: Uint8Array | null
  problems: Problem[]
}

/** What is tried in turn: X12 has no escape, so a delimiter must not occur in any value. */
const CANDIDATES = {
  element: '*|\x1d\u00a6',
  component: '>:<\\\x1f',
  repetition: '^!\x1e`',
  terminator: '~\n\x1c\u00ac',
}
/** From this version on ISA11 is the separator of repeats. */
const REPEATS_FROM = '00402'

/** An interchange of one group around these sets. What its characters cannot carry is a problem and writes nothing. */
export function writeSets(envelope: EnvelopeText, sets: readonly SetText[]): Written {
  const values = new Set<string>()
  for (const { segments } of sets)
    for (const [, ...elements] of segments)
      for (const one of elements.flat()) for (const character of one) values.add(character)
  const delimiters = envelope.delimiters ?? delimitersWithout(values, envelope.isaVersion)
  const problems: Problem[] = []
  if (!delimiters)
    problems.push(
      problemOf('delimiters-invalid', { value: [...values].join(''), expected: 'some that do not occur in the data' }),
    )
  for (const set of sets) problems.push(...problemsOf(set, delimiters))
  if (problems.length > 0 || !delimiters) return { bytes: null, problems: problems.slice(0, PROBLEMS_MAX) }
  const body = sets.map((set) => latin1Bytes(textOf(set, delimiters)))
  const { group, ...header } = envelope
  const groups = [{ ...group, controlNumber: envelope.controlNumber, setCount: sets.length, body }]
  const pieces = writeInterchange({ ...header, delimiters }, groups)
  return { bytes: envelope.lines ? withLines(pieces, delimiters) : joined(pieces), problems }
}

/** One set without what stands around it, and the delimiters that its interchange needs: those that do not occur in it. */
export function writeSet(set: SetText, isaVersion: string): Written & { delimiters: Delimiters | null } {
  const values = new Set(set.segments.flatMap(([, ...elements]) => elements.flat().flatMap((one) => [...one])))
  const delimiters = delimitersWithout(values, isaVersion)
  const problems = problemsOf(set, delimiters).slice(0, PROBLEMS_MAX)
  if (!delimiters) {
    const of = { value: [...values].join(''), expected: 'some that do not occur in the data' }
    problems.unshift(problemOf('delimiters-invalid', of))
  }
  const bytes = delimiters && problems.length === 0 ? latin1Bytes(textOf(set, delimiters)) : null
  return { bytes, delimiters, problems }
}

const PROBLEMS_MAX = 100

function delimitersWithout(values: ReadonlySet<string>, isaVersion: string): Delimiters | null {
  const pick = (of: string) => [...of].find((one) => !values.has(one))?.charCodeAt(0)
  const [element, component, terminator] = [CANDIDATES.element, CANDIDATES.component, CANDIDATES.terminator].map(pick)
  const repetition = isaVersion >= REPEATS_FROM ? pick(CANDIDATES.repetition) : null
  if (element === undefined || component === undefined || terminator === undefined || repetition === undefined)
    return null
  return { element, component, repetition, terminator }
}

function textOf({ type, controlNumber, implementation = '', segments }: SetText, delimiters: Delimiters): string {
  const [element, component, terminator] = [delimiters.element, delimiters.component, delimiters.terminator].map(
    (byte) => String.fromCharCode(byte),
  )
  const line = ([tag, ...elements]: SegmentText) => {
    const texts = elements.map((one) => (typeof one === 'string' ? one : withoutEmptyEnd(one).join(component)))
    return [tag, ...withoutEmptyEnd(texts)].join(element) + terminator
  }
  // SE01 counts ST and SE.
  const trailer: SegmentText = ['SE', String(segments.length + 2), controlNumber]
  return [['ST', type, controlNumber, implementation] satisfies SegmentText, ...segments, trailer].map(line).join('')
}

/** Empty elements and components at an end are left out (X12.6 §3.7.1). */
function withoutEmptyEnd(texts: readonly string[]): readonly string[] {
  let length = texts.length
  while (length > 0 && texts[length - 1] === '') length--
  return texts.slice(0, length)
}

/** Values with characters that nothing stands for, or with a delimiter. */
function problemsOf({ segments }: SetText, delimiters: Delimiters | null): Problem[] {
  const { element, component, repetition, terminator } = delimiters ?? NONE
  const taken = new Set([element, component, repetition, terminator])
  return segments.flatMap(([tag, ...elements], at) =>
    elements.flatMap((one, index): Problem[] => {
      const lacking = [...(typeof one === 'string' ? one : one.join(''))].filter((character) => {
        const code = character.codePointAt(0)!
        return code > 0xff || taken.has(code) || (code < 0x20 && code !== 0x07)
      })
      if (lacking.length === 0) return []
      // ST is the first segment of a set.
      const place = { level: 'element', segment: tag, segmentPosition: at + 2, element: index + 1 } as const
      const expected = 'X12 in ISO 8859-1, less its delimiters,'
      return [
        { ...problemOf('character-not-encodable', { value: [...new Set(lacking)].join(''), expected }), ...place },
      ]
    }),
  )
}

const NONE = { element: -1, component: -1, repetition: -1, terminator: -1 }

function problemOf(
  code: 'delimiters-invalid' | 'character-not-encodable',
  of: { value: string; expected: string },
): Problem {
  const { value, expected } = of
  return {
    code,
    level: 'interchange',
    severity: 'error',
    acknowledgement: '6',
    value: shown(value),
    expected,
    offset: 0,
  }
}

function withLines(pieces: readonly Uint8Array[], { terminator }: Delimiters): Uint8Array {
  const bytes: number[] = []
  for (const byte of joined(pieces)) {
    bytes.push(byte)
    if (byte === terminator && terminator !== 0x0a) bytes.push(0x0a)
  }
  return Uint8Array.from(bytes)
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
