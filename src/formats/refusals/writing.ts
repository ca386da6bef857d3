import type { SegmentWritten } from '../mapping/segment-rules.ts'
import { MESSAGES } from '../messages.ts'
import { UBL_TABLES } from '../ubl/reading.ts'
import { writeElements } from '../xml/element-writing.ts'
import { type Refusal, statusOf } from './refusal.ts'

// A refusal in the form that its receiver speaks. Envelopes, and numbers of them, are added by whoever sends it.

/** 824 (X12 647: 024 is a reason that is not in the list); TED02 has sixty characters. */
export function write824(refusal: Refusal): SegmentWritten[] {
  return MESSAGES['x12:824']!.write(statusOf(refusal, { code: 'x12:024', width: 60 })).segments
}

/** APERAK; FTX has five lines of seventy, and 9321 is agreed between the two. */
export function writeAperak(refusal: Refusal, directory: 'D96A' | 'D01B'): SegmentWritten[] {
  return MESSAGES[`edifact:APERAK:${directory}`]!.write(statusOf(refusal, { code: 'edifact:ZZZ', width: 350 })).segments
}

/**
 * ApplicationResponse: RE, or AB where the document was taken. Of Peppol's codes BV is a business rule that was broken, SV one of
 * the syntax.
 */
export function writeApplicationResponse(refusal: Refusal, of: Of = {}): string {
  const { response = 'rejected', because = 'business' } = of
  const code = because === 'syntax' ? 'ubl:SV' : 'ubl:BV'
  return writeElements(UBL_TABLES.ApplicationResponse, statusOf(refusal, { code, width: 5_000, response })).xml
}

interface Of {
  response?: 'rejected' | 'acknowledged'
  because?: 'business' | 'syntax'
}

/**
 * StatusUpdateRequest of cXML 1.2 with status 406, Not Acceptable, or 200 where the document was taken. It names the document by
 * its payload ID; `payloadId` and `timestamp` are those of the answer itself.
 */
export function writeCxmlStatus(
  { from, to, reasons }: Refusal,
  of: { refused: string; payloadId: string; timestamp: string; test?: boolean; response?: Of['response'] },
): string {
  const credential = (name: 'From' | 'To' | 'Sender', { id, address }: Refusal['from'], more = '') => {
    const { scheme, value } = address ?? { scheme: 'NetworkID', value: id }
    return `    <${name}><Credential domain="${escaped(scheme)}"><Identity>${escaped(value)}</Identity></Credential>${more}</${name}>`
  }
  const status = of.response === 'acknowledged' ? 'code="200" text="OK"' : 'code="406" text="Not Acceptable"'
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<cXML payloadID="${escaped(of.payloadId)}" timestamp="${escaped(of.timestamp)}">`,
    '  <Header>',
    credential('From', from),
    credential('To', to),
    credential('Sender', from, '<UserAgent>Entrepot</UserAgent>'),
    '  </Header>',
    `  <Request${of.test ? ' deploymentMode="test"' : ''}>`,
    '    <StatusUpdateRequest>',
    `      <DocumentReference payloadID="${escaped(of.refused)}"/>`,
    `      <Status ${status}>${escaped(reasons.join(' '))}</Status>`,
    '    </StatusUpdateRequest>',
    '  </Request>',
    '</cXML>',
    '',
  ].join('\n')
}

function escaped(text: string): string {
  const entity = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no place for them
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, ' ').replace(/[&<>"]/g, (one) => entity[one as '&'])
}
