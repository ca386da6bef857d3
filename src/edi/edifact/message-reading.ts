import { GuideChecking } from '../guides/checking.ts'
import { EdifactLook } from '../guides/edifact-look.ts'
import { guidedBy } from '../guides/guided.ts'
import type { GuidePlan } from '../guides/plan.ts'
import { Placing } from '../placing.ts'
import { type Problem, type ProblemCode, shown } from '../problems.ts'
import { tagCode } from '../tags.ts'
import type { Watch } from '../x12/watching.ts'
import { ControlReading } from './control-reading.ts'
import { checkElements, type ElementContext } from './elements.ts'
import type { Directory } from './grammar.ts'
import type { MessageName, MessageRead, Ung } from './items.ts'
import { MessageKeys } from './keys.ts'
import { type MessagePlan, planOf, type TagPlan } from './message-plan.ts'
import type { Segment } from './segment.ts'
import { isSound, type Look } from './sound.ts'
import { Watching } from './watching.ts'

export interface MessageOpening {
  position: number
  group: Ung | null
  from: number
  problemsMax: number
  watch: Watch | null
  directoryOf(version: string, release: string): Directory | undefined
  guideOf(name: MessageName): GuidePlan | null
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
  readonly #guides: readonly GuideChecking[]
  readonly #guided = new EdifactLook()
  #purpose = ''
  #problemCount = 0
  #errors = 0

  constructor(unh: Segment, look: Look, opening: MessageOpening) {
    this.#opening = opening
    const [type, version, release, agency, association] = [1, 2, 3, 4, 5].map((c) => unh.trimmed(2, c))
    this.name = { type: type!, version: version!, release: release!, agency: agency!, association: association! }
    this.reference = unh.trimmed(1)
    this.#accessReference = unh.trimmed(3)
    const guides = opening.guidesOf(this.name)
    this.#guides = guides.map((plan) => new GuideChecking(plan))
    this.#plan = planOf(ownTables(guides) ?? opening.directoryOf(version!, release!), type!)
    this.#placing = this.#plan.placing ? new Placing(this.#plan.placing) : null
    this.#watching = opening.watch ? new Watching(opening.watch) : null
    const guide = opening.guideOf(this.name)
    this.#guide = guide ? new GuideChecking(guide) : null
    this.#control = type === 'CONTRL' ? new ControlReading() : null
    this.take(unh, look)
    if (!TYPE.test(type!)) {
      const value = unh.element(2)
      this.problem(unh, { code: 'message-unsupported', level: 'set', acknowledgement: '12', value })
    } else if (!this.#placing) this.#notChecked(unh)
  }

  /** The segment at hand, UNH and UNT included. */
  take(segment: Segment, look: Look): void {
    this.position++
    const tag = this.#plan.tags.get(segment.code)
    if (this.#placing) this.#place(segment, tag, this.#placing)
    if (tag?.segment && !isSound(segment, tag.segment, look)) checkElements(segment, tag.segment.table, this)
    this.#control?.take(segment)
    this.#watching?.take(segment)
    this.#guide?.take(this.#guided.at(segment))
    for (const one of this.#guides) one.take(this.#guided.at(segment))
    if (segment.code === BGM && this.#purpose === '') this.#purpose = segment.trimmed(3)
    if (tag?.keys) this.#keys.take(segment, tag.keys)
  }

  report = (problem: Problem): void => {
    this.#problemCount++
    if (problem.severity === 'error') this.#errors++
    if (this.#problems.length < this.#opening.problemsMax) this.#problems.push(problem)
  }

  outside = (problem: Problem): void => this.#opening.outside(problem)

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
    for (const problem of this.#guide?.finish() ?? []) this.report(problem)
    if (unt) this.#checkTrailer(unt)
    else this.problem({ tag: 'UNT', offset: to }, { code: 'trailer-missing', level: 'set', acknowledgement: '13' })
    return {
      position: this.#opening.position,
      group: this.#opening.group,
      ...this.name,
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
      ...(this.#watching ? { watched: this.#watching.result } : {}),
      ...(this.#guides.length > 0 ? { guided: this.#guides.map(guidedBy) } : {}),
      ...(this.#control?.result ? { contrl: this.#control.result } : {}),
    }
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
    if (unt.trimmed(2) !== '' && unt.trimmed(2) !== this.reference) {
      const place = { element: 2, reference: '0062', value: unt.element(2), expected: `"${shown(this.reference)}"` }
      this.problem(unt, { code: 'control-number-mismatch', level: 'set', acknowledgement: '28', ...place })
    }
  }

  #place(segment: Segment, known: TagPlan | undefined, placing: Placing): void {
    if (!known && !/^[A-Z][A-Z0-9]{2}$/.test(segment.tag)) {
      this.problem(segment, { code: 'segment-unrecognized', level: 'segment', acknowledgement: '12' })
      return
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
      return
    }
    const { type, version, release } = this.name
    const wrong =
      placed.kind === 'not-in-set'
        ? ({ code: 'segment-not-in-message', expected: `${type} ${version}.${release}` } as const)
        : ({ code: 'segment-out-of-sequence' } as const)
    this.problem(segment, { ...wrong, level: 'segment', acknowledgement: '15' })
  }

  #tooOften(segment: Segment, code: ProblemCode, acknowledgement: string, max: number): void {
    const expected = String(max)
    this.problem(segment, { code, level: 'segment', acknowledgement, severity: 'warning', expected })
  }
}

/** Those of the dictionary that a guide was read with. */
function ownTables(guides: readonly GuidePlan[]): Directory | undefined {
  const own = guides.find((one) => one.own)?.own
  return own?.standard === 'edifact' ? own.tables : undefined
}
