import { GuideChecking } from '../guides/checking.ts'
import { guidedBy } from '../guides/guided.ts'
import { X12Look } from '../guides/look.ts'
import type { GuidePlan } from '../guides/plan.ts'
import { Placing } from '../placing.ts'
import { type Problem, type ProblemCode, shown } from '../problems.ts'
import { AcknowledgementReading } from './acknowledgement-reading.ts'
import { checkElements, type ElementContext } from './elements.ts'
import type { Gs, SetRead } from './items.ts'
import { SetKeys } from './keys.ts'
import type { Segment } from './segment.ts'
import { planOf, type SetPlan, type TagPlan } from './set-plan.ts'
import { isSound } from './sound.ts'
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
  guide: GuidePlan | null
  /** What each of these finds is told apart. */
  guides: readonly GuidePlan[]
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
  readonly #guides: readonly GuideChecking[]
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
    this.#guide = opening.guide ? new GuideChecking(opening.guide) : null
    this.#guides = opening.guides.map((plan) => new GuideChecking(plan))
    this.#look = new X12Look(opening.component)
    this.take(st, false)
    if (!/^[0-9A-Z]{3}$/.test(this.type))
      this.problem(st, { code: 'set-unsupported', level: 'set', acknowledgement: '6', value: this.type })
  }

  /** The segment at hand, ST and SE included. `clean`: no byte of it is a control character or repeats an element. */
  take(segment: Segment, clean: boolean): void {
    this.position++
    const tag = this.#plan.tags.get(segment.code)
    if (this.#placing) this.#place(segment, tag, this.#placing)
    if (tag?.segment && !isSound(segment, tag.segment, clean)) checkElements(segment, tag.segment.grammar, this)
    this.#acknowledgement?.take(segment, this.component)
    this.#watching?.take(segment, this.component)
    this.#guide?.take(this.#look.at(segment))
    for (const one of this.#guides) one.take(this.#look.at(segment))
    if (!tag) return
    if (tag.purposeAt > 0 && this.#purpose === '') this.#purpose = segment.trimmed(tag.purposeAt)
    if (tag.keys) this.#keys.take(segment, tag.keys)
  }

  report = (problem: Problem): void => {
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
    for (const problem of this.#guide?.finish() ?? []) this.report(problem)
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
      ...(this.#guides.length > 0 ? { guided: this.#guides.map(guidedBy) } : {}),
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

  #place(segment: Segment, known: TagPlan | undefined, placing: Placing): void {
    if (!known && !/^[A-Z][A-Z0-9]{1,2}$/.test(segment.tag)) {
      this.problem(
        { tag: shown(segment.tag), offset: segment.offset },
        { code: 'segment-unrecognized', level: 'segment', acknowledgement: '1' },
      )
      return
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
      return
    }
    // Our tables are a practical subset: what they do not place may be right, so it warns and never rejects.
    const unplaced =
      placed.kind === 'not-in-set'
        ? (['segment-not-in-set', '6'] as const)
        : (['segment-out-of-sequence', '7'] as const)
    this.problem(segment, { code: unplaced[0], level: 'segment', acknowledgement: unplaced[1], severity: 'warning' })
  }
}
