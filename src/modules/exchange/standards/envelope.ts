import { charsetOf } from '../../../edi/edifact/charsets.ts'
import type { Party, Unb } from '../../../edi/edifact/items.ts'
import type { EnvelopeText } from '../../../edi/edifact/writer.ts'
import type { Isa } from '../../../edi/x12/items.ts'
import type { PartyNumber } from '../../../formats/received/reading.ts'
import type { Called } from './parties.ts'

/** What of a UNB has no place among the fields of an ISA. */
export type EdifactHead = Pick<
  Unb,
  'syntax' | 'service' | 'sender' | 'receiver' | 'reference' | 'acknowledgement' | 'application' | 'agreement'
>

/** What an XML document says of itself where X12 has an envelope. */
export interface XmlHead {
  form: 'ubl' | 'cxml'
  type: string
  /** Its own number, as found: cbc:ID or payloadID. */
  number: string
  /** As it names them first. */
  from: PartyNumber
  to: PartyNumber
  /** Everything that it calls them. */
  senders: Called[]
  receivers: Called[]
}

/** The header of an interchange of any standard that the grid reads, in the words of X12. */
export interface Envelope extends Omit<Isa, 'raw'> {
  /** X12 has neither. */
  edifact?: EdifactHead
  xml?: XmlHead
}

/** What an envelope around the same, or an answer to it, needs to know. */
export type Addressed = Pick<
  Envelope,
  | 'senderQualifier'
  | 'senderId'
  | 'receiverQualifier'
  | 'receiverId'
  | 'version'
  | 'usage'
  | 'delimiters'
  | 'edifact'
  | 'xml'
>

export function addressed(envelope: Envelope): Addressed {
  const { senderQualifier, senderId, receiverQualifier, receiverId, version, usage, delimiters, edifact, xml } =
    envelope
  const found = { senderQualifier, senderId, receiverQualifier, receiverId, version, usage, delimiters }
  return { ...found, ...(edifact ? { edifact } : {}), ...(xml ? { xml } : {}) }
}

type Standardised = Pick<Envelope, 'edifact' | 'xml'>

export type Standard = 'x12' | 'edifact' | 'ubl' | 'cxml'

export const standardOf = ({ edifact, xml }: Standardised): Standard => xml?.form ?? (edifact ? 'edifact' : 'x12')

/** The scheme of identifiers by which its parties are found; null: its receiver is not named anew, whomever it goes to. */
export const schemeOf = ({ edifact, xml }: Standardised) => (xml ? null : edifact ? 'edifact-unb' : 'x12-isa')

export const isXml = (standard: string | null) => standard === 'ubl' || standard === 'cxml'

/** UBL does not say whether it is a test: that its channel says, or it is meant. */
export function withUsage(envelope: Envelope, mode: string | null | undefined): Envelope {
  return envelope.usage === '' && envelope.xml ? { ...envelope, usage: mode === 'test' ? 'T' : 'P' } : envelope
}

/** As problems name it, whose sentences say other things than those of X12. */
export function inStandard(envelope: Standardised): { standard?: Standard } {
  const standard = standardOf(envelope)
  return standard === 'x12' ? {} : { standard }
}

/** What makes its control number one. */
export const numberKindOf = (envelope: Standardised) => NUMBER_KINDS[standardOf(envelope)]

const NUMBER_KINDS = {
  x12: 'x12-interchange',
  edifact: 'edifact-interchange',
  ubl: 'ubl-document',
  cxml: 'cxml-payload',
} as const

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
