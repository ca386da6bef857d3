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

/** What an answer says of one message; `?` is not said yet. */
export type MessageVerdict = 'A' | 'R' | '?'

/** 0085, 0013 and S011 of UCI, UCF and UCM. */
type ErrorText = readonly [code: string, segment: string, place: readonly string[]]

/** What is answered to the messages of one group, or to those outside of groups: plain data, so that it can wait for a person. */
export interface ControlGroup {
  /** Null: its messages stand outside of groups. */
  ung: Ung | null
  /** False: nothing is said of it. */
  answered: boolean
  /** S009 of its first message; of others where they differ. */
  name: readonly string[]
  /** 0062 of its messages, in order. */
  references: string[]
  /** What is to be said of some of them, or may be. */
  noted: NotedMessage[]
  /** What is wrong with the group itself. */
  error: ErrorText | null
  /** All or nothing, and something was wrong. */
  refused: boolean
}

interface NotedMessage {
  /** Among the messages of the group, from 0. */
  index: number
  verdict: MessageVerdict
  name: readonly string[]
  error: ErrorText | null
  /** UCS and UCD. */
  details: SegmentText[]
}

/** What of the interchange's header its answer repeats. */
export type Answerable = Pick<Unb, 'syntax' | 'reference' | 'sender' | 'receiver'>

/**
 * Gathers what the CONTRL says that answers one interchange, while it is read. Its memory grows with the references of the messages
 * and with what is wrong in them.
 */
export class Control {
  readonly groups: ControlGroup[] = []
  readonly #unb: Answerable
  readonly #version: 3 | 4
  #controls = 0

  /** `version`: the syntax version of the answer; that of the interchange, as a rule. */
  constructor(unb: Answerable, version: 3 | 4 = syntaxOf(unb)) {
    this.#unb = unb
    this.#version = version
  }

  startGroup(ung: Ung | null): void {
    const empty = { name: [], references: [], noted: [], error: null }
    this.groups.push({ ung, answered: true, ...empty, refused: false })
  }

  /** `verdict`: what the sender is told; as a rule as the message was read. CONTRL itself is never answered. */
  message(message: MessageRead, verdict: MessageVerdict = message.accepted ? 'A' : 'R'): void {
    if (message.type === 'CONTRL') return void this.#controls++
    if (!this.groups.at(-1) || (this.groups.at(-1)!.ung === null) !== (message.group === null)) this.startGroup(null)
    const group = this.groups.at(-1)!
    const { type, version, release, agency, association, reference } = message
    const name = [type, version, release, agency, association]
    if (group.references.length === 0) group.name = name
    const index = group.references.push(reference) - 1
    const known = name.every((part, at) => part === group.name[at])
    if (verdict === 'A' && known) return
    const told = verdict === 'A' ? { error: null, details: [] } : this.#causesOf(message)
    group.noted.push({ index, verdict, name, ...told })
  }

  endGroup(problems: Problem[]): void {
    const group = this.groups.at(-1)
    const problem = problems.find(isError)
    if (group && problem) group.error = this.#errorOf(problem)
  }

  /**
   * The segments of the CONTRL between UNH and UNT; null: none is due. `problems` are those of the envelope: an error among them
   * rejects the interchange, and nothing below it is named.
   */
  finish(problems: Problem[]): SegmentText[] | null {
    if (this.#controls > 0 && !this.groups.some((group) => group.references.length > 0)) return null
    const problem = problems.find(isError)
    if (problem) return this.reject(problem)
    return writeControl(this.#unb, this.groups)
  }

  /** The segments that reject the interchange for this. */
  reject(problem: Problem): SegmentText[] {
    return [uci(this.#unb, REJECTED, this.#errorOf(problem))]
  }

  #causesOf(message: MessageRead): Pick<NotedMessage, 'error' | 'details'> {
    const errors = message.problems.filter(isError)
    const own = errors.find((one) => one.level === 'set')
    return { error: own ? this.#errorOf(own) : null, details: this.#segmentsOf(errors) }
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

  #errorOf(problem: Problem): ErrorText {
    const segment = problem.segment && /^UN[ABGEHTZ]$/.test(problem.segment) ? problem.segment : ''
    return [this.#code(problem), segment, segment !== '' && problem.element !== undefined ? placeOf(problem) : []]
  }

  #code({ acknowledgement }: Problem): string {
    return this.#version === 3 && Number(acknowledgement) > CODES_OF_VERSION_3 ? UNSPECIFIED : acknowledgement
  }
}

/** True: no message of it is accepted. */
export function isRefused({ error, refused, references, noted }: ControlGroup): boolean {
  if (error !== null || refused) return true
  return references.length > 0 && noted.filter(({ verdict }) => verdict === 'R').length === references.length
}

/** The segments of the CONTRL for these groups; null: nothing is to be said. What it does not name is accepted. */
export function writeControl(unb: Answerable, groups: ControlGroup[]): SegmentText[] | null {
  const answered = groups.filter((group) => group.answered && (group.references.length > 0 || group.error !== null))
  if (answered.length === 0) return null
  const outside = answered.filter(({ ung }) => ung === null).flatMap(messagesOf)
  const inside = answered.flatMap((group): SegmentText[] => {
    if (group.ung === null) return []
    const { reference, sender, receiver } = group.ung
    const head = ['UCF', reference, [sender.id, sender.qualifier], [receiver.id, receiver.qualifier]] as const
    if (group.error) return [[...head, REJECTED, ...group.error]]
    const messages = messagesOf(group)
    return messages.length === 0 ? [] : [[...head, ACKNOWLEDGED], ...messages]
  })
  return [uci(unb, ACKNOWLEDGED), ...outside, ...inside]
}

/** The same answers once everything is decided: one verdict for each message, in order. One that is accepted after all has its errors no more. */
export function concludedControl(groups: ControlGroup[], verdicts: Iterable<'A' | 'R'>): ControlGroup[] {
  const next = verdicts[Symbol.iterator]()
  return groups.map((group) => {
    const before = new Map(group.noted.map((one) => [one.index, one]))
    const noted = group.references.flatMap((_, index): NotedMessage[] => {
      const verdict = next.next().value === 'A' ? 'A' : 'R'
      const known = before.get(index)
      if (verdict === 'A') return known ? [{ ...known, verdict, error: null, details: [] }] : []
      return [known ? { ...known, verdict } : { index, verdict, name: group.name, error: null, details: [] }]
    })
    return { ...group, noted, refused: false }
  })
}

/** The rejected ones; with all of a refused group those, too, that nothing is wrong with. */
function messagesOf({ references, noted, name, refused }: ControlGroup): SegmentText[] {
  const known = new Map(noted.map((one) => [one.index, one]))
  const named = refused ? [...references.keys()] : noted.flatMap((one) => (one.verdict === 'R' ? [one.index] : []))
  return named.flatMap((index): SegmentText[] => {
    const { error = null, details = [], name: own = name } = known.get(index) ?? {}
    const cause = error ?? (details.length === 0 ? ([UNSPECIFIED, '', []] as const) : [])
    return [['UCM', references[index]!, own, REJECTED, ...cause], ...details]
  })
}

/** The segments of a CONTRL that says only that the interchange has come (0031 is 2, or no more is agreed). */
export function receiptOf(unb: Answerable): SegmentText[] {
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

export function syntaxOf(unb: Pick<Unb, 'syntax'>): 3 | 4 {
  return unb.syntax.version === '4' ? 4 : 3
}

/** Sender and receiver stand as they stood in the interchange that is answered. */
function uci(
  { reference, sender, receiver }: Answerable,
  action: string,
  error: readonly SegmentText[number][] = [],
): SegmentText {
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
