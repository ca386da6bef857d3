import type { Problem } from '../problems.ts'
import type { Delimiters, Gs, Isa, SetRead } from './items.ts'

const encode = (text: string): Uint8Array => Buffer.from(text, 'latin1')

/**
 * Writes the 997 for the groups of one interchange while they are read: one set a group. Its memory grows only with its own
 * text, some 30 bytes for each set acknowledged.
 */
export class FunctionalAcknowledgement {
  readonly #element: string
  readonly #component: string
  readonly #terminator: string
  readonly #body: Uint8Array[] = []
  #lines = ''
  #segments = 0
  #setCount = 0
  #accepted = 0
  #received = 0

  constructor(options: { delimiters: Delimiters }) {
    const { element, component, terminator } = options.delimiters
    this.#element = String.fromCharCode(element)
    this.#component = String.fromCharCode(component)
    this.#terminator = String.fromCharCode(terminator)
  }

  group(gs: Gs): void {
    this.#segments = 0
    this.#accepted = 0
    this.#received = 0
    this.#setCount++
    this.#line('ST', '997', this.#number())
    this.#line('AK1', gs.functionalId, gs.controlNumber)
  }

  set(set: SetRead): void {
    this.#received++
    if (set.accepted) this.#accepted++
    this.#line('AK2', set.type, set.controlNumber)
    if (!set.accepted) this.#details(set)
    const errors = set.accepted ? [] : setErrors(set)
    this.#line('AK5', set.accepted ? 'A' : 'R', ...errors)
    if (this.#lines.length > 65_536) this.#flush()
  }

  /** Ends the group with its verdict, which it returns: A, P or R. */
  endGroup(problems: Problem[], setCount: number): 'A' | 'P' | 'R' {
    const errors = [...new Set(problems.filter((one) => one.severity === 'error').map((one) => one.acknowledgement))]
    const code = errors.length > 0 || this.#accepted === 0 ? 'R' : this.#accepted === this.#received ? 'A' : 'P'
    const accepted = code === 'R' ? 0 : this.#accepted
    this.#line('AK9', code, String(setCount), String(this.#received), String(accepted), ...errors.slice(0, 5))
    this.#line('SE', String(this.#segments + 1), this.#number())
    return code
  }

  /** The sets written, ST to SE. */
  finish(): { body: Uint8Array[]; setCount: number } {
    this.#flush()
    return { body: this.#body, setCount: this.#setCount }
  }

  #details(set: SetRead): void {
    const bySegment = new Map<number, Problem[]>()
    for (const problem of set.problems) {
      if (problem.severity !== 'error' || (problem.level !== 'segment' && problem.level !== 'element')) continue
      const position = problem.segmentPosition ?? 0
      const known = bySegment.get(position)
      if (known) known.push(problem)
      else bySegment.set(position, [problem])
    }
    for (const [position, problems] of bySegment) {
      for (const one of problems.filter((problem) => problem.level === 'segment')) {
        this.#line('AK3', this.#clean(one.segment ?? '').slice(0, 3), String(position), '', one.acknowledgement)
      }
      const elements = problems.filter((problem) => problem.level === 'element')
      if (elements.length === 0) continue
      this.#line('AK3', this.#clean(elements[0]!.segment ?? '').slice(0, 3), String(position), '', '8')
      for (const one of elements.slice(0, 99)) {
        const reference = one.reference === undefined ? '' : String(one.reference)
        this.#line('AK4', String(one.element ?? 1), reference, one.acknowledgement, this.#clean(one.value ?? ''))
      }
    }
  }

  /** A bad value is quoted without what would break the answer: X12 has no escape. */
  #clean(text: string): string {
    let result = ''
    for (const character of text) {
      const forbidden = character === this.#element || character === this.#component || character === this.#terminator
      result += forbidden || character < ' ' ? ' ' : character
    }
    return result.trim().slice(0, 99)
  }

  #number(): string {
    return String(this.#setCount).padStart(4, '0')
  }

  #line(...elements: string[]): void {
    let last = elements.length
    while (last > 1 && elements[last - 1] === '') last--
    this.#lines += elements.slice(0, last).join(this.#element) + this.#terminator
    this.#segments++
  }

  #flush(): void {
    if (this.#lines === '') return
    this.#body.push(encode(this.#lines))
    this.#lines = ''
  }
}

/** AK502 and on: the set's own errors; 5 when the errors are in its segments. */
function setErrors(set: SetRead): string[] {
  const errors = set.problems.filter((one) => one.severity === 'error')
  const own = new Set(errors.filter((one) => one.level === 'set').map((one) => one.acknowledgement))
  if (errors.some((one) => one.level === 'segment' || one.level === 'element')) own.add('5')
  return [...own].slice(0, 5)
}

export interface Envelope {
  sender: { qualifier: string; id: string }
  receiver: { qualifier: string; id: string }
  gsSender: string
  gsReceiver: string
  functionalId: string
  /** ISA12 */
  isaVersion: string
  /** GS08 */
  version: string
  /** ISA13 and GS06 */
  controlNumber: number
  usage: 'P' | 'T'
  /** Written in UTC. */
  at: Date
  delimiters: Delimiters
  setCount: number
}

/** A whole interchange of one group around sets that are already written. */
export function writeInterchange(envelope: Envelope & { body: Uint8Array[] }): Uint8Array[] {
  return [interchangeHead(envelope), ...envelope.body, interchangeTail(envelope)]
}

/** ISA and GS. */
export function interchangeHead(envelope: Envelope): Uint8Array {
  const { delimiters, at } = envelope
  const stamp = at.toISOString()
  const gsDate = stamp.slice(0, 10).replaceAll('-', '')
  const gsTime = stamp.slice(11, 16).replace(':', '')
  const gs = [
    'GS',
    envelope.functionalId,
    envelope.gsSender,
    envelope.gsReceiver,
    gsDate,
    gsTime,
    String(envelope.controlNumber),
    'X',
    envelope.version,
  ]
  return encode(isaText({ ...envelope, acknowledgementRequested: false }) + line(delimiters, gs))
}

/** GE and IEA. */
export function interchangeTail(envelope: Envelope): Uint8Array {
  const { delimiters, controlNumber, setCount } = envelope
  return encode(
    line(delimiters, ['GE', String(setCount), String(controlNumber)]) +
      line(delimiters, ['IEA', '1', nine(controlNumber)]),
  )
}

/** A TA1 that answers the header of an interchange, alone in an interchange of its own. */
export function writeTa1(of: {
  isa: Isa
  code: 'A' | 'E' | 'R'
  note: string
  controlNumber: number
  at: Date
}): Uint8Array {
  const { isa, controlNumber, at } = of
  const { delimiters } = isa
  const head = isaText({
    sender: { qualifier: isa.receiverQualifier, id: isa.receiverId },
    receiver: { qualifier: isa.senderQualifier, id: isa.senderId },
    isaVersion: isa.version,
    controlNumber,
    usage: isa.usage === 'P' ? 'P' : 'T',
    at,
    delimiters,
    acknowledgementRequested: false,
  })
  const ta1 = line(delimiters, ['TA1', isa.controlNumber, isa.date, isa.time, of.code, of.note])
  return encode(head + ta1 + line(delimiters, ['IEA', '0', nine(controlNumber)]))
}

type Header = Pick<Envelope, 'sender' | 'receiver' | 'isaVersion' | 'controlNumber' | 'usage' | 'at' | 'delimiters'>

function isaText(of: Header & { acknowledgementRequested: boolean }): string {
  const { delimiters, at } = of
  const stamp = at.toISOString()
  const standard = delimiters.repetition === null ? 'U' : String.fromCharCode(delimiters.repetition)
  const elements = [
    'ISA',
    '00',
    ' '.repeat(10),
    '00',
    ' '.repeat(10),
    of.sender.qualifier.padEnd(2),
    of.sender.id.padEnd(15),
    of.receiver.qualifier.padEnd(2),
    of.receiver.id.padEnd(15),
    stamp.slice(2, 10).replaceAll('-', ''),
    stamp.slice(11, 16).replace(':', ''),
    standard,
    of.isaVersion,
    nine(of.controlNumber),
    of.acknowledgementRequested ? '1' : '0',
    of.usage,
    String.fromCharCode(delimiters.component),
  ]
  return line(delimiters, elements)
}

function line(delimiters: Delimiters, elements: string[]): string {
  return elements.join(String.fromCharCode(delimiters.element)) + String.fromCharCode(delimiters.terminator)
}

const nine = (controlNumber: number) => String(controlNumber).padStart(9, '0')
