// long: one state machine, whose states share their fields

import { isUtf8 } from 'node:buffer'
import type { GuidePlan } from '../guides/plan.ts'
import { latin1 } from '../latin1.ts'
import { Marks } from '../marks.ts'
import { Pieces } from '../pieces.ts'
import { type Problem, type ProblemCode, shown } from '../problems.ts'
import { SeenNumbers } from '../seen-numbers.ts'
import { tagCode } from '../tags.ts'
import type { Watch } from '../x12/watching.ts'
import type { Charset } from './charsets.ts'
import { partyAt } from './control-reading.ts'
import { directoryOf } from './directories.ts'
import { checkElements } from './elements.ts'
import { UNE_TABLE, UNG_TABLE, UNZ_TABLE } from './envelope-tables.ts'
import type { Directory, SegmentTable } from './grammar.ts'
import type { Item, MessageName, Unb, Ung } from './items.ts'
import { isBetween, MessageReading } from './message-reading.ts'
import { Segment } from './segment.ts'
import type { ServiceString } from './service-string.ts'
import { type Look, type Separators, separatorsOf } from './sound.ts'
import { looksLikeStart, readStart } from './unb.ts'

/** A segment longer than this has lost its terminator. */
const SEGMENT_BYTES_MAX = 1_048_576
/** Where each interchange has other delimiters, those of a piece are looked for again and again: no more than this at a time. */
const PIECE_BYTES = 65_536
const PROBLEMS_MAX = 100
const EMPTY = new Uint8Array(0)
const [U, TAG_BYTES] = [0x55, 3]

const [UNH, UNT, UNG, UNE, UNZ, NOTHING] = ['UNH', 'UNT', 'UNG', 'UNE', 'UNZ', ''].map(tagCode)

/** Of the bytes that a reader was just given: readers take turns, never within a push. */
const shared = new Marks()

interface Found {
  code: ProblemCode
  acknowledgement: string
  offset: number
  segment?: string
  element?: number
  reference?: string
  value?: string
  expected?: string
}

export interface ReadingOptions {
  problemsMax?: number
  watch?: Watch | null
  /** Delimiters found otherwise than usual, such as without SIMD. */
  marks?: Marks
  /** The tables that UNH names, where a dictionary lies over those of the standard. */
  directoryOf?: (version: string, release: string) => Directory | undefined
  /** What a message is held against besides, while it is read; null: nothing. */
  guideOf?: (name: MessageName) => GuidePlan | null
}

/**
 * Reads EDIFACT interchanges (ISO 9735, syntax versions 1 to 4) from pushed pieces: constant memory, whatever their size, and
 * never an exception for what they hold. Problems are items or stand in items, each with its code of 0085 and place.
 */
export class InterchangeReader {
  readonly #problemsMax: number
  readonly #marks: Marks
  readonly #watch: Watch | null
  readonly #guideOf: NonNullable<ReadingOptions['guideOf']>
  readonly #directoryOf: NonNullable<ReadingOptions['directoryOf']>
  readonly #segment = new Segment()
  #items: Item[] = []
  readonly #pieces = new Pieces()
  /** Of the first byte that has not been read. */
  #offset = 0
  #unb: Unb | null = null
  #separators: Separators | null = null
  #group: Ung | null = null
  #message: MessageReading | null = null
  #groupCount = 0
  #messageCount = 0
  #inGroup = 0
  #outsideGroups = 0
  readonly #references = new SeenNumbers()
  #groupProblems: Problem[] = []
  #problems: Problem[] = []
  /** Characters outside of the level have been told of: once an interchange. */
  #outsideTold = false
  #rubbishFrom: number | null = null
  #rubbishStart = ''
  #rubbish: Problem | null = null
  #any = false
  /** The delimiters have been found in the bytes at hand. */
  #marked = false
  /** As they were when these were found. */
  #markedFor: { service: ServiceString; charset: Charset; full: boolean } | null = null

  constructor(options: ReadingOptions = {}) {
    this.#watch = options.watch ?? null
    this.#marks = options.marks ?? shared
    this.#guideOf = options.guideOf ?? (() => null)
    this.#directoryOf = options.directoryOf ?? directoryOf
    this.#problemsMax = options.problemsMax ?? PROBLEMS_MAX
  }

  push(chunk: Uint8Array): Item[] {
    this.#items = []
    if (chunk.length > 0) this.#any = true
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) this.#piece(chunk.subarray(at, at + PIECE_BYTES))
    return this.#items
  }

  #piece(piece: Uint8Array): void {
    const bytes = this.#pieces.with(piece)
    this.#pieces.keep(bytes, this.#read(bytes, false))
  }

  end(): Item[] {
    this.#items = []
    const rest = this.#pieces.with(EMPTY)
    const left = rest.subarray(this.#read(rest, true))
    const end = this.#offset + left.length
    this.#pieces.keep(EMPTY, 0)
    if (this.#unb) this.#unfinished(end, latin1(left, 0, 40))
    else this.#endRubbish(end)
    if (!this.#any) this.#items.push({ kind: 'rubbish', problems: [rubbish('empty', 0, '')], offset: 0, length: 0 })
    return this.#items
  }

  /** Reads what is whole and returns how far that was; advances `#offset` with it. */
  #read(bytes: Uint8Array, last: boolean): number {
    let at = 0
    this.#marked = false
    while (at < bytes.length) {
      at += this.#run(bytes, at)
      const inside = this.#unb !== null
      const used = inside ? this.#readSegment(bytes, at, last) : this.#findStart(bytes, at, last)
      at += used
      this.#offset += used
      if (used === 0 && inside === (this.#unb !== null)) break
    }
    return at
  }

  /** The segments of a message with which nothing is wrong, as far as they follow each other. */
  #run(bytes: Uint8Array, at: number): number {
    if (!this.#message) return 0
    if (!this.#marked) this.#mark(bytes, at)
    this.#segment.bytes = bytes
    this.#segment.offset = this.#offset
    const used = this.#message.run(this.#segment, at, this.#marks) - at
    this.#offset += used
    return used
  }

  /** Outside an interchange: blanks are passed over, anything else up to the next UNA or UNB is rubbish. */
  #findStart(bytes: Uint8Array, at: number, last: boolean): number {
    if (this.#rubbishFrom === null && isBlank(bytes[at]!)) return 1
    const start = readStart(bytes, at, { offset: this.#offset, last })
    if (start.kind === 'more') return 0
    if (start.kind === 'start') {
      this.#endRubbish(this.#offset)
      this.#start(start.unb, start.problems)
      return start.length
    }
    this.#rubbishFrom ??= this.#offset
    if (start.kind === 'unreadable' && this.#rubbishFrom === this.#offset) this.#rubbish = start.problem
    const from = at + (start.kind === 'unreadable' ? start.length : 1)
    const next = bytes.indexOf(U, from)
    const to = next < 0 ? bytes.length : next
    this.#rubbishStart += latin1(bytes, at, Math.min(to, at + RUBBISH_SHOWN - this.#rubbishStart.length))
    return to - at
  }

  #endRubbish(to: number): void {
    if (this.#rubbishFrom === null) return
    const length = to - this.#rubbishFrom
    const found = this.#rubbish ?? rubbish('not-an-interchange', this.#rubbishFrom, this.#rubbishStart)
    const problem = { ...found, length }
    this.#items.push({ kind: 'rubbish', problems: [problem], offset: this.#rubbishFrom, length })
    this.#rubbishFrom = null
    this.#rubbish = null
    this.#rubbishStart = ''
  }

  #start(unb: Unb, problems: Problem[]): void {
    this.#unb = unb
    if (!this.#stillMarked(unb)) this.#marked = false
    this.#groupCount = 0
    this.#messageCount = 0
    this.#outsideGroups = 0
    this.#problems = []
    this.#outsideTold = false
    this.#references.clear()
    this.#separators = separatorsOf(unb.service, unb.charset)
    this.#segment.service = unb.service
    this.#segment.charset = unb.charset
    this.#items.push({ kind: 'interchange-start', envelope: unb, problems, offset: this.#offset })
  }

  /** As a rule interchanges of one file are alike, and their delimiters are found together. */
  #stillMarked({ service, charset }: Unb): boolean {
    const last = this.#markedFor
    return last !== null && last.full && last.charset === charset && separateAlike(last.service, service)
  }

  #readSegment(bytes: Uint8Array, at: number, last: boolean): number {
    const { terminator } = this.#unb!.service
    let from = at
    while (from < bytes.length && isBetween(bytes[from]!) && bytes[from] !== terminator) from++
    if (bytes.length - from < TAG_BYTES && !last) return from - at // it may be the start of another interchange
    if (looksLikeStart(bytes, from)) {
      this.#unfinished(this.#offset + from - at, latin1(bytes, from, from + TAG_BYTES))
      return from - at
    }
    if (!this.#marked) this.#mark(bytes, from)
    if (!this.#marks.reach(from)) return bytes.length - from > SEGMENT_BYTES_MAX ? this.#lost(bytes, at) : from - at
    let end = this.#marks.at[this.#marks.last]! + 1
    // The line end behind a terminator belongs to the segment, so that a message's bytes begin where its UNH does.
    while (end < bytes.length && isLineEnd(bytes[end]!) && bytes[end] !== terminator) end++
    if (end === bytes.length && !last) return from - at // more of the line end may come
    this.#marks.pass()
    const segment = this.#segment.point(bytes, from, this.#marks)
    segment.offset = this.#offset + from - at
    this.#take(segment, this.#offset + end - at)
    return end - at
  }

  #mark(bytes: Uint8Array, at: number): void {
    const { service, charset } = this.#unb!
    const { terminator, element, component, repetition, release } = service
    const others = repetition === null ? [element, component] : [element, component, repetition]
    // What has been told of is not looked for again.
    const odd = this.#outsideTold ? [DELETE] : charset.odd
    this.#marks.seek({ terminator, others, odd, release })
    this.#marks.find(bytes, at)
    this.#marked = true
    this.#markedFor = { service, charset, full: !this.#outsideTold }
  }

  #lost(bytes: Uint8Array, at: number): number {
    const expected = String(SEGMENT_BYTES_MAX)
    this.#problem({ code: 'segment-too-long', acknowledgement: '13', offset: this.#offset, expected })
    this.#close(this.#offset)
    return bytes.length - at
  }

  #take(segment: Segment, end: number): void {
    const { code } = segment
    if (this.#message) {
      if (code !== UNH && code !== UNG && code !== UNE && code !== UNZ) {
        this.#message.take(segment, this.#look(segment))
        if (code === UNT) this.#endMessage(end, segment)
        return
      }
      this.#endMessage(segment.offset, null)
    }
    if (code === UNH) this.#startMessage(segment)
    else if (code === UNG) this.#startGroup(segment)
    else if (code === UNE && this.#group) this.#endGroup(end, segment)
    else if (code === UNZ) this.#endInterchange(end, segment)
    else if (code !== NOTHING) this.#misplaced(segment)
  }

  #look(segment: Segment): Look {
    const wide = this.#marks.high && this.#unb!.charset.utf8
    const whole = !wide || isUtf8(segment.bytes.subarray(segment.from, segment.marks[segment.last]))
    return { clean: this.#marks.clean && whole, wide }
  }

  #misplaced({ offset, tag }: Segment): void {
    if (this.#problems.length >= this.#problemsMax) return
    const expected = this.#group ? 'UNH or UNE' : 'UNH, UNG or UNZ'
    this.#problem({ code: 'segment-misplaced', acknowledgement: '33', offset, expected, segment: shown(tag) })
  }

  #startGroup(segment: Segment): void {
    if (this.#group) this.#endGroup(segment.offset, null)
    if (this.#outsideGroups > 0 && this.#groupCount === 0) this.#mixed(segment)
    this.#group = {
      type: segment.trimmed(1),
      sender: partyAt(segment, 2),
      receiver: partyAt(segment, 3),
      date: segment.trimmed(4),
      time: segment.trimmed(4, 2),
      reference: segment.trimmed(5),
    }
    this.#groupCount++
    this.#inGroup = 0
    this.#groupProblems = this.#check(segment, UNG_TABLE, 'group')
    const problems = this.#groupProblems
    this.#items.push({ kind: 'group-start', group: this.#group, problems, offset: segment.offset })
  }

  #check(segment: Segment, table: SegmentTable, level: Problem['level']): Problem[] {
    const problems: Problem[] = []
    const report = (problem: Problem) => void problems.push(problem)
    checkElements(segment, table, { level, position: 0, report, outside: this.#outside })
    return problems
  }

  #mixed({ offset, tag }: Segment): void {
    if (this.#problems.some((one) => one.code === 'group-mixed')) return
    this.#problem({ code: 'group-mixed', acknowledgement: '30', offset, segment: tag })
  }

  #startMessage(segment: Segment): void {
    if (!this.#group) {
      if (this.#groupCount > 0) this.#mixed(segment)
      this.#outsideGroups++
    }
    const message = new MessageReading(segment, this.#look(segment), {
      position: this.#messageCount++,
      group: this.#group,
      from: segment.offset,
      problemsMax: this.#problemsMax,
      watch: this.#watch,
      directoryOf: this.#directoryOf,
      guideOf: this.#guideOf,
      separators: this.#separators!,
      plain: this.#marks.plain,
      outside: this.#outside,
    })
    this.#message = message
    this.#inGroup++
    const { reference } = message
    if (this.#references.add(reference)) {
      const place = { element: 1, reference: '0062', value: reference }
      message.problem(segment, { code: 'reference-repeated', level: 'set', acknowledgement: '26', ...place })
    }
  }

  #outside = (problem: Problem): void => {
    if (this.#outsideTold) return
    this.#outsideTold = true
    this.#problems.push({ ...problem, level: 'interchange' })
  }

  #endMessage(to: number, unt: Segment | null): void {
    this.#items.push({ kind: 'message', message: this.#message!.finish(to, unt) })
    this.#message = null
  }

  #endGroup(endOffset: number, une: Segment | null): void {
    const group = this.#group!
    const found = une
      ? [
          ...this.#check(une, UNE_TABLE, 'group'),
          ...counted(une, { count: this.#inGroup, reference: group.reference, numbers: ['0060', '0048'] }),
        ]
      : [{ code: 'trailer-missing', segment: 'UNE', acknowledgement: '13', offset: endOffset } as const]
    const problems = found.map((one): Problem => ({ severity: 'error', ...one, standard: 'edifact', level: 'group' }))
    this.#items.push({
      kind: 'group-end',
      group,
      messageCount: this.#inGroup,
      problems: [...this.#groupProblems, ...problems],
      endOffset,
    })
    this.#group = null
  }

  #endInterchange(endOffset: number, unz: Segment): void {
    if (this.#group) this.#endGroup(unz.offset, null)
    this.#problems.push(...this.#check(unz, UNZ_TABLE, 'interchange'))
    const { reference } = this.#unb!
    const count = this.#groupCount > 0 ? this.#groupCount : this.#messageCount
    for (const one of counted(unz, { count, reference, numbers: ['0036', '0020'] })) this.#problem(one)
    if (this.#messageCount === 0)
      this.#problem({ code: 'interchange-empty', acknowledgement: '32', offset: unz.offset, segment: 'UNZ' })
    this.#close(endOffset)
  }

  #close(endOffset: number): void {
    this.#items.push({
      kind: 'interchange-end',
      groupCount: this.#groupCount,
      messageCount: this.#messageCount,
      problems: this.#problems,
      endOffset,
    })
    this.#unb = null
    this.#group = null
    this.#message = null
  }

  /** The data ended inside the interchange, or the next one began. */
  #unfinished(end: number, value: string): void {
    if (this.#message) this.#endMessage(end, null)
    if (this.#group) this.#endGroup(end, null)
    this.#problem({ code: 'interchange-unfinished', acknowledgement: '13', offset: end, expected: 'UNZ', value })
    this.#close(end)
  }

  #problem({ value, ...of }: Found): void {
    const more = value === undefined ? {} : { value: shown(value) }
    this.#problems.push({ standard: 'edifact', level: 'interchange', severity: 'error', ...of, ...more })
  }
}

const DELETE = 0x7f
const RUBBISH_SHOWN = 20

function separateAlike(a: ServiceString, b: ServiceString): boolean {
  const names = ['terminator', 'element', 'component', 'repetition', 'release'] as const
  return names.every((name) => a[name] === b[name])
}

/** What is wrong with the count and the reference of UNE or UNZ, where they are there. */
function counted(
  trailer: Segment,
  { count, reference, numbers }: { count: number; reference: string; numbers: [string, string] },
): Found[] {
  const found: Found[] = []
  const { offset, tag: segment } = trailer
  const [said, repeated] = [trailer.trimmed(1), trailer.trimmed(2)]
  if (said !== '' && Number(said) !== count) {
    const place = { element: 1, reference: numbers[0], value: said, expected: String(count) }
    found.push({ code: 'count-mismatch', acknowledgement: '29', offset, segment, ...place })
  }
  if (repeated !== '' && repeated !== reference) {
    const place = { element: 2, reference: numbers[1], value: repeated, expected: `"${shown(reference)}"` }
    found.push({ code: 'control-number-mismatch', acknowledgement: '28', offset, segment, ...place })
  }
  return found
}

function rubbish(code: 'empty' | 'not-an-interchange', offset: number, value: string): Problem {
  return {
    code,
    standard: 'edifact',
    level: 'interchange',
    severity: 'error',
    acknowledgement: '18',
    offset,
    value: shown(value),
    expected: '"UNA" or "UNB+"',
  }
}

/** Space, line ends, tab, a byte order mark, and the end-of-file mark of old systems. */
function isBlank(byte: number): boolean {
  return (
    byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1a || byte === 0xef || byte === 0xbb || byte === 0xbf
  )
}

function isLineEnd(byte: number): boolean {
  return byte === 0x0d || byte === 0x0a
}
