import { PARTY_IDS } from '../../../formats/codes/identifiers.ts'
import type { PartyNumber } from '../../../formats/received/reading.ts'
import type { Envelope } from './envelope.ts'

/** What an organization is called on the wire: an identifier without its mode. */
export interface Called {
  scheme: string
  qualifier: string
  value: string
}

/** Domains of cXML are written in more than one way. */
const NETWORK = /^NetworkID$/i

/**
 * The identifier that a number of an XML document stands for. A GLN and a DUNS number are what they are in every format; others
 * are called as the document has them, by the scheme id of UBL (ISO 6523, Peppol's EAS) or the domain of cXML.
 */
export function calledBy({ scheme, value }: PartyNumber): Called {
  const name = scheme.toUpperCase()
  const kind = KINDS.find((each) => PARTY_IDS[each].eas === name || PARTY_IDS[each].cxml === name)
  if (kind) return { scheme: kind, qualifier: '', value }
  return { scheme: 'xml', qualifier: NETWORK.test(scheme) ? 'NetworkID' : scheme, value }
}

const KINDS = ['gln', 'duns'] as const

/** Everything that one side of an envelope is called. */
export function callings(envelope: Envelope, side: 'sender' | 'receiver'): Called[] {
  const { xml, edifact } = envelope
  if (xml) return side === 'sender' ? xml.senders : xml.receivers
  const scheme = edifact ? 'edifact-unb' : 'x12-isa'
  return [{ scheme, qualifier: envelope[`${side}Qualifier`], value: envelope[`${side}Id`] }]
}
