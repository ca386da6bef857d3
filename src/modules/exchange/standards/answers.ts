import {
  Control,
  type ControlGroup,
  concludedControl,
  controlMessage,
  isRefused,
  receiptOf,
  syntaxOf,
  writeControl,
} from '../../../edi/edifact/control.ts'
import type { Ung } from '../../../edi/edifact/items.ts'
import type { SegmentText } from '../../../edi/edifact/writer.ts'
import { writeEchoing } from '../../../edi/edifact/writer.ts'
import type { Problem } from '../../../edi/problems.ts'
import {
  concluded,
  FunctionalAcknowledgement,
  type SetVerdict,
  type GroupAnswer as X12Answer,
} from '../../../edi/x12/functional-acknowledgement.ts'
import type { Gs } from '../../../edi/x12/items.ts'
import type { AgreementSettings } from '../../agreements/settings.ts'
import { type Addressed, type EdifactHead, type Envelope, envelopeText, type XmlHead } from './envelope.ts'
import type { SetFound } from './items.ts'
import type { XmlAnswerType } from './xml-answer.ts'

/** What is answered to an XML document: whether it was taken, and what is wrong with it. */
export interface XmlAnswer {
  answered: boolean
  verdict: SetVerdict
  problems: SetFound['problems']
}

/** What is answered to one group, as plain data. */
export type GroupAnswer = X12Answer | ControlGroup | XmlAnswer

/** Gathers what is answered to the groups of an interchange, in the form of its standard. */
export interface Gathering {
  readonly groups: GroupAnswer[]
  /** Whether the answer to the group at hand says what guides say: the 999 does, 997 and CONTRL speak of the standard only. */
  readonly tellsGuides: boolean
  start(gs: Gs & { ung?: Ung }): void
  /** By what is agreed for its first set. */
  agree(settings: AgreementSettings, first: SetFound): void
  set(set: SetFound, verdict: SetVerdict): void
  /** True: it is rejected as a whole. */
  end(problems: Problem[], setCount: number): boolean
  /** All or nothing. True: nothing is wrong with the group itself. */
  refuse(at: number): boolean
}

export function gathering({ delimiters, edifact, xml }: Envelope): Gathering {
  if (xml) return new XmlGathering(xml)
  return edifact ? new ControlGathering(edifact) : new X12Gathering({ delimiters })
}

/** GS08 or ST03 of an implementation guide; before 005010 their answer was the 997 too. */
const GUIDE = /^00[5-9]\d{3}X\d/

class X12Gathering extends FunctionalAcknowledgement implements Gathering {
  start(gs: Gs): void {
    this.group(gs)
  }

  get tellsGuides(): boolean {
    return tellsGuides(this.groups.at(-1)!)
  }

  agree({ acknowledge }: AgreementSettings, { group, implementation }: SetFound): void {
    const { technical } = acknowledge
    const guided = GUIDE.test(group.version) || GUIDE.test(implementation ?? '')
    this.groups.at(-1)!.type = technical === 'none' ? null : technical !== 'auto' ? technical : guided ? '999' : '997'
  }

  end(problems: Problem[], setCount: number): boolean {
    return this.endGroup(problems, setCount) === 'R'
  }

  refuse(at: number): boolean {
    const group = this.groups[at]!
    group.refused = true
    return group.errors.length === 0
  }
}

class ControlGathering extends Control implements Gathering {
  readonly tellsGuides = false

  constructor(head: EdifactHead) {
    super(head)
  }

  start({ ung }: { ung?: Ung }): void {
    this.startGroup(ung ?? null)
  }

  agree({ acknowledge }: AgreementSettings): void {
    this.groups.at(-1)!.answered = acknowledge.technical !== 'none'
  }

  /** That a message is taken with its errors has no code of 0083. */
  set({ message }: SetFound, verdict: SetVerdict): void {
    this.message(message!, verdict === 'E' ? 'A' : verdict)
  }

  end(problems: Problem[]): boolean {
    this.endGroup(problems)
    return isRefused(this.groups.at(-1)!)
  }

  refuse(at: number): boolean {
    const group = this.groups[at]!
    group.refused = true
    return group.error === null
  }
}

const PROBLEMS_MAX = 50
const ANSWERS: ReadonlySet<string> = new Set<XmlAnswerType>(['ApplicationResponse', 'StatusUpdateRequest'])

/** One document; what says what became of another one is never answered, or two grids would answer each other for ever. */
class XmlGathering implements Gathering {
  readonly groups: XmlAnswer[] = []
  readonly tellsGuides = false
  readonly #isAnswer: boolean

  constructor({ type }: XmlHead) {
    this.#isAnswer = ANSWERS.has(type)
  }

  start(): void {
    this.groups.push({ answered: !this.#isAnswer, verdict: 'A', problems: [] })
  }

  agree({ acknowledge }: AgreementSettings): void {
    if (acknowledge.technical === 'none') this.groups.at(-1)!.answered = false
  }

  set({ problems }: SetFound, verdict: SetVerdict): void {
    Object.assign(this.groups.at(-1)!, { verdict, problems: problems.slice(0, PROBLEMS_MAX) })
  }

  end(): boolean {
    return false
  }

  refuse(at: number): boolean {
    this.groups[at]!.verdict = 'R'
    return true
  }
}

/** The same of a group that was read before. */
export const tellsGuides = (group: GroupAnswer): boolean => 'type' in group && group.type === '999'

/** The same once everything is decided: one verdict for each set, in order. */
export function concludedAnswers(
  { delimiters, edifact, xml }: Addressed,
  groups: GroupAnswer[],
  verdicts: Iterable<'A' | 'R'>,
): GroupAnswer[] {
  if (xml) {
    const [verdict = 'A'] = verdicts
    return (groups as XmlAnswer[]).map((group) => ({ ...group, verdict }))
  }
  if (edifact) return concludedControl(groups as ControlGroup[], verdicts)
  return concluded(groups as X12Answer[], delimiters, verdicts)
}

/** Who asks for a mere receipt (0031 is 2) is told more where something is refused. */
export function controlSegments(head: EdifactHead, groups: ControlGroup[]): SegmentText[] | null {
  const segments = writeControl(head, groups)
  return head.acknowledgement === '2' && segments?.length === 1 ? receiptOf(head) : segments
}

/** UCI that rejects the interchange for a problem of its envelope. */
export function envelopeRejection(head: EdifactHead, problem: Problem): SegmentText[] {
  return new Control(head).reject(problem)
}

/** 26: the number was used before (0020 of UNB). */
export const NUMBER_REUSED: Problem = {
  code: 'reference-repeated',
  standard: 'edifact',
  level: 'interchange',
  severity: 'error',
  acknowledgement: '26',
  segment: 'UNB',
  element: 5,
  offset: 0,
}

/** A CONTRL with these segments, alone in an interchange back to where the answered one came from. */
export function controlInterchange(
  of: Addressed & { edifact: EdifactHead },
  { segments, reference, at }: { segments: SegmentText[]; reference: string; at: Date },
): Uint8Array {
  const { sender, receiver } = of.edifact
  const envelope = envelopeText(of.edifact, { sender: receiver, receiver: sender, reference, at, usage: of.usage })
  // What it repeats stands as it came, whatever the level has.
  return writeEchoing({ ...envelope, acknowledgement: '' }, [
    controlMessage(syntaxOf(of.edifact), { reference: '1', segments }),
  ])
}
