import type { Guided } from '../guides/guided.ts'
import type { Problem } from '../problems.ts'
import type { SetKey } from '../x12/items.ts'
import type { Watched } from '../x12/watching.ts'
import type { Charset } from './charsets.ts'
import type { ServiceString } from './service-string.ts'

/** S002, S003 of the interchange; S006, S007 of a group. */
export interface Party {
  id: string
  /** 0007 */
  qualifier: string
  /** Address for reverse routing (0008, 0014), the internal identification of version 4. */
  internal: string
  /** 0042, 0046 of version 4. */
  subInternal: string
}

/** The interchange header; fields in the order of UNB. */
export interface Unb {
  /** S001: such as UNOC, and 3. */
  syntax: { id: string; version: string }
  sender: Party
  receiver: Party
  /** YYMMDD, of version 4 CCYYMMDD. */
  date: string
  /** HHMM */
  time: string
  /** 0020 */
  reference: string
  /** S005 */
  password: { value: string; qualifier: string }
  /** 0026 */
  application: string
  /** 0029 */
  priority: string
  /** 0031: empty, 1 acknowledgement, 2 receipt only. */
  acknowledgement: string
  /** 0032 */
  agreement: string
  /** 0035: empty, 1 a test; of version 4 also 2 to 4. */
  test: string
  service: ServiceString
  /** UNA stood before it. */
  una: boolean
  charset: Charset
  /** UNB, without UNA. */
  raw: string
}

/** The group header. */
export interface Ung {
  /** 0038 */
  type: string
  sender: Party
  receiver: Party
  date: string
  time: string
  /** 0048 */
  reference: string
}

/** S009 */
export interface MessageName {
  type: string
  /** 0052 */
  version: string
  /** 0054 */
  release: string
  /** 0051 */
  agency: string
  /** 0057 */
  association: string
}

export interface MessageRead extends MessageName {
  /** Within the interchange, from 0. */
  position: number
  group: Ung | null
  /** 0062 */
  reference: string
  /** 0068 */
  accessReference: string
  /** Bytes from UNH to behind UNT's terminator and the line end that follows it. */
  from: number
  to: number
  segmentCount: number
  problems: Problem[]
  /** Those beyond the kept ones included. */
  problemCount: number
  accepted: boolean
  /** False: no table for this message and directory; envelope and counts are checked, nothing else. */
  known: boolean
  /** It says of itself that it is new: no change, cancellation, replacement or copy of another (1225 of BGM). */
  original: boolean
  keys: SetKey[]
  /** What it says, when it is a CONTRL. */
  contrl?: Contrl
  /** What stands where the reader was asked to look. */
  watched?: Watched
  /** What guides say of it, each apart. */
  guided?: Guided[]
}

/** What a CONTRL says of one interchange of ours. */
export interface Contrl {
  /** UCI 0020, as we gave it. */
  reference: string
  /** As in our UNB. */
  sender: Party
  receiver: Party
  /** 0083 */
  action: string
  /** 0085; empty: none. */
  error: string
  /** 0013: the service segment in error. */
  segment: string
  groups: { reference: string; action: string; error: string }[]
  messages: MessageReport[]
}

/** What it says of one message. */
export interface MessageReport {
  /** 0062 */
  reference: string
  type: string
  action: string
  errors: string[]
  segments: {
    /** Within the message, UNH = 1. */
    position: number
    error: string
    /** `element` counts from 1 behind the tag, 0 is the tag itself. */
    elements: { error: string; element: number; component?: number }[]
  }[]
}

/** What a reader finds, in order; offsets count from the first byte pushed. */
export type Item =
  | { kind: 'interchange-start'; envelope: Unb; problems: Problem[]; offset: number }
  | { kind: 'group-start'; group: Ung; problems: Problem[]; offset: number }
  | { kind: 'message'; message: MessageRead }
  | { kind: 'group-end'; group: Ung; messageCount: number; problems: Problem[]; endOffset: number }
  | { kind: 'interchange-end'; groupCount: number; messageCount: number; problems: Problem[]; endOffset: number }
  | { kind: 'rubbish'; problems: Problem[]; offset: number; length: number }
