// long: one state machine, whose states share their fields
import type { GuidePlan } from '../guides/plan.ts'
import { latin1 } from '../latin1.ts'
import { Marks } from '../marks.ts'
import { Pieces } from '../pieces.ts'
import { type Problem, shown } from '../problems.ts'
import { SeenNumbers } from '../seen-numbers.ts'
import { tagCode } from '../tags.ts'
import { ISA_BYTES, readIsa } from './isa.ts'
import type { Delimiters, Gs, Isa, Item } from './items.ts'
import { Segment } from './segment.ts'
import { SetReading } from './set-reading.ts'
import { type Standard, standardOf } from './standards.ts'
import type { Watch } from './watching.ts'

/** A segment longer than this has lost its terminator. */
const SEGMENT_BYTES_MAX = 1_048_576
const PROBLEMS_MAX = 100
const EMPTY = new Uint8Array(0)

const [ST, SE, GS, GE, IEA, TA1] = ['ST', 'SE', 'GS', 'GE', 'IEA', 'TA1'].map(tagCode)
/** Nothing is said of them: an empty one, and the envelope of deferred delivery. */
const IGNORED = new Set(['', 'ISB', 'ISE'].map(tagCode))

/** Of the bytes that a reader was just given: readers take turns, never within a push. */
const shared = new Marks()

export interface ReadingOptions {
  problemsMax?: number
  watch?: Watch | null
  /** Delimiters found otherwise than usual, such as without SIMD. */
  marks?: Marks
  /** The tables for GS08, where a dictionary lies over those of the standard. */
  standardOf?: (version: string) => Standard | undefined
  /** What a set of this group is held against besides, while it is read; null: nothing. */
  guideOf?: (group: Gs, type: string) => GuidePlan | null
}

/**
 * Reads X12 interchanges from pushed pieces: constant memory, whatever their size, and never an exception for what they hold.
 * Problems are items or stand in items, each with its acknowledgement code and place.
 */
export class InterchangeReader {
  readonly #problemsMax: number
  readonly #marks: Marks
  readonly #watch: Watch | null
  readonly #standardOf: (version: string) => Standard | undefined
  readonly #guideOf: ReadingOptions['guideOf'] | null
  readonly #segment = new Segment()
  #items: Item[] = []
  readonly #pieces = new Pieces()
  /** Of the first byte that has not been read. */
  #offset = 0
  #isa: Isa | null = null
  #group: Gs | null = null
  #set: SetReading | null = null
  #groupCount = 0
  #setCount = 0
  #position = 0
  readonly #setNumbers = new SeenNumbers()
  #groupProblems: Problem[] = []
  #envelopeProblems: Problem[] = []
  /** What is no interchange, while it lasts. */
  #rubbish: { offset: number; start: string; problems: Problem[] | null } | null = null
  #any = false
  /** Of the last interchange: as a rule also those of the next one. */
  #delimiters: Delimiters | null = null
  /** They have been found in the bytes at hand. */
  #marked = false

  constructor(options: ReadingOptions = {}) {
    this.#watch = options.watch ?? null
    this.#marks = options.marks ?? shared
    this.#guideOf = options.guideOf ?? null
    this.#standardOf = options.standardOf ?? standardOf
    this.#problemsMax = options.problemsMax ?? PROBLEMS_MAX
  }

  push(chunk: Uint8Array): Item[] {
    this.#items = []
    if (chunk.length > 0) this.#any = true
    const bytes = this.#pieces.with(chunk)
    this.#pieces.keep(bytes, this.#read(bytes, false))
    return this.#items
  }

  end(): Item[] {
    this.#items = []
    const rest = this.#pieces.with(EMPTY)
    const left = rest.subarray(this.#read(rest, true))
    const at = this.#offset
    this.#pieces.keep(EMPTY, 0)
    if (this.#isa) this.#unfinished(at, left)
    else this.#endRubbish(at)
    if (!this.#any) this.#items.push({ kind: 'rubbish', problems: [rubbish('empty', 0, 0, '')], offset: 0, length: 0 })
    return this.#items
  }

  /** Reads what is whole and returns how far that was; advances `#offset` with it. */
  #read(bytes: Uint8Array, last: boolean): number {
    let at = 0
    this.#marked = false
    while (at < bytes.length) {
      at += this.#run(bytes, at)
      const used = this.#isa ? this.#readSegment(bytes, at, last) : this.#findIsa(bytes, at, last)
      if (used === 0) break
      at += used
      this.#offset += used
    }
    return at
  }

  /** The segments of a set with which nothing is wrong, as far as they follow each other. */
  #run(bytes: Uint8Array, at: number): number {
    if (!this.#set) return 0
    if (!this.#marked) this.#mark(bytes, at)
    this.#segment.bytes = bytes
    this.#segment.offset = this.#offset
    const used = this.#set.run(this.#segment, at, this.#marks) - at
    this.#offset += used
    return used
  }

  /** Outside an interchange: blanks are passed over, anything else up to the next ISA is rubbish. */
  #findIsa(bytes: Uint8Array, at: number, last: boolean): number {
    if (this.#rubbish === null && isBlank(bytes[at]!)) return 1
    if (bytes[at] === 0x49 && (bytes.length - at >= 3 ? bytes[at + 1] === 0x53 && bytes[at + 2] === 0x41 : !last)) {
      if (bytes.length - at < ISA_BYTES && !last) return 0
      const { isa, problems } =
        bytes.length - at < ISA_BYTES
          ? { isa: null, problems: [truncated(bytes.subarray(at), this.#offset)] }
          : readIsa(bytes.subarray(at, at + ISA_BYTES), this.#offset)
      if (isa) return this.#start(isa, problems)
      // One that cannot be read is told of; what looks like more of them in what follows is passed over with it.
      if (!this.#rubbish?.problems) this.#startRubbish(problems)
    } else if (this.#rubbish === null) this.#startRubbish(null)
    const used = 1 + this.#skipTo(bytes, at + 1)
    const rubbish = this.#rubbish!
    if (rubbish.start.length < SHOWN_BYTES)
      rubbish.start += latin1(bytes, at, at + Math.min(used, SHOWN_BYTES - rubbish.start.length))
    return used
  }

  /** How many bytes lie before the next "I". */
  #skipTo(bytes: Uint8Array, from: number): number {
    const next = bytes.indexOf(0x49, from)
    return (next < 0 ? bytes.length : next) - from
  }

  #startRubbish(problems: Problem[] | null): void {
    this.#endRubbish(this.#offset)
    this.#rubbish = { offset: this.#offset, start: '', problems }
  }

  #endRubbish(to: number): void {
    if (this.#rubbish === null) return
    const { offset, start, problems } = this.#rubbish
    const length = to - offset
    this.#items.push({
      kind: 'rubbish',
      problems: problems ?? [rubbish('not-an-interchange', offset, length, start)],
      offset,
      length,
    })
    this.#rubbish = null
  }

  #start(isa: Isa, problems: Problem[]): number {
    this.#endRubbish(this.#offset)
    if (!sameDelimiters(isa.delimiters, this.#delimiters)) this.#marked = false
    this.#delimiters = isa.delimiters
    this.#isa = isa
    this.#groupCount = 0
    this.#position = 0
    this.#envelopeProblems = []
    this.#items.push({ kind: 'interchange-start', envelope: isa, problems, offset: this.#offset })
    return ISA_BYTES
  }

  #readSegment(bytes: Uint8Array, at: number, last: boolean): number {
    const { terminator } = this.#isa!.delimiters
    if (!this.#marked) this.#mark(bytes, at)
    let from = at
    while (from < bytes.length && isLineEnd(bytes[from]!) && bytes[from] !== terminator) from++
    if (!this.#marks.reach(from)) return bytes.length - from > SEGMENT_BYTES_MAX ? this.#lost(bytes, at) : from - at
    let end = this.#marks.at[this.#marks.last]! + 1
    // The line end behind a terminator belongs to the segment, so that a set's bytes begin where its ST does.
    while (end < bytes.length && isLineEnd(bytes[end]!) && bytes[end] !== terminator) end++
    if (end === bytes.length && !last) return from - at // more of the line end may come
    this.#marks.pass()
    const segment = this.#segment.point(bytes, from, this.#marks)
    segment.offset = this.#offset + from - at
    this.#take(segment, this.#offset + end - at)
    return end - at
  }

  #mark(bytes: Uint8Array, at: number): void {
    const { terminator, element, repetition } = this.#isa!.delimiters
    this.#marks.seek({ terminator, others: [element], odd: [repetition] })
    this.#marks.find(bytes, at)
    this.#marked = true
  }

  #lost(bytes: Uint8Array, at: number): number {
    this.#envelope({ code: 'segment-too-long', note: '004', offset: this.#offset, expected: String(SEGMENT_BYTES_MAX) })
    this.#close(this.#offset)
    return bytes.length - at
  }

  #take(segment: Segment, end: number): void {
    const { code } = segment
    if (this.#set) {
      if (code !== ST && code !== GE && code !== IEA) {
        this.#set.take(segment, this.#marks.clean)
        if (code === SE) this.#endSet(end, segment)
        return
      }
      this.#endSet(segment.offset, null)
    }
    if (code === ST && this.#group) this.#startSet(segment)
    else if (code === GS && !this.#group) this.#startGroup(segment)
    else if (code === GE && this.#group) this.#endGroup(end, segment)
    else if (code === IEA) this.#endInterchange(end, segment)
    else if (code === TA1 && !this.#group) this.#ta1(segment)
    else if (!IGNORED.has(code)) this.#misplaced(segment)
  }

  #misplaced(segment: Segment): void {
    const expected = this.#group ? 'ST or GE' : 'GS, TA1 or IEA'
    if (this.#envelopeProblems.length >= this.#problemsMax) return
    this.#envelope({
      code: 'segment-misplaced',
      note: '022',
      offset: segment.offset,
      expected,
      segment: shown(segment.tag),
    })
  }

  #ta1(segment: Segment): void {
    const [controlNumber, date, time, code, note] = [1, 2, 3, 4, 5].map((n) => segment.trimmed(n))
    this.#items.push({
      kind: 'ta1',
      ta1: { controlNumber: controlNumber!, date: date!, time: time!, code: code!, note: note! },
      offset: segment.offset,
    })
  }

  #startGroup(segment: Segment): void {
    const e = (n: number) => segment.trimmed(n)
    const group: Gs = {
      functionalId: e(1),
      sender: e(2),
      receiver: e(3),
      date: e(4),
      time: e(5),
      controlNumber: e(6),
      agency: e(7),
      version: e(8),
    }
    const problems: Problem[] = []
    if (!/^\d{1,9}$/.test(group.controlNumber)) {
      problems.push({
        ...this.#groupProblem(segment.offset),
        code: 'isa-invalid',
        segment: 'GS',
        element: 6,
        value: shown(group.controlNumber),
        expected: 'a control number of at most nine digits',
        acknowledgement: '6',
      })
    }
    this.#group = group
    this.#groupCount++
    this.#setCount = 0
    this.#setNumbers.clear()
    this.#groupProblems = problems
    this.#items.push({ kind: 'group-start', group, problems, offset: segment.offset })
  }

  #startSet(segment: Segment): void {
    const { component, repetition, terminator } = this.#isa!.delimiters
    const opening = {
      position: this.#position++,
      group: this.#group!,
      from: segment.offset,
      problemsMax: this.#problemsMax,
      component,
      repetition,
      terminator,
      plain: this.#marks.plain,
      watch: this.#watch,
      standard: this.#standardOf(this.#group!.version),
      guide: this.#guideOf?.(this.#group!, segment.trimmed(1)) ?? null,
    }
    this.#set = new SetReading(segment, opening)
    this.#setCount++
    const number = this.#set.controlNumber
    if (this.#setNumbers.add(number)) {
      this.#set.problem(segment, {
        code: 'control-number-repeated',
        level: 'set',
        acknowledgement: '23',
        value: number,
      })
    }
  }

  #endSet(to: number, se: Segment | null): void {
    this.#items.push({ kind: 'set', set: this.#set!.finish(to, se) })
    this.#set = null
  }

  #endGroup(endOffset: number, ge: Segment | null): void {
    const group = this.#group!
    const problems: Problem[] = []
    if (!ge)
      problems.push({ ...this.#groupProblem(endOffset), code: 'trailer-missing', segment: 'GE', acknowledgement: '3' })
    else {
      if (ge.trimmed(2) !== group.controlNumber) {
        problems.push({
          ...this.#groupProblem(ge.offset),
          code: 'control-number-mismatch',
          segment: 'GE',
          element: 2,
          value: shown(ge.element(2)),
          expected: `"${shown(group.controlNumber)}"`,
          acknowledgement: '4',
        })
      }
      if (Number(ge.trimmed(1)) !== this.#setCount) {
        problems.push({
          ...this.#groupProblem(ge.offset),
          code: 'count-mismatch',
          segment: 'GE',
          element: 1,
          value: shown(ge.element(1)),
          expected: String(this.#setCount),
          acknowledgement: '5',
        })
      }
    }
    this.#items.push({
      kind: 'group-end',
      group,
      setCount: this.#setCount,
      problems: [...this.#groupProblems, ...problems],
      endOffset,
    })
    this.#group = null
  }

  #groupProblem(offset: number): Pick<Problem, 'level' | 'severity' | 'offset'> {
    return { level: 'group', severity: 'error', offset }
  }

  #endInterchange(endOffset: number, iea: Segment): void {
    if (this.#group) this.#endGroup(iea.offset, null)
    if (iea.trimmed(2) !== this.#isa!.controlNumber) {
      this.#envelope({
        code: 'control-number-mismatch',
        note: '001',
        offset: iea.offset,
        segment: 'IEA',
        element: 2,
        value: iea.element(2),
        expected: `"${this.#isa!.controlNumber}"`,
      })
    }
    if (Number(iea.trimmed(1)) !== this.#groupCount || iea.trimmed(1) === '') {
      this.#envelope({
        code: 'count-mismatch',
        note: '021',
        offset: iea.offset,
        segment: 'IEA',
        element: 1,
        value: iea.element(1),
        expected: String(this.#groupCount),
      })
    }
    this.#close(endOffset)
  }

  #close(endOffset: number): void {
    this.#items.push({
      kind: 'interchange-end',
      groupCount: this.#groupCount,
      problems: this.#envelopeProblems,
      endOffset,
    })
    this.#isa = null
    this.#group = null
    this.#set = null
  }

  /** The data ended inside the interchange. */
  #unfinished(at: number, left: Uint8Array): void {
    const end = at + left.length
    if (this.#set) this.#endSet(end, null)
    if (this.#group) this.#endGroup(end, null)
    this.#envelope({
      code: 'interchange-unfinished',
      note: '023',
      offset: end,
      expected: 'IEA',
      value: latin1(left, 0, 40),
    })
    this.#close(end)
  }

  #envelope(of: {
    code: Problem['code']
    note: string
    offset: number
    segment?: string
    element?: number
    value?: string
    expected?: string
  }): void {
    const { note, value, ...rest } = of
    this.#envelopeProblems.push({
      level: 'interchange',
      severity: 'error',
      acknowledgement: note,
      ...rest,
      ...(value === undefined ? {} : { value: shown(value) }),
    })
  }
}

/** Of what is no interchange. */
const SHOWN_BYTES = 20

function truncated(bytes: Uint8Array, offset: number): Problem {
  const expected = `${ISA_BYTES} characters expected, ${bytes.length} found`
  const value = shown(latin1(bytes, 0, 40))
  const of = { level: 'interchange', severity: 'error', acknowledgement: '022', segment: 'ISA' } as const
  return { code: 'isa-truncated', ...of, value, expected, offset }
}

function rubbish(code: 'empty' | 'not-an-interchange', offset: number, length: number, value: string): Problem {
  return { code, level: 'interchange', severity: 'error', acknowledgement: '022', offset, length, value: shown(value) }
}

/** Space, line ends, tab, a byte order mark, and the end-of-file mark of old systems. */
function isBlank(byte: number): boolean {
  return (
    byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1a || byte === 0xef || byte === 0xbb || byte === 0xbf
  )
}

function sameDelimiters(a: Delimiters, b: Delimiters | null): boolean {
  return b !== null && a.terminator === b.terminator && a.element === b.element && a.repetition === b.repetition
}

function isLineEnd(byte: number): boolean {
  return byte === 0x0d || byte === 0x0a
}
