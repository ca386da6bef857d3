import { expect, test } from 'vitest'
import { cxmlOrder, ublInvoice, ublOrder, ublRoot } from '../../../test/xml-documents.ts'
import { UBL_DOCUMENTS } from '../ubl/elements.ts'
import { XML_LIMITS } from '../xml/events.ts'
import { ReceivedReading } from './reading.ts'

function read(text: string, pieces = 1) {
  const reading = new ReceivedReading()
  const bytes = Buffer.from(text)
  const size = Math.ceil(bytes.length / pieces)
  for (let at = 0; at < bytes.length; at += size) reading.write(bytes.subarray(at, at + size))
  return reading.end()
}

const held = (role: string, id: string) =>
  `<cac:${role}><cac:Party><cbc:EndpointID schemeID="0088">${id}</cbc:EndpointID></cac:Party></cac:${role}>`
const direct = (role: string, id: string) =>
  `<cac:${role}><cac:PartyIdentification><cbc:ID schemeID="0060">${id}</cbc:ID></cac:PartyIdentification></cac:${role}>`

const order = '<cac:OrderReference><cbc:ID>po 1</cbc:ID></cac:OrderReference>'

/** Content with two parties, its sender first. */
const DOCUMENTS: Record<(typeof UBL_DOCUMENTS)[number], { content: string; keys: string[]; original: boolean }> = {
  Order: {
    content: held('BuyerCustomerParty', 'S') + held('SellerSupplierParty', 'R'),
    ...{ keys: ['purchase-order N sender'], original: true },
  },
  OrderResponse: {
    content: order + held('SellerSupplierParty', 'S') + held('BuyerCustomerParty', 'R'),
    ...{ keys: ['purchase-order PO 1 receiver'], original: false },
  },
  OrderChange: {
    content: order + held('BuyerCustomerParty', 'S') + held('SellerSupplierParty', 'R'),
    ...{ keys: ['purchase-order PO 1 sender'], original: false },
  },
  DespatchAdvice: {
    content: order + held('DespatchSupplierParty', 'S') + held('DeliveryCustomerParty', 'R'),
    ...{ keys: ['shipment N sender', 'purchase-order PO 1 receiver'], original: true },
  },
  ReceiptAdvice: {
    content: `${order}<cac:DespatchDocumentReference><cbc:ID>D1</cbc:ID></cac:DespatchDocumentReference>${held('DeliveryCustomerParty', 'S')}${held('DespatchSupplierParty', 'R')}`,
    ...{ keys: ['shipment D1 receiver', 'purchase-order PO 1 sender'], original: false },
  },
  Invoice: {
    content: order + held('AccountingSupplierParty', 'S') + held('AccountingCustomerParty', 'R'),
    ...{ keys: ['invoice N sender', 'purchase-order PO 1 receiver'], original: true },
  },
  CreditNote: {
    content: `<cbc:CopyIndicator>true</cbc:CopyIndicator>${order}${held('AccountingSupplierParty', 'S')}${held('AccountingCustomerParty', 'R')}`,
    ...{ keys: ['invoice N sender', 'purchase-order PO 1 receiver'], original: false },
  },
  RemittanceAdvice: {
    content: `${held('AccountingCustomerParty', 'S')}${held('AccountingSupplierParty', 'R')}<cac:RemittanceAdviceLine><cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>I1</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference></cac:RemittanceAdviceLine>`,
    ...{ keys: ['payment N sender', 'invoice I1 receiver'], original: true },
  },
  Catalogue: {
    content: direct('ProviderParty', 'S') + direct('ReceiverParty', 'R'),
    ...{ keys: ['catalog N sender'], original: false },
  },
  ApplicationResponse: {
    content: direct('SenderParty', 'S') + direct('ReceiverParty', 'R'),
    ...{ keys: ['advice N sender'], original: false },
  },
}

test.each(UBL_DOCUMENTS)('%s: who sends it to whom, and what it is called', (name) => {
  const { content, keys, original } = DOCUMENTS[name]
  const { received } = read(ublRoot(name, `<cbc:ID>n</cbc:ID><cbc:IssueDate>2026-11-21</cbc:IssueDate>${content}`), 7)
  expect(received).toMatchObject({ form: 'ubl', type: name, version: '2.1', number: 'n', date: '2026-11-21', original })
  expect([received!.sender[0]!.value, received!.receiver[0]!.value]).toEqual(['S', 'R'])
  expect(received!.sender[0]!.scheme).toMatch(/^00(88|60)$/)
  expect(received!.keys.map(({ kind, value, issuer }) => `${kind} ${value} ${issuer}`)).toEqual(keys)
})

const CXML = {
  ConfirmationRequest: {
    content:
      '<ConfirmationHeader type="accept" noticeDate="2026-11-21"><Total><Money currency="EUR">5</Money></Total></ConfirmationHeader><OrderReference orderID="po 1"><DocumentReference payloadID="p"/></OrderReference>',
    keys: ['purchase-order PO 1 receiver'],
    amount: '5',
  },
  ShipNoticeRequest: {
    content:
      '<ShipNoticeHeader shipmentID="s1" noticeDate="2026-11-21"/><ShipNoticePortion><OrderReference orderID="po 1"><DocumentReference payloadID="p"/></OrderReference></ShipNoticePortion>',
    keys: ['shipment S1 sender', 'purchase-order PO 1 receiver'],
    amount: null,
  },
  InvoiceDetailRequest: {
    content:
      '<InvoiceDetailRequestHeader invoiceID="i1" invoiceDate="2026-11-21"><InvoiceDetailHeaderIndicator/><InvoiceDetailLineIndicator/></InvoiceDetailRequestHeader><InvoiceDetailOrder><InvoiceDetailOrderInfo><OrderReference orderID="po 1"><DocumentReference payloadID="p"/></OrderReference></InvoiceDetailOrderInfo></InvoiceDetailOrder><InvoiceDetailSummary><SubtotalAmount><Money currency="EUR">9</Money></SubtotalAmount><Tax><Money currency="EUR">1</Money></Tax><NetAmount><Money currency="EUR">10</Money></NetAmount></InvoiceDetailSummary>',
    keys: ['invoice I1 sender', 'purchase-order PO 1 receiver'],
    amount: '10',
  },
}

test.each(Object.entries(CXML))(
  'cXML %s: the same, and nothing is wrong with it',
  (name, { content, keys, amount }) => {
    const text = cxmlOrder({ payloadId: 'p1', number: '1' }).replace(
      /<OrderRequest>[\s\S]*<\/OrderRequest>/,
      `<${name}>${content}</${name}>`,
    )
    const { received, problems } = read(text, 5)
    expect(problems).toEqual([])
    expect(received).toMatchObject({ form: 'cxml', type: name, version: '1.2.050', number: 'p1', mode: 'test', amount })
    expect(received!.keys.map(({ kind, value, issuer }) => `${kind} ${value} ${issuer}`)).toEqual(keys)
  },
)

test('cXML that holds no request is told by what it holds instead', () => {
  const { received, problems } = read('<cXML payloadID="p"><Header/><Message><Chat/></Message></cXML>')
  expect(received).toBeNull()
  expect(problems).toMatchObject([{ code: 'root-unknown', at: '/cXML/Message', found: 'Message' }])
  expect(read('<cXML><Response/></cXML>').problems).toMatchObject([{ at: '/cXML/Response', found: 'Response' }])
})

test('every way to cut a document into pieces reads the same', () => {
  for (const text of [
    ublOrder({ number: 'Ü-1' }),
    ublInvoice({ number: 'I', order: 'O' }),
    cxmlOrder({ payloadId: 'p', number: '1' }),
  ]) {
    const whole = read(text)
    expect(whole.problems.filter(({ severity }) => severity === 'error')).toEqual([])
    for (const pieces of [2, 3, 50, text.length]) expect(read(text, pieces)).toEqual(whole)
  }
})

test('what is too deep, has too many attributes or no end is refused, and what refers to itself is never unfolded', () => {
  const deep = ublRoot('Order', '<a>'.repeat(XML_LIMITS.depth))
  expect(read(deep).problems.at(-1)).toMatchObject({ code: 'xml-limit' })
  const attributes = Array.from({ length: XML_LIMITS.attributes + 1 }, (_, at) => `a${at}="x"`).join(' ')
  expect(read(ublRoot('Order', `<a ${attributes}/>`)).problems.at(-1)).toMatchObject({ code: 'xml-limit' })
  const laughs = `<!DOCTYPE Order [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>`
  const { problems } = read(ublOrder({ number: '1', more: '<a>&b;</a>' }).replace('<Order', `${laughs}<Order`))
  expect(problems.map(({ code }) => code)).toEqual(['xml-declaration', 'element-unknown', 'xml-entity'])
  const external = '<!DOCTYPE cXML SYSTEM "http://127.0.0.1:1/x.dtd" [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>'
  expect(read(cxmlOrder({ payloadId: 'p', number: '1', prologue: external })).problems).toEqual([])
})

test('of cXML its attributes, quantities, dates and amounts are looked at', () => {
  const text = cxmlOrder({ payloadId: '', number: '1', total: '1,000.00' })
    .replace('quantity="10"', 'quantity="ten"')
    .replace('orderDate="2026-11-21"', 'orderDate="21.11.2026"')
    .replace('<SupplierPartID>HB-8</SupplierPartID>', '')
  const { problems } = read(text)
  expect(problems.map(({ code, at }) => `${code} ${at}`).sort()).toEqual([
    'attribute-missing /cXML/@payloadID',
    'element-missing /cXML/Request/OrderRequest/ItemOut/ItemID/SupplierPartID',
    'element-value /cXML/Request/OrderRequest/ItemOut/@quantity',
    'element-value /cXML/Request/OrderRequest/OrderRequestHeader/@orderDate',
    'element-value /cXML/Request/OrderRequest/OrderRequestHeader/Total/Money',
  ])
})
