import type { MessageRead, Item as Part, Ung } from '../../../edi/edifact/items.ts'
import type { Problem } from '../../../edi/problems.ts'
import type { GroupAcknowledgement, Gs, SetRead, Item as X12Item } from '../../../edi/x12/items.ts'
import { type Envelope, envelopeOf } from './envelope.ts'
import { receiptOf } from './receipts.ts'
import type { XmlProblem } from './xml.ts'

/** What a receiver says of one interchange or group of ours. */
export type Receipt = Omit<GroupAcknowledgement, 'type'> & { type: GroupAcknowledgement['type'] | 'CONTRL' }

/** A set of X12, or what stands in its place: a message of EDIFACT, an XML document. */
export interface SetFound extends Omit<SetRead, 'problems'> {
  problems: (Problem | XmlProblem)[]
  /** Of the message itself, such as D.96A; left out: that of its group. */
  version?: string
  /** As read, for its answer. */
  message?: MessageRead
}

/** What the exchange takes from the readers of its standards, in the words of X12. */
export type Item =
  | Exclude<X12Item, { kind: 'interchange-start' | 'group-start' | 'set' | 'rubbish' }>
  | { kind: 'rubbish'; problems: (Problem | XmlProblem)[]; offset: number; length: number }
  | { kind: 'interchange-start'; envelope: Envelope; problems: Problem[]; offset: number }
  | { kind: 'group-start'; group: Gs & { ung?: Ung }; problems: Problem[]; offset: number }
  | { kind: 'set'; set: SetFound }
  | { kind: 'receipt'; receipt: Receipt }

/**
 * What a reader of EDIFACT finds, as the exchange takes it. Messages outside of groups are one group without number; a CONTRL is a
 * receipt and in no group, since it is never answered.
 */
export class EdifactItems {
  /** Met, and not said yet: a group begins with its first message. */
  #waiting: { ung: Ung | null; problems: Problem[]; offset: number } | null = null
  #group: Gs | null = null
  #count = 0
  #groups = 0

  of(parts: Part[]): Item[] {
    return parts.flatMap((part) => this.#one(part))
  }

  #one(part: Part): Item[] {
    switch (part.kind) {
      case 'rubbish':
        return [part]
      case 'interchange-start': {
        this.#waiting = null
        this.#group = null
        this.#groups = 0
        return [{ ...part, envelope: envelopeOf(part.envelope) }]
      }
      case 'group-start':
        return this.#opened(part)
      case 'message':
        return this.#message(part.message)
      case 'group-end': {
        const { problems, endOffset } = part
        if (this.#waiting && problems.length === 0) this.#waiting = null
        return [...this.#begun('', ''), ...this.#ended(problems, endOffset)]
      }
      case 'interchange-end': {
        const { problems, endOffset } = part
        const ended = this.#ended([], endOffset)
        return [...ended, { kind: 'interchange-end', groupCount: this.#groups, problems, endOffset }]
      }
    }
  }

  #opened({ group, offset }: Extract<Part, { kind: 'group-start' }>): Item[] {
    const ended = this.#ended([], offset)
    // What is wrong with it is said again at its end.
    this.#waiting = { ung: group, problems: [], offset }
    return ended
  }

  #message(message: MessageRead): Item[] {
    if (message.type === 'CONTRL') return [{ kind: 'receipt', receipt: receiptOf(message) }]
    if (!this.#group && !this.#waiting) this.#waiting = { ung: message.group, problems: [], offset: message.from }
    const { type, version: first, release, reference } = message
    const version = `${first}.${release}`
    const begun = this.#begun(type, version)
    this.#count++
    const { position, from, to, segmentCount, problems, problemCount, accepted, known, original, keys } = message
    const read = { position, from, to, segmentCount, problems, problemCount, accepted, known, original, keys }
    const set: SetFound = {
      ...read,
      group: this.#group!,
      type,
      version,
      controlNumber: reference,
      implementation: message.association || null,
      ...(message.watched ? { watched: message.watched } : {}),
      ...(message.guided ? { guided: message.guided } : {}),
      message,
    }
    return [...begun, { kind: 'set', set }]
  }

  #begun(type: string, version: string): Item[] {
    if (!this.#waiting) return []
    const { ung, problems, offset } = this.#waiting
    this.#waiting = null
    this.#count = 0
    this.#groups++
    const gs: Gs & { ung?: Ung } = {
      functionalId: ung ? ung.type || type : '',
      sender: ung?.sender.id ?? '',
      receiver: ung?.receiver.id ?? '',
      date: ung?.date ?? '',
      time: ung?.time ?? '',
      controlNumber: ung?.reference ?? '',
      agency: '',
      version,
      ...(ung ? { ung } : {}),
    }
    this.#group = gs
    return [{ kind: 'group-start', group: gs, problems, offset }]
  }

  #ended(problems: Problem[], endOffset: number): Item[] {
    const group = this.#group
    this.#group = null
    return group ? [{ kind: 'group-end', group, setCount: this.#count, problems, endOffset }] : []
  }
}
