import { prefixesOf } from '../ubl/parts.ts'
import { XmlEvents } from '../xml/events.ts'
import { Picking } from '../xml/picking.ts'

/** What a StatusUpdateRequest of cXML 1.2 says. */
export interface CxmlStatus {
  /** DocumentReference@payloadID: the document that it speaks of. */
  payloadId: string
  /** Status@code: as those of HTTP, 200 where all is well. */
  code: string
  /** What Status holds, else its text attribute. */
  reason: string
}

const UPDATE = 'Request/StatusUpdateRequest'
const PLACES = {
  payloadId: `${UPDATE}/DocumentReference/@payloadID`,
  code: `${UPDATE}/Status/@code`,
  name: `${UPDATE}/Status/@text`,
  reason: `${UPDATE}/Status`,
}

/** Null: it names no document, or says nothing of it. */
export function readCxmlStatus(bytes: Uint8Array): CxmlStatus | null {
  const { picking, isWhole } = picked(bytes, Object.values(PLACES), { prefixes: {}, doctype: 'ignored' })
  const first = (place: keyof typeof PLACES) => picking.at(PLACES[place])[0]?.value.trim() ?? ''
  const [payloadId, code] = [first('payloadId'), first('code')]
  if (!isWhole || payloadId === '' || code === '') return null
  return { payloadId, code, reason: first('reason') || first('name') }
}

const RESPONSE = 'cac:DocumentResponse/cac:Response/cbc:ResponseCode'

/** How many verdicts an ApplicationResponse of UBL holds: each of its DocumentResponses has one, about documents of its own. */
export function verdictsIn(bytes: Uint8Array): number {
  return picked(bytes, [RESPONSE], { prefixes: prefixesOf('ApplicationResponse') }).picking.at(RESPONSE).length
}

function picked(bytes: Uint8Array, places: string[], options: ConstructorParameters<typeof XmlEvents>[1]) {
  const picking = new Picking(places)
  const events = new XmlEvents(
    {
      open: (element) => picking.open({ ...element, name: element.name.replace(/^\{\}/, '') }),
      text: (text) => picking.text(text),
      close: () => picking.close(),
    },
    options,
  )
  events.write(bytes)
  events.end()
  return { picking, isWhole: !events.problem }
}
