/** Small UBL and cXML documents of our own, for tests. */

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd:'

interface Sides {
  /** EndpointID with its scheme id. */
  buyer?: string
  seller?: string
}

const ACME = '<cbc:EndpointID schemeID="0088">4012345000009</cbc:EndpointID>'
const BOLT = '<cbc:EndpointID schemeID="0088">4098765000003</cbc:EndpointID>'

export function ublRoot(name: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<${name} xmlns="${UBL}${name}-2" xmlns:cac="${UBL}CommonAggregateComponents-2" xmlns:cbc="${UBL}CommonBasicComponents-2">
${content}
</${name}>
`
}

const held = (role: string, endpoint: string, name: string) =>
  `<cac:${role}><cac:Party>${endpoint}<cac:PartyName><cbc:Name>${name}</cbc:Name></cac:PartyName></cac:Party></cac:${role}>`

export interface UblOrder extends Sides {
  number: string
  quantity?: string
  /** Behind the lines. */
  more?: string
  lines?: number
}

export function ublOrder(o: UblOrder): string {
  const { number, quantity = '10', buyer = ACME, seller = BOLT, more = '', lines = 1 } = o
  return ublRoot(
    'Order',
    `  <cbc:UBLVersionID>2.1</cbc:UBLVersionID>
  <cbc:ID>${number}</cbc:ID>
  <cbc:IssueDate>2026-11-21</cbc:IssueDate>
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  ${held('BuyerCustomerParty', buyer, 'ACME Stores')}
  ${held('SellerSupplierParty', seller, 'Bolt Supply')}
  <cac:AnticipatedMonetaryTotal><cbc:PayableAmount currencyID="EUR">249.90</cbc:PayableAmount></cac:AnticipatedMonetaryTotal>
${Array.from({ length: lines }, (_, at) => orderLine(at + 1, quantity)).join('\n')}${more}`,
  )
}

const orderLine = (number: number, quantity: string) =>
  `  <cac:OrderLine><cac:LineItem><cbc:ID>${number}</cbc:ID><cbc:Quantity unitCode="EA">${quantity}</cbc:Quantity><cac:Price><cbc:PriceAmount currencyID="EUR">24.99</cbc:PriceAmount></cac:Price><cac:Item><cbc:Name>Hex bolt M8</cbc:Name><cac:SellersItemIdentification><cbc:ID>HB-8</cbc:ID></cac:SellersItemIdentification></cac:Item></cac:LineItem></cac:OrderLine>`

/** What Bolt invoices of an order. */
export function ublInvoice(o: { number: string; order: string; quantity?: string }): string {
  const { number, order, quantity = '10' } = o
  return ublRoot(
    'Invoice',
    `  <cbc:ID>${number}</cbc:ID>
  <cbc:IssueDate>2026-11-22</cbc:IssueDate>
  <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cac:OrderReference><cbc:ID>${order}</cbc:ID></cac:OrderReference>
  ${held('AccountingSupplierParty', BOLT, 'Bolt Supply')}
  ${held('AccountingCustomerParty', ACME, 'ACME Stores')}
  <cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode><cac:PayeeFinancialAccount><cbc:ID>DE89370400440532013000</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
  <cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="EUR">249.90</cbc:LineExtensionAmount><cbc:PayableAmount currencyID="EUR">249.90</cbc:PayableAmount></cac:LegalMonetaryTotal>
  <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="EA">${quantity}</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID="EUR">249.90</cbc:LineExtensionAmount><cac:OrderLineReference><cbc:LineID>1</cbc:LineID></cac:OrderLineReference><cac:Item><cbc:Name>Hex bolt M8</cbc:Name><cac:SellersItemIdentification><cbc:ID>HB-8</cbc:ID></cac:SellersItemIdentification></cac:Item><cac:Price><cbc:PriceAmount currencyID="EUR">24.99</cbc:PriceAmount></cac:Price></cac:InvoiceLine>`,
  )
}

export interface CxmlOrder {
  payloadId: string
  number: string
  mode?: string
  total?: string
  /** Before the root. */
  prologue?: string
  to?: string
}

export function cxmlOrder(o: CxmlOrder): string {
  const {
    payloadId,
    number,
    mode = 'test',
    total = '249.90',
    to = '<Credential domain="DUNS"><Identity>987654321</Identity></Credential>',
  } = o
  const prologue = o.prologue ?? '<!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.050/cXML.dtd">'
  return `<?xml version="1.0" encoding="UTF-8"?>
${prologue}
<cXML payloadID="${payloadId}" timestamp="2026-11-21T09:30:00Z" version="1.2.050">
  <Header>
    <From><Credential domain="NetworkID"><Identity>AN-ACME-T</Identity></Credential></From>
    <To>${to}</To>
    <Sender><Credential domain="NetworkID"><Identity>AN-ACME-T</Identity><SharedSecret>not kept</SharedSecret></Credential><UserAgent>Test</UserAgent></Sender>
  </Header>
  <Request deploymentMode="${mode}">
    <OrderRequest>
      <OrderRequestHeader orderID="${number}" orderDate="2026-11-21" type="new">
        <Total><Money currency="EUR">${total}</Money></Total>
        <BillTo><Address><Name xml:lang="en">ACME Stores</Name></Address></BillTo>
      </OrderRequestHeader>
      <ItemOut quantity="10" lineNumber="1">
        <ItemID><SupplierPartID>HB-8</SupplierPartID></ItemID>
        <ItemDetail><UnitPrice><Money currency="EUR">24.99</Money></UnitPrice><Description xml:lang="en">Hex bolt M8</Description><UnitOfMeasure>EA</UnitOfMeasure></ItemDetail>
      </ItemOut>
    </OrderRequest>
  </Request>
</cXML>
`
}

/** ACME sends orders, Bolt answers and invoices; both by GLN, and by the names that cXML has for them. */
export const xmlNetwork = (o: { settings?: string; more?: string } = {}) => `
organizations:
  acme:
    name: ACME Stores
    identifiers:
      - { scheme: gln, value: "4012345000009", mode: test }
      - { scheme: xml, qualifier: NetworkID, value: AN-ACME-T, mode: test }
    channels:
      api: { direction: in, kind: api, mode: test }
      both: { direction: in, kind: sftp-home }
      outbox: { direction: out, kind: sftp-home }
  bolt:
    name: Bolt Supply
    identifiers:
      - { scheme: gln, value: "4098765000003", mode: test }
      - { scheme: duns, value: "987654321", mode: test }
      - { scheme: xml, qualifier: "9930", value: "DE111111125", mode: test }
    channels:
      api: { direction: in, kind: api, mode: test }
      inbox: { direction: in, kind: sftp-home, mode: test }
      outbox: { direction: out, kind: sftp-home }
agreements:
  - { sender: acme, receiver: bolt, type: Order, mode: test, channel: outbox${o.settings ? `, settings: { ${o.settings} }` : ''} }
  - { sender: acme, receiver: bolt, type: OrderRequest, mode: test, channel: outbox }
  - { sender: bolt, receiver: acme, type: "*", mode: test, channel: outbox, settings: { compare: { action: show } } }
${o.more ?? ''}`
