import { UNPACKED, wayBy } from '../course/course.ts'
import { Track } from '../course/track.ts'
import { GuideChecking } from '../guides/checking.ts'
import { EdifactLook } from '../guides/edifact-look.ts'
import { guidedBy } from '../guides/guided.ts'
import { PACKED_BYTES_MAX } from '../guides/look.ts'
import type { GuidePlan } from '../guides/plan.ts'
import type { Marks } from '../marks.ts'
import { Placing } from '../placing.ts'
import { type Problem, type ProblemCode, shown } from '../problems.ts'
import { codeAt, tagCode } from '../tags.ts'
import type { Watch } from '../x12/watching.ts'
import { ControlReading } from './control-reading.ts'
import { checkElements, type ElementContext } from './elements.ts'
import type { Directory } from './grammar.ts'
import type { MessageName, MessageRead, Ung } from './items.ts'
import { MessageKeys } from './keys.ts'
import { courseOf, type MessagePlan, planOf, type TagPlan } from './message-plan.ts'
import type { Segment } from './segment.ts'
import type { ServiceString } from './service-string.ts'
import { isShaped } from './shape.ts'
import type { SegmentPlan } from './sound.ts'
import { areSound, hasHigh, isSound, type Look, type Separators, shapeOf } from './sound.ts'
import { Watching } from './watching.ts'

export interface MessageOpening {
  position: number
  group: Ung | null
  from: number
  problemsMax: number
  watch: Watch | null
  directoryOf(version: string, release: string): Directory | undefined
  guideOf(name: MessageName): GuidePlan | null
  separators: Separators
  /** Each segment is looked at slowly. */
  plain: boolean
  /** What each of these finds is told apart. */
  guidesOf(name: MessageName): readonly GuidePlan[]
  /** Told of the first characters that the level does not have. */
  outside(problem: Problem): void
}

/** 1225 of BGM: cancellation, addition, deletion, change, replacement, duplicate, copy, changes of a part. */
const REPEATS = new Set(['1', '2', '3', '4', '5', '7', '31', '33', '36'])

/** What a partner calls a type, or a version: any of these is unknown, anything else no name. */
const TYPE = /^[A-Z0-9]{1,6}$/

const BGM = tagCode('BGM')

/** Reads one message segment by segment, UNH to UNT: constant memory for a message of any size. */
export class MessageReading implements ElementContext {
  readonly level = 'element'
  readonly name: MessageName
  readonly reference: string
  position = 0
  readonly #opening: MessageOpening
  readonly #plan: MessagePlan
  readonly #placing: Placing | null
  readonly #problems: Problem[] = []
  readonly #keys = new MessageKeys()
  readonly #accessReference: string
  readonly #control: ControlReading | null
  readonly #watching: Watching | null
  readonly #guide: GuideChecking | null
  /** By the placing of the message itself. */
  readonly #guided: boolean
  readonly #track: Track<SegmentPlan> | null
  /** Somebody wants to see each segment. */
  readonly #asked: boolean
  /** Of the segment that was taken last. */
  #offset = 0
  readonly #separators: Separators
  readonly #look = new EdifactLook()
  readonly #guides: readonly GuideChecking[]
  #purpose = ''
  #problemCount = 0
  #errors = 0

  constructor(unh: Segment, look: Look, opening: MessageOpening) {
    this.#opening = opening
    this.#separators = opening.separators
    this.name = nameOf(unh)
    const { type, version, release } = this.name
    this.reference = unh.trimmed(1)
    this.#accessReference = unh.trimmed(3)
    const guides = opening.guidesOf(this.name)
    this.#guides = guides.map((plan) => new GuideChecking(plan))
    this.#plan = planOf(ownTables(guides) ?? opening.directoryOf(version, release), type)
    this.#placing = this.#plan.placing ? new Placing(this.#plan.placing) : null
    this.#watching = opening.watch ? new Watching(opening.watch) : null
    const guide = opening.guideOf(this.name)
    const course = courseOf(this.#plan, guide)
    const shared = course ? { placing: this.#placing!, counts: course.borrow() } : undefined
    this.#guided = course !== null
    this.#guide = guide ? new GuideChecking(guide, shared) : null
    this.#track = course && !opening.plain ? new Track(course, { ...shared!, guide: this.#guide }) : null
    this.#control = type === 'CONTRL' ? new ControlReading() : null
    this.#asked = this.#watching !== null || this.#guides.length > 0 || this.#control !== null
    this.take(unh, look)
    if (!TYPE.test(type)) {
      const value = unh.element(2)
      this.problem(unh, { code: 'message-unsupported', level: 'set', acknowledgement: '12', value })
    } else if (!this.#placing) this.#notChecked(unh)
  }

  /** The segment at hand, UNH and UNT included. */
  take(segment: Segment, look: Look): void {
    this.#track?.leave({ position: this.position, offset: this.#offset })
    this.position++
    this.#offset = segment.offset
    const tag = this.#plan.tags.get(segment.code)
    const placed = this.#placing !== null && this.#place(segment, tag, this.#placing)
    const sound = tag?.segment && !this.#opening.plain && isSound(segment, tag.segment, look)
    if (tag?.segment && !sound) checkElements(segment, tag.segment.table, this)
    this.#guide?.take(this.#look.at(segment), this.position, this.#guided ? placed : undefined)
    this.#tell(segment, tag)
  }

  /**
   * Takes the segments from `from` on while nothing is wrong with them; returns how far that was. `segment`: one of the interchange
   * to look through, at the offset of the first byte.
   */
  run(segment: Segment, from: number, marks: Marks): number {
    const track = this.#track
    if (track === null || !marks.clean || !track.enter()) return from
    const { bytes, service, offset } = segment
    const separators = this.#separators
    const wide = marks.high && segment.charset.utf8
    let at = from
    for (;;) {
      if (!wide && !this.#asked) at = this.#hurry(bytes, { at, base: offset - from }, marks)
      let begin = at
      while (begin < bytes.length && isBetween(bytes[begin]!) && bytes[begin] !== service.terminator) begin++
      if (!marks.reach(begin)) return at
      const move = track.move(codeAt(bytes, begin, marks.at[marks.first]!))
      if (move === null) return at
      const way = move.only ?? wayBy(move, firstValue(bytes, marks, service))
      if (way === null || !track.mayPass(way)) return at
      if (wide && hasHigh(bytes, begin, marks.at[marks.last]!)) return at
      if (way.plan !== null && !areSound(bytes, marks, separators, way.plan)) return at
      track.pass(way)
      this.position++
      this.#offset = offset + begin - from
      if (way.told || this.#asked) this.#ask(segment.point(bytes, begin, marks))
      at = marks.at[marks.last]! + 1
      marks.pass()
    }
  }

  /**
   * Passes over segments that each do what the last one did there and have the shape of one before: most of a file, as a rule. `base`
   * is the offset of the first byte.
   */
  #hurry(bytes: Uint8Array, { at, base }: { at: number; base: number }, marks: Marks): number {
    const track = this.#track!
    const { at: places, ends, endCount } = marks
    if (!marks.reach(at)) return at
    let { first, end } = marks
    let place = at
    let begin = at
    for (; end < endCount; end++) {
      const move = track.likely
      if (move === null) break
      const way = move.only
      if (way === null || way.told || way.plan === null) break
      begin = place
      while (isLineEnd(bytes[begin]!)) begin++
      const last = ends[end]!
      if (codeAt(bytes, begin, places[first]!) !== move.code) break
      const shape = shapeOf(way.plan, last - first, this.#separators)
      if (shape === null || !isShaped(bytes, places, first, shape) || !track.mayPass(way)) break
      track.pass(way)
      this.position++
      this.#offset = base + begin
      place = places[last]! + 1
      first = last + 1
    }
    if (place > at) marks.passTo(end)
    return place
  }

  #ask(segment: Segment): void {
    segment.offset = this.#offset
    this.#guide?.rules?.add(this.#look.at(segment), this.position)
    this.#tell(segment, this.#plan.tags.get(segment.code))
  }

  #tell(segment: Segment, tag: TagPlan | undefined): void {
    this.#control?.take(segment)
    this.#watching?.take(segment)
    for (const one of this.#guides) one.take(this.#look.at(segment), this.position)
    if (segment.code === BGM && this.#purpose === '') this.#purpose = segment.trimmed(3)
    if (tag?.keys) this.#keys.take(segment, tag.keys)
  }

  report(problem: Problem): void {
    this.#problemCount++
    if (problem.severity === 'error') this.#errors++
    if (this.#problems.length < this.#opening.problemsMax) this.#problems.push(problem)
  }

  outside(problem: Problem): void {
    this.#opening.outside(problem)
  }

  problem(
    segment: { tag: string; offset: number },
    of: {
      code: ProblemCode
      level: Problem['level']
      acknowledgement: string
      severity?: 'warning'
      element?: number
      reference?: string
      value?: string
      expected?: string
    },
  ): void {
    const { value, ...rest } = of
    this.report({
      standard: 'edifact',
      severity: 'error',
      segment: shown(segment.tag),
      segmentPosition: this.position,
      offset: segment.offset,
      ...(value === undefined ? {} : { value: shown(value) }),
      ...rest,
    })
  }

  /** The message as read; `unt` null when its trailer never came. */
  finish(to: number, unt: Segment | null): MessageRead {
    this.#track?.leave({ position: this.position, offset: this.#offset })
    for (const problem of this.#guide?.finish() ?? []) this.report(problem)
    this.#track?.end()
    if (unt) this.#checkTrailer(unt)
    else this.problem({ tag: 'UNT', offset: to }, { code: 'trailer-missing', level: 'set', acknowledgement: '13' })
    const { type, version, release, agency, association } = this.name
    const read: MessageRead = {
      position: this.#opening.position,
      group: this.#opening.group,
      type,
      version,
      release,
      agency,
      association,
      reference: this.reference,
      accessReference: this.#accessReference,
      from: this.#opening.from,
      to,
      segmentCount: this.position,
      problems: this.#problems,
      problemCount: this.#problemCount,
      accepted: this.#errors === 0,
      known: this.#placing !== null,
      original: !REPEATS.has(this.#purpose),
      keys: this.#keys.found,
    }
    if (this.#guides.length > 0) read.guided = this.#guides.map(guidedBy)
    if (this.#watching) read.watched = this.#watching.result
    if (this.#control?.result) read.contrl = this.#control.result
    return read
  }

  #notChecked(unh: Segment): void {
    const { type, version, release } = this.name
    const value = [type, [version, release].filter((part) => part !== '').join('.')].join(' ').trim()
    const note = { code: 'message-not-checked', level: 'set', acknowledgement: '14', severity: 'warning' } as const
    this.problem(unh, { ...note, value })
  }

  #checkTrailer(unt: Segment): void {
    const said = unt.trimmed(1)
    if (said !== '' && Number(said) !== this.position) {
      const place = { element: 1, reference: '0074', value: said, expected: String(this.position) }
      this.problem(unt, { code: 'count-mismatch', level: 'set', acknowledgement: '29', ...place })
    }
    const repeated = unt.trimmed(2)
    if (repeated !== '' && repeated !== this.reference) {
      const place = { element: 2, reference: '0062', value: unt.element(2), expected: `"${shown(this.reference)}"` }
      this.problem(unt, { code: 'control-number-mismatch', level: 'set', acknowledgement: '28', ...place })
    }
  }

  /** False: it has no place. */
  #place(segment: Segment, known: TagPlan | undefined, placing: Placing): boolean {
    if (!known && !/^[A-Z][A-Z0-9]{2}$/.test(segment.tag)) {
      this.problem(segment, { code: 'segment-unrecognized', level: 'segment', acknowledgement: '12' })
      return false
    }
    const placed = placing.place(segment.code)
    if (placed.kind === 'placed') {
      for (const tag of placed.missing) {
        const missing = { tag, offset: segment.offset }
        this.problem(missing, { code: 'segment-missing', level: 'segment', acknowledgement: '13' })
      }
      // How often a segment may stand is printed otherwise here and there: too many are told and not rejected.
      if (placed.tooOften !== null) this.#tooOften(segment, 'segment-too-often', '35', placed.tooOften)
      if (placed.loopTooOften !== null) this.#tooOften(segment, 'loop-too-often', '36', placed.loopTooOften)
      return true
    }
    const { type, version, release } = this.name
    const wrong =
      placed.kind === 'not-in-set'
        ? ({ code: 'segment-not-in-message', expected: `${type} ${version}.${release}` } as const)
        : ({ code: 'segment-out-of-sequence' } as const)
    this.problem(segment, { ...wrong, level: 'segment', acknowledgement: '15' })
    return false
  }

  #tooOften(segment: Segment, code: ProblemCode, acknowledgement: string, max: number): void {
    const expected = String(max)
    this.problem(segment, { code, level: 'segment', acknowledgement, severity: 'warning', expected })
  }
}

/** Line ends, and where people have indented segments. */
export function isBetween(byte: number): boolean {
  return byte === 0x0d || byte === 0x0a || byte === 0x20 || byte === 0x09
}

function isLineEnd(byte: number): boolean {
  return byte === 0x0d || byte === 0x0a
}

/** The first value as a guide packs it. */
function firstValue(bytes: Uint8Array, { at, first, last }: Marks, { release }: ServiceString): number {
  if (first === last) return 0
  const from = at[first]! + 1
  const to = at[first + 1]!
  if (bytes[to] === release) return UNPACKED
  if (to - from > PACKED_BYTES_MAX) return -1
  let value = 0
  for (let i = from; i < to; i++) value = value * 256 + bytes[i]!
  return value
}

/** What was found in S009 last; most messages of a file have the same. */
let named: { service: ServiceString; text: string; name: MessageName } | null = null

function nameOf(unh: Segment): MessageName {
  const { service } = unh
  const text = unh.element(2)
  if (named !== null && named.service === service && named.text === text) return named.name
  const part = (n: number) => unh.trimmed(2, n)
  const name = { type: part(1), version: part(2), release: part(3), agency: part(4), association: part(5) }
  named = { service, text, name }
  return name
}

/** Those of the dictionary that a guide was read with. */
function ownTables(guides: readonly GuidePlan[]): Directory | undefined {
  const own = guides.find((one) => one.own)?.own
  return own?.standard === 'edifact' ? own.tables : undefined
}
