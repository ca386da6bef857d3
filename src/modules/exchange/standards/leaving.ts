import { envelopeAround } from '../../../edi/edifact/writer.ts'
import { interchangeHead, interchangeTail, type Envelope as X12Envelope } from '../../../edi/x12/acknowledge.ts'
import { type EdifactHead, envelopeText, type XmlHead } from './envelope.ts'

/** An outgoing interchange around sets as they came, in the words of X12. */
export interface LeavingEnvelope extends X12Envelope {
  /** XML has no envelope: its document is the file. */
  xml?: XmlHead
  /** The parties with their inner addresses, too. X12 has neither. */
  edifact?: Pick<EdifactHead, 'syntax' | 'service' | 'sender' | 'receiver' | 'application' | 'agreement'>
  /** The receiver owes a receipt for it. */
  awaited: boolean
}

/** What stands before the sets and behind them. */
export function aroundSets(of: LeavingEnvelope): { head: Uint8Array; tail: Uint8Array } {
  const { edifact, xml, usage, at, awaited, controlNumber, setCount } = of
  if (xml) return { head: NOTHING, tail: NOTHING }
  if (!edifact) return { head: interchangeHead(of), tail: interchangeTail(of) }
  const { sender, receiver, application, agreement } = edifact
  const reference = String(controlNumber).padStart(9, '0')
  const text = envelopeText(edifact, { sender, receiver, reference, at, usage })
  return envelopeAround({ ...text, application, agreement, acknowledgement: awaited ? '1' : '' }, setCount)
}

const NOTHING = new Uint8Array(0)
