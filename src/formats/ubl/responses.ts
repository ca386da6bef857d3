import { STATUS_RESPONSES } from '../codes/documents.ts'
import { REFERENCE_TYPES } from '../codes/qualifiers.ts'
import { code, ownCode } from '../mapping/forms.ts'
import type { ElementTable } from '../xml/rules.ts'
import { aggregate, basic, begin, directParty, issued, note, prefixesOf } from './parts.ts'

/** UBL ApplicationResponse ↔ status. */
export const ublApplicationResponse: ElementTable = {
  name: 'UBL ApplicationResponse',
  kind: 'status',
  prefixes: prefixesOf('ApplicationResponse'),
  root: {
    name: 'ApplicationResponse',
    must: true,
    rules: [
      ...begin,
      ...issued,
      note,
      directParty('SenderParty', ['sender', 'supplier']),
      directParty('ReceiverParty', ['receiver', 'buyer']),
      aggregate('DocumentResponse', [
        aggregate('Response', [basic('ResponseCode', 'response', code(STATUS_RESPONSES, 'ubl'))]),
        {
          name: 'cac:DocumentReference',
          each: 'references',
          rules: [basic('ID', 'value'), basic('DocumentTypeCode', 'type', code(REFERENCE_TYPES, 'ubl'))],
        },
        {
          name: 'cac:LineResponse',
          each: 'findings',
          rules: [
            // What is found speaks of the document: NA is what Peppol has where no line is meant.
            { ...aggregate('LineReference', [{ name: 'cbc:LineID', constant: 'NA' }]), fixed: true },
            aggregate('Response', [basic('ResponseCode', 'code', ownCode('ubl')), basic('Description', 'text')]),
          ],
        },
      ]),
    ],
  },
}
