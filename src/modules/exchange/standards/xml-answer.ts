import type { Refusal } from '../../../formats/refusals/refusal.ts'
import { writeApplicationResponse, writeCxmlStatus } from '../../../formats/refusals/writing.ts'
import type { Addressed, XmlHead } from './envelope.ts'

/** What is said of an XML document that came: taken, or refused and why. */
export interface XmlVerdict {
  response: 'acknowledged' | 'rejected'
  because: 'syntax' | 'business'
  /** What names the answer among all of this grid. */
  payloadId: string
  at: Date
}

export type XmlAnswerType = 'ApplicationResponse' | 'StatusUpdateRequest'

/** UBL is answered by an ApplicationResponse, cXML by a status: both name the document and go back to whom it names as its sender. */
export function xmlAnswer(
  isa: Addressed & { xml: XmlHead },
  said: Omit<Refusal, 'date' | 'time'>,
  { response, because, payloadId, at }: XmlVerdict,
): { type: XmlAnswerType; text: string } {
  const moment = at.toISOString()
  const answer: Refusal = {
    ...said,
    date: moment.slice(0, 10),
    time: moment.slice(11, 16),
    from: { ...said.from, address: isa.xml.to },
    to: { ...said.to, address: isa.xml.from },
  }
  if (isa.xml.form === 'ubl') {
    return { type: 'ApplicationResponse', text: writeApplicationResponse(answer, { response, because }) }
  }
  const of = { refused: isa.xml.number, payloadId, timestamp: moment, test: isa.usage !== 'P', response }
  return { type: 'StatusUpdateRequest', text: writeCxmlStatus(answer, of) }
}
