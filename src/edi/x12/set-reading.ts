import { wayBy } from '../course/course.ts'
import { Track } from '../course/track.ts'
import { GuideChecking } from '../guides/checking.ts'
import { PACKED_BYTES_MAX, X12Look } from '../guides/look.ts'
import type { GuidePlan } from '../guides/plan.ts'
import type { Marks } from '../marks.ts'
import { Placing } from '../placing.ts'
import { type Problem, type ProblemCode, shown } from '../problems.ts'
import { codeAt } from '../tags.ts'
import { AcknowledgementReading } from './acknowledgement-reading.ts'
import { checkElements, type ElementContext } from './elements.ts'
import type { Gs, SetRead } from './items.ts'
import { SetKeys } from './keys.ts'
import type { Segment } from './segment.ts'
import { courseOf, planOf, type SetPlan, type TagPlan } from './set-plan.ts'
import { areSound, isSound, type SegmentPlan } from './sound.ts'
import type { Standard } from './standards.ts'
import { type Watch, Watching } from './watching.ts'

export interface SetOpening {
  position: number
  group: Gs
  from: number
  problemsMax: number
  component: number
  repetition: number | null
  watch: Watch | null
  /** Undefined: envelope and counts only. */
  standard: Standard | undefined
  terminator: number
  /** Each segment is looked at slowly. */
  plain: boolean
  guide: GuidePlan | null
}

/** Reads one transaction set segment by segment, ST to SE: constant memory for a set of any size. */
export class SetReading implements ElementContext {
  readonly type: string
  readonly controlNumber: string
  readonly component: number
  readonly repetition: number | null
  position = 0
  readonly #opening: SetOpening
  readonly #plan: SetPlan
  readonly #placing: Placing | null
  readonly #problems: Problem[] = []
  readonly #keys = new SetKeys()
  readonly #implementation: string | null
  #acknowledgement: AcknowledgementReading | null = null
  #purpose = ''
  readonly #watching: Watching | null
  readonly #guide: GuideChecking | null
  /** By the placing of the set itself. */
  readonly #guided: boolean
  readonly #track: Track<SegmentPlan> | null
  /** Somebody wants to see each segment. */
  readonly #asked: boolean
  /** Of the segment that was taken last. */
  #offset = 0
  readonly #look: X12Look
  #problemCount = 0
  #errors = 0

  constructor(st: Segment, opening: SetOpening) {
    this.#opening = opening
    this.component = opening.component
    this.repetition = opening.repetition
    this.type = st.trimmed(1)
    this.controlNumber = st.trimmed(2)
    this.#implementation = st.trimmed(3) || null
    this.#plan = planOf(opening.standard, this.type)
    this.#placing = this.#plan.placing ? new Placing(this.#plan.placing) : null
    if (this.type === '997' || this.type === '999') this.#acknowledgement = new AcknowledgementReading(this.type)
    this.#watching = opening.watch ? new Watching(opening.watch) : null
    const course = courseOf(this.#plan, opening.guide)
    const shared = course ? { placing: this.#placing!, counts: course.borrow() } : undefined
    this.#guided = course !== null
    this.#guide = opening.guide ? new GuideChecking(opening.guide, shared) : null
    this.#track = course && !opening.plain ? new Track(course, { ...shared!, guide: this.#guide }) : null
    this.#asked = this.#watching !== null || this.#acknowledgement !== null
    this.#look = new X12Look(opening.component)
    this.take(st, false)
    if (!/^[0-9A-Z]{3}$/.test(this.type))
      this.problem(st, { code: 'set-unsupported', level: 'set', acknowledgement: '6', value: this.type })
  }

  /** The segment at hand, ST and SE included. `clean`: no byte of it is a control character or repeats an element. */
  take(segment: Segment, clean: boolean): void {
    this.#track?.leave({ position: this.position, offset: this.#offset })
    this.position++
    this.#offset = segment.offset
    const tag = this.#plan.tags.get(segment.code)
    const placed = this.#placing !== null && this.#place(segment, tag, this.#placing)
    const quick = clean && !this.#opening.plain
    if (tag?.segment && !isSound(segment, tag.segment, quick)) checkElements(segment, tag.segment.grammar, this)
    this.#guide?.take(this.#look.at(segment), this.position, this.#guided ? placed : undefined)
    this.#tell(segment, tag)
  }

  /**
   * Takes the segments from `from` on while nothing is wrong with them; returns how far that was. `segment`: one to look through, at
   * the offset of the first byte.
   */
  run(segment: Segment, from: number, marks: Marks): number {
    const track = this.#track
    if (track === null || !marks.clean || !track.enter()) return from
    const { terminator, component } = this.#opening
    const { bytes, offset } = segment
    let at = from
    for (;;) {
      let begin = at
      while (begin < bytes.length && isLineEnd(bytes[begin]!) && bytes[begin] !== terminator) begin++
      if (!marks.reach(begin)) return at
      const move = track.move(codeAt(bytes, begin, marks.at[marks.first]!))
      if (move === null) return at
      const way = move.only ?? wayBy(move, firstValue(bytes, marks, component))
      if (way === null || !track.mayPass(way)) return at
      if (way.plan !== null && !areSound(bytes, marks, way.plan)) return at
      track.pass(way)
      this.position++
      this.#offset = offset + begin - from
      if (way.told || this.#asked) this.#ask(segment.point(bytes, begin, marks))
      at = marks.at[marks.last]! + 1
      marks.pass()
    }
  }

  #ask(segment: Segment): void {
    segment.offset = this.#offset
    this.#guide?.rules?.add(this.#look.at(segment), this.position)
    this.#tell(segment, this.#plan.tags.get(segment.code))
  }

  #tell(segment: Segment, tag: TagPlan | undefined): void {
    this.#acknowledgement?.take(segment, this.component)
    this.#watching?.take(segment, this.component)
    if (!tag) return
    if (tag.purposeAt > 0 && this.#purpose === '') this.#purpose = segment.trimmed(tag.purposeAt)
    if (tag.keys) this.#keys.take(segment, tag.keys)
  }

  report(problem: Problem): void {
    this.#problemCount++
    if (problem.severity === 'error') this.#errors++
    if (this.#problems.length < this.#opening.problemsMax) this.#problems.push(problem)
  }

  problem(
    segment: { tag: string; offset: number },
    of: {
      code: ProblemCode
      level: Problem['level']
      acknowledgement: string
      severity?: 'warning'
      value?: string
      expected?: string
    },
  ): void {
    const { value, ...rest } = of
    this.report({
      severity: 'error',
      segment: segment.tag,
      segmentPosition: this.position,
      offset: segment.offset,
      ...(value === undefined ? {} : { value: shown(value) }),
      ...rest,
    })
  }

  /** The set as read; `se` null when its trailer never came. */
  finish(to: number, se: Segment | null): SetRead {
    this.#track?.leave({ position: this.position, offset: this.#offset })
    for (const problem of this.#guide?.finish() ?? []) this.report(problem)
    this.#track?.end()
    if (se) this.#checkTrailer(se)
    else this.problem({ tag: 'SE', offset: to }, { code: 'trailer-missing', level: 'set', acknowledgement: '2' })
    return {
      position: this.#opening.position,
      group: this.#opening.group,
      type: this.type,
      controlNumber: this.controlNumber,
      implementation: this.#implementation,
      from: this.#opening.from,
      to,
      segmentCount: this.position,
      problems: this.#problems,
      problemCount: this.#problemCount,
      accepted: this.#errors === 0,
      known: this.#placing !== null,
      original: this.#purpose === '' || this.#purpose === '00',
      keys: this.#keys.found,
      ...(this.#watching ? { watched: this.#watching.result } : {}),
      ...(this.#acknowledgement?.result ? { acknowledgement: this.#acknowledgement.result } : {}),
    }
  }

  #checkTrailer(se: Segment): void {
    if (Number(se.trimmed(1)) !== this.position) {
      const expected = String(this.position)
      this.problem(se, { code: 'count-mismatch', level: 'set', acknowledgement: '4', value: se.element(1), expected })
    }
    if (se.trimmed(2) !== this.controlNumber) {
      const expected = `"${shown(this.controlNumber)}"`
      this.problem(se, {
        code: 'control-number-mismatch',
        level: 'set',
        acknowledgement: '3',
        value: se.element(2),
        expected,
      })
    }
  }

  /** False: it has no place. */
  #place(segment: Segment, known: TagPlan | undefined, placing: Placing): boolean {
    if (!known && !/^[A-Z][A-Z0-9]{1,2}$/.test(segment.tag)) {
      this.problem(
        { tag: shown(segment.tag), offset: segment.offset },
        { code: 'segment-unrecognized', level: 'segment', acknowledgement: '1' },
      )
      return false
    }
    const placed = placing.place(segment.code)
    if (placed.kind === 'placed') {
      for (const missing of placed.missing) {
        this.problem(
          { tag: missing, offset: segment.offset },
          { code: 'segment-missing', level: 'segment', acknowledgement: '3' },
        )
      }
      if (placed.tooOften !== null) {
        this.problem(segment, {
          code: 'segment-too-often',
          level: 'segment',
          acknowledgement: '5',
          expected: String(placed.tooOften),
        })
      }
      if (placed.loopTooOften !== null) {
        this.problem(segment, {
          code: 'loop-too-often',
          level: 'segment',
          acknowledgement: '4',
          expected: String(placed.loopTooOften),
        })
      }
      return true
    }
    // Our tables are a practical subset: what they do not place may be right, so it warns and never rejects.
    const unplaced =
      placed.kind === 'not-in-set'
        ? (['segment-not-in-set', '6'] as const)
        : (['segment-out-of-sequence', '7'] as const)
    this.problem(segment, { code: unplaced[0], level: 'segment', acknowledgement: unplaced[1], severity: 'warning' })
    return false
  }
}

function isLineEnd(byte: number): boolean {
  return byte === 0x0d || byte === 0x0a
}

/** The first component of the first element as a guide packs it; -1: it is longer. */
function firstValue(bytes: Uint8Array, { at, first, last }: Marks, component: number): number {
  if (first === last) return 0
  const from = at[first]! + 1
  let to = from
  let value = 0
  for (const end = at[first + 1]!; to < end && bytes[to] !== component; to++) value = value * 256 + bytes[to]!
  return to - from > PACKED_BYTES_MAX ? -1 : value
}
