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

/** ApplicationResponse; BV is what Peppol has for a business rule that was broken. */
export function writeApplicationResponse(refusal: Refusal): string {
  return writeElements(UBL_TABLES.ApplicationResponse, statusOf(refusal, { code: 'ubl:BV', width: 5_000 })).xml
}

/**
 * StatusUpdateRequest of cXML 1.2 with status 406, Not Acceptable. It names the document by its payload ID; `payloadId` and
 * `timestamp` are those of the refusal itself.
 */
export function writeCxmlStatus(
  { from, to, reasons }: Refusal,
  of: { refused: string; payloadId: string; timestamp: string },
): string {
  const credential = (name: 'From' | 'To' | 'Sender', id: string, more = '') =>
    `    <${name}><Credential domain="NetworkID"><Identity>${escaped(id)}</Identity></Credential>${more}</${name}>`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<cXML payloadID="${escaped(of.payloadId)}" timestamp="${escaped(of.timestamp)}">`,
    '  <Header>',
    credential('From', from.id),
    credential('To', to.id),
    credential('Sender', from.id, '<UserAgent>Entrepot</UserAgent>'),
    '  </Header>',
    '  <Request>',
    '    <StatusUpdateRequest>',
    `      <DocumentReference payloadID="${escaped(of.refused)}"/>`,
    `      <Status code="406" text="Not Acceptable">${escaped(reasons.join(' '))}</Status>`,
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
