import type { Guided } from '../guides/guided.ts'
import type { Problem } from '../problems.ts'
import type { Watched } from './watching.ts'

/** Byte values. `repetition` is null before 00402, where ISA11 names the standard instead. */
export interface Delimiters {
  element: number
  component: number
  repetition: number | null
  terminator: number
}

/** The interchange header; ids without their padding. */
export interface Isa {
  senderQualifier: string
  senderId: string
  receiverQualifier: string
  receiverId: string
  /** YYMMDD */
  date: string
  /** HHMM */
  time: string
  /** ISA12, such as 00401. */
  version: string
  /** Nine digits, as found. */
  controlNumber: string
  acknowledgementRequested: boolean
  usage: string
  delimiters: Delimiters
  raw: string
}

export interface Gs {
  functionalId: string
  sender: string
  receiver: string
  date: string
  time: string
  controlNumber: string
  agency: string
  version: string
}

/** TA1 §X12.56: what became of an interchange we sent. */
export interface Ta1 {
  controlNumber: string
  date: string
  time: string
  code: string
  note: string
}

export interface SetRead {
  /** Within the interchange, from 0. */
  position: number
  group: Gs
  type: string
  controlNumber: string
  implementation: string | null
  /** Bytes from ST to behind SE's terminator and the line end that follows it. */
  from: number
  to: number
  segmentCount: number
  problems: Problem[]
  /** Those beyond the kept ones included. */
  problemCount: number
  accepted: boolean
  /** False: no table for this set and version; envelope and counts are checked, nothing else. */
  known: boolean
  /** It says of itself that it is new: no change, cancellation, replacement or copy of another (element 353 is 00 or empty). */
  original: boolean
  keys: SetKey[]
  acknowledgement?: GroupAcknowledgement
  /** What stands where the reader was asked to look. */
  watched?: Watched
  /** What guides say of it, each apart. */
  guided?: Guided[]
}

/** A number by which business people know the set. */
export interface SetKey {
  kind: 'purchase-order' | 'invoice' | 'shipment' | 'payment' | 'catalog' | 'inventory' | 'receipt' | 'advice'
  value: string
  /** Whose number it is: a supplier's invoice names the buyer's order. */
  issuer: 'sender' | 'receiver'
  /** The element that holds it, such as BEG03. */
  at: string
}

/** What a 997 or 999 says of one group of ours. */
export interface GroupAcknowledgement {
  /** The set that says so. */
  type: '997' | '999'
  functionalId: string
  groupNumber: string
  code: string
  included: number
  received: number
  accepted: number
  errors: string[]
  sets: SetAcknowledgement[]
}

/** What it says of one set. */
export interface SetAcknowledgement {
  type: string
  controlNumber: string
  code: string
  errors: string[]
  segments: {
    segment: string
    position: number
    code: string
    elements: { position: number; component?: number; code: string; value: string }[]
  }[]
  /** The business unit that a 999 names (CTX), such as `BEG03 4711`. */
  context?: string
}

/** What a reader finds, in order; offsets count from the first byte pushed. */
export type Item =
  | { kind: 'interchange-start'; envelope: Isa; problems: Problem[]; offset: number }
  | { kind: 'ta1'; ta1: Ta1; offset: number }
  | { kind: 'group-start'; group: Gs; problems: Problem[]; offset: number }
  | { kind: 'set'; set: SetRead }
  | { kind: 'group-end'; group: Gs; setCount: number; problems: Problem[]; endOffset: number }
  | { kind: 'interchange-end'; groupCount: number; problems: Problem[]; endOffset: number }
  | { kind: 'rubbish'; problems: Problem[]; offset: number; length: number }
