import { charsetOf } from '../../../edi/edifact/charsets.ts'
import type { Party, Unb } from '../../../edi/edifact/items.ts'
import type { EnvelopeText } from '../../../edi/edifact/writer.ts'
import type { Isa } from '../../../edi/x12/items.ts'

/** What of a UNB has no place among the fields of an ISA. */
export type EdifactHead = Pick<
  Unb,
  'syntax' | 'service' | 'sender' | 'receiver' | 'reference' | 'acknowledgement' | 'application' | 'agreement'
>

/** The header of an interchange of any standard that the grid reads, in the words of X12. */
export interface Envelope extends Omit<Isa, 'raw'> {
  /** Left out: X12. */
  edifact?: EdifactHead
}

/** What an envelope around the same, or an answer to it, needs to know. */
export type Addressed = Pick<
  Envelope,
  'senderQualifier' | 'senderId' | 'receiverQualifier' | 'receiverId' | 'version' | 'usage' | 'delimiters' | 'edifact'
>

export function addressed(envelope: Envelope): Addressed {
  const { senderQualifier, senderId, receiverQualifier, receiverId, version, usage, delimiters, edifact } = envelope
  const found = { senderQualifier, senderId, receiverQualifier, receiverId, version, usage, delimiters }
  return edifact ? { ...found, edifact } : found
}

type Standardised = Pick<Envelope, 'edifact'>

export const standardOf = ({ edifact }: Standardised) => (edifact ? 'edifact' : 'x12')

/** The scheme of identifiers by which its parties are found. */
export const schemeOf = ({ edifact }: Standardised) => (edifact ? 'edifact-unb' : 'x12-isa')

/** What makes its control number one. */
export const numberKindOf = ({ edifact }: Standardised) => (edifact ? 'edifact-interchange' : 'x12-interchange')

/** A UNB in these words. 0035 says what an ISA15 of T says; where it says more, that is for whoever asked for it (syntax version 4). */
export function envelopeOf(unb: Unb): Envelope {
  const { syntax, service, sender, receiver, reference, acknowledgement, application, agreement, test } = unb
  const { element, component, repetition, terminator } = service
  return {
    senderQualifier: sender.qualifier,
    senderId: sender.id,
    receiverQualifier: receiver.qualifier,
    receiverId: receiver.id,
    date: unb.date,
    time: unb.time,
    version: `${syntax.id}:${syntax.version}`,
    controlNumber: reference,
    acknowledgementRequested: acknowledgement === '1',
    usage: test === '' ? 'P' : test === '1' ? 'T' : test,
    delimiters: { element, component, repetition, terminator },
    edifact: { syntax, service, sender, receiver, reference, acknowledgement, application, agreement },
  }
}

/** An interchange in the syntax of another one; one that is not known is written as most read it. */
export function envelopeText(
  { syntax, service }: Pick<EdifactHead, 'syntax' | 'service'>,
  of: {
    sender: Partial<Party> & { id: string }
    receiver: Partial<Party> & { id: string }
    usage: string
    reference: string
    at: Date
  },
): EnvelopeText {
  const { usage, ...rest } = of
  const known = charsetOf(syntax.id) !== undefined
  const version = VERSIONS.find((one) => String(one) === syntax.version) ?? 3
  return {
    ...rest,
    syntax: { id: known ? syntax.id : 'UNOC', version },
    service,
    test: usage === 'T',
    transliterate: true,
  }
}

const VERSIONS = [1, 2, 3, 4] as const
