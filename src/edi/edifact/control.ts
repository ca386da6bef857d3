import type { Problem } from '../problems.ts'
import type { MessageName, MessageRead, Unb, Ung } from './items.ts'
import { type MessageText, partyText, type SegmentText } from './writer.ts'

/** 0083: this level and all below it are rejected. */
const REJECTED = '4'
/** This level is acknowledged, and what is below it where it is not explicitly rejected. */
const ACKNOWLEDGED = '7'
/** The interchange has been received, and nothing is said of what it holds. */
const RECEIVED = '8'

const SEGMENTS_MAX = 999
const ELEMENTS_MAX = 99
/** Codes of 0085 beyond this came with syntax version 4. */
const CODES_OF_VERSION_3 = 44
const UNSPECIFIED = '18'

interface GroupReport {
  group: Ung
  problem: Problem | null
  messages: SegmentText[][]
}

/**
 * Puts together the CONTRL that answers one interchange while it is read. Its memory grows only with what is rejected: what it does
 * not name is accepted.
 */
export class Control {
  readonly #unb: Unb
  readonly #version: 3 | 4
  readonly #rejected: SegmentText[][] = []
  readonly #groups: GroupReport[] = []
  #group: GroupReport | null = null
  #messages = 0
  #controls = 0

  /** `version`: the syntax version of the answer; that of the interchange, as a rule. */
  constructor(unb: Unb, version: 3 | 4 = syntaxOf(unb)) {
    this.#unb = unb
    this.#version = version
  }

  startGroup(group: Ung): void {
    this.#group = { group, problem: null, messages: [] }
  }

  /** `accepted`: what the sender is told; as a rule as the message was read. */
  message(message: MessageRead, accepted = message.accepted): void {
    this.#messages++
    if (message.type === 'CONTRL') this.#controls++
    else if (!accepted) (this.#group?.messages ?? this.#rejected).push(this.#reportOf(message))
  }

  endGroup(problems: Problem[]): void {
    const group = this.#group
    this.#group = null
    if (!group) return
    group.problem = problems.find(isError) ?? null
    if (group.problem || group.messages.length > 0) this.#groups.push(group)
  }

  /**
   * The segments of the CONTRL between UNH and UNT; null: none is due, since a CONTRL is never answered by one. `problems` are those
   * of the envelope: an error among them rejects the interchange, and nothing below it is named.
   */
  finish(problems: Problem[]): SegmentText[] | null {
    if (this.#controls > 0 && this.#controls === this.#messages) return null
    const problem = problems.find(isError)
    if (problem) return [uci(this.#unb, REJECTED, this.#errorOf(problem))]
    const groups = this.#groups.flatMap(({ group, problem: wrong, messages }): SegmentText[] => {
      const { reference, sender, receiver } = group
      const head = ['UCF', reference, [sender.id, sender.qualifier], [receiver.id, receiver.qualifier]] as const
      if (wrong) return [[...head, REJECTED, ...this.#errorOf(wrong)]]
      return [[...head, ACKNOWLEDGED], ...messages.flat()]
    })
    return [uci(this.#unb, ACKNOWLEDGED), ...this.#rejected.flat(), ...groups]
  }

  #reportOf(message: MessageRead): SegmentText[] {
    const errors = message.problems.filter(isError)
    const own = errors.find((one) => one.level === 'set')
    const { type, version, release, agency, association, reference } = message
    const name = [type, version, release, agency, association]
    const ucm: SegmentText = ['UCM', reference, name, REJECTED, ...(own ? this.#errorOf(own) : [])]
    return [ucm, ...this.#segmentsOf(errors)]
  }

  #segmentsOf(errors: Problem[]): SegmentText[] {
    const found: SegmentText[] = []
    const positions = Map.groupBy(errors.filter(isBelowMessage), positionOf)
    for (const [position, all] of [...positions].sort(([a], [b]) => a - b).slice(0, SEGMENTS_MAX)) {
      const segments = all.filter((one) => one.level === 'segment')
      const elements = all.filter((one) => one.level === 'element')
      for (const one of segments) found.push(['UCS', String(position), this.#code(one)])
      if (elements.length === 0) continue
      found.push(['UCS', String(position)])
      for (const one of elements.slice(0, ELEMENTS_MAX)) found.push(['UCD', this.#code(one), placeOf(one)])
    }
    return found
  }

  /** 0085, 0013 and S011 of UCI, UCF and UCM. */
  #errorOf(problem: Problem): [code: string, segment: string, place: string[]] {
    const segment = problem.segment && /^UN[ABGEHTZ]$/.test(problem.segment) ? problem.segment : ''
    return [this.#code(problem), segment, segment !== '' && problem.element !== undefined ? placeOf(problem) : []]
  }

  #code({ acknowledgement }: Problem): string {
    return this.#version === 3 && Number(acknowledgement) > CODES_OF_VERSION_3 ? UNSPECIFIED : acknowledgement
  }
}

/** The segments of a CONTRL that says only that the interchange has come (0031 is 2, or no more is agreed). */
export function receiptOf(unb: Unb): SegmentText[] {
  return [uci(unb, RECEIVED)]
}

/** The message around them. */
export function controlMessage(version: 3 | 4, of: { reference: string; segments: SegmentText[] }): MessageText {
  const name: Record<3 | 4, Pick<MessageName, 'version' | 'release'>> = {
    3: { version: 'D', release: '3' },
    4: { version: '4', release: '1' },
  }
  return { type: 'CONTRL', ...name[version], agency: 'UN', association: '', ...of }
}

export function syntaxOf(unb: Unb): 3 | 4 {
  return unb.syntax.version === '4' ? 4 : 3
}

/** Sender and receiver stand as they stood in the interchange that is answered. */
function uci({ reference, sender, receiver }: Unb, action: string, error: SegmentText[number][] = []): SegmentText {
  return ['UCI', reference, partyText(sender), partyText(receiver), action, ...error]
}

const isError = ({ severity }: Problem) => severity === 'error'
const isBelowMessage = ({ level }: Problem) => level === 'segment' || level === 'element'

/** A missing segment is named by the one before the place where it was expected (UCS 0096). */
function positionOf({ code, segmentPosition = 1 }: Problem): number {
  return code === 'segment-missing' ? Math.max(1, segmentPosition - 1) : segmentPosition
}

/** S011: the tag counts as the first element. */
function placeOf({ element, component }: Problem): string[] {
  return [String((element ?? 0) + 1), ...(component === undefined ? [] : [String(component)])]
}
