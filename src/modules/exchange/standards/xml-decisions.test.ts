import { afterAll, beforeAll, expect, test } from 'vitest'
import { cxmlOrder, ublOrder, ublRoot } from '../../../../test/xml-documents.ts'
import { startXmlGrid } from '../../../../test/xml-grid.ts'
import { concludeSuspended } from '../suspended.ts'

let stage: Awaited<ReturnType<typeof startXmlGrid>>

const agreed = (type: string, settings: string) =>
  `  - { sender: acme, receiver: bolt, type: ${type}, mode: test, channel: outbox, settings: { ${settings} } }\n`

beforeAll(async () => {
  stage = await startXmlGrid({
    settings: 'invalid: { action: suspend }, batch: { afterMinutes: 60 }, duplicates: { originals: pass }',
    more: [
      agreed('OrderChange', 'invalid: { action: accept }, acknowledge: { technical: none }'),
      agreed('RemittanceAdvice', 'approval: { release: required, from: "100.00" }'),
      agreed('DespatchAdvice', 'acknowledge: { business: refusals }, duplicates: { originals: refuse }'),
    ].join(''),
  })
})
afterAll(() => stage.grid.close())

async function suspended(number: string): Promise<{ interchange: string; document: string }> {
  const { id } = await stage.send('acme', ublOrder({ number, quantity: 'ten' }))
  const [document] = await stage.documents(id)
  expect(document!['status']).toBe('suspended')
  expect(await stage.got('acme', id)).toEqual([])
  return { interchange: id, document: document!['id'] }
}

async function decide(document: string, verdict: 'accepted' | 'refused') {
  const { exchange } = stage.grid.app
  const by = { actor: 'ann', reason: 'Looked at it.' }
  await exchange.commit(await concludeSuspended(exchange, document, { verdict }, by))
}

const answered = (id: string) => stage.grid.until('the answer', async () => (await stage.got('acme', id))[0])

test('suspended, it waits for a person, and so does its sender: accepted it goes on alone, refused it goes nowhere', async () => {
  const taken = await suspended('S-1')
  await decide(taken.document, 'accepted')
  expect((await answered(taken.interchange)).text).toContain('<cbc:ResponseCode>AB<')
  expect((await stage.got('bolt', taken.interchange))[0]!.text).toBe(ublOrder({ number: 'S-1', quantity: 'ten' }))
  const refused = await suspended('S-2')
  await decide(refused.document, 'refused')
  const { text } = await answered(refused.interchange)
  expect(text).toContain('<cbc:ResponseCode>RE<')
  expect(text).toContain('is "ten", expected a decimal number')
  expect(await stage.got('bolt', refused.interchange)).toEqual([])
})

test('a correction takes the place of what was suspended: its bytes go on, its sender is told that it was taken', async () => {
  const { interchange, document } = await suspended('S-3')
  const edited = ublOrder({ number: 'S-3', quantity: '12' })
  const made = await stage.call(stage.keys.grid, `POST /api/v1/documents/${document}/corrections?reason=twelve`, edited)
  expect(made).toMatchObject({ status: 201, body: { verdict: { valid: true } } })
  const sent = await stage.call(stage.keys.grid, `POST /api/v1/corrections/${made.body.id}/resend`, {
    reason: 'by phone',
  })
  const { child } = sent.body
  await stage.decided(child)
  expect((await stage.got('bolt', child))[0]!.text).toBe(edited)
  expect((await answered(interchange)).text).toContain('<cbc:ResponseCode>AB<')
})

const change = (number: string, date: string) =>
  ublRoot(
    'OrderChange',
    ublOrder({ number: 'C' })
      .replace(/^[\s\S]*?<cbc:UBLVersionID>2.1<\/cbc:UBLVersionID>\s*<cbc:ID>C<\/cbc:ID>/, '')
      .replace(/<\/Order>\s*$/, '')
      .replace('2026-11-21', date)
      .replace(/(<cbc:IssueDate>.*\n)/, `$1<cbc:SequenceNumberID>${number}</cbc:SequenceNumberID>`)
      .replace('  <cac:BuyerC', '  <cac:OrderReference><cbc:ID>C</cbc:ID></cac:OrderReference><cac:BuyerC'),
  )

test('accepted with its errors it goes on, unless it is not even XML to its end; a change has no number of its own', async () => {
  const { id, control_number } = await stage.send('acme', change('1', 'tomorrow'))
  expect(control_number).toBe('OrderChange C 1')
  expect(await stage.documents(id)).toMatchObject([
    { type: 'OrderChange', business_key: 'C', status: 'released', problems: [{ code: 'element-value' }] },
  ])
  expect(await stage.got('acme', id)).toEqual([])
  const second = await stage.send('acme', change('2', '2026-11-22'))
  expect(await stage.documents(second['id'])).toMatchObject([{ status: 'released', problems: null }])
  const cut = await stage.send('acme', change('3', '2026-11-22').slice(0, -20))
  expect((await stage.documents(cut['id']))[0]!['status']).toBe('invalid')
})

const ORDERED =
  '<cac:OrderLineReference><cbc:LineID>1</cbc:LineID><cac:OrderReference><cbc:ID>PO-9</cbc:ID></cac:OrderReference></cac:OrderLineReference>'
const despatch = (number: string) =>
  ublRoot(
    'DespatchAdvice',
    `<cbc:ID>${number}</cbc:ID><cbc:IssueDate>2026-11-22</cbc:IssueDate>
  <cac:DespatchSupplierParty><cac:Party><cbc:EndpointID schemeID="0088">4012345000009</cbc:EndpointID></cac:Party></cac:DespatchSupplierParty>
  <cac:DeliveryCustomerParty><cac:Party><cbc:EndpointID schemeID="0060">987654321</cbc:EndpointID></cac:Party></cac:DeliveryCustomerParty>
  <cac:DespatchLine><cbc:ID>1</cbc:ID><cbc:DeliveredQuantity unitCode="EA">10</cbc:DeliveredQuantity>${ORDERED}<cac:Item><cbc:Name>Bolt</cbc:Name></cac:Item></cac:DespatchLine>`,
  )

test('a second original is declined as agreed, and its sender is told why in its own form', async () => {
  const { id } = await stage.send('acme', despatch('D-1'))
  expect(await stage.documents(id)).toMatchObject([{ status: 'released', business_key: 'D-1', problems: null }])
  const keys = await stage.grid.query(
    'select kind, value from document_keys where document = (select id from documents where interchange = $1) order by 1',
    [id],
  )
  expect(keys).toEqual([
    { kind: 'purchase-order', value: 'PO-9' },
    { kind: 'shipment', value: 'D-1' },
  ])
  const again = await stage.send('acme', despatch('d-1'))
  expect(await stage.documents(again['id'])).toMatchObject([{ status: 'declined' }])
  const told = (await stage.got('acme', again['id'])).map(({ text }) => /<cbc:ResponseCode>(AB|RE)</.exec(text)?.[1])
  expect(told.sort()).toEqual(['AB', 'RE'])
})

const remittance = (number: string, amount: string) =>
  ublRoot(
    'RemittanceAdvice',
    `<cbc:ID>${number}</cbc:ID><cbc:IssueDate>2026-11-22</cbc:IssueDate><cbc:TotalPaymentAmount currencyID="EUR">${amount}</cbc:TotalPaymentAmount>
  <cac:AccountingCustomerParty><cac:Party><cbc:EndpointID schemeID="0088">4012345000009</cbc:EndpointID></cac:Party></cac:AccountingCustomerParty>
  <cac:AccountingSupplierParty><cac:Party><cbc:EndpointID schemeID="0088">4098765000003</cbc:EndpointID></cac:Party></cac:AccountingSupplierParty>
  <cac:RemittanceAdviceLine><cbc:ID>1</cbc:ID></cac:RemittanceAdviceLine>`,
  )

test('what says a large enough amount is approved before it leaves', async () => {
  const small = await stage.send('acme', remittance('R-1', '99.99'))
  expect((await stage.documents(small['id']))[0]!['status']).toBe('released')
  const { id } = await stage.send('acme', remittance('R-2', '100.00'))
  const [document] = await stage.documents(id)
  expect(document!['status']).toBe('unapproved')
  const { body } = await stage.call(stage.keys.grid, `GET /api/v1/documents/${document!['id']}/approval`)
  const put = await stage.call(stage.keys.grid, `PUT /api/v1/documents/${document!['id']}/approval`, {
    ...{ decision: 'approve', outgoing: body.items[0].outgoing, reason: 'paid' },
  })
  expect(put.status).toBe(200)
  await stage.grid.until('the release', async () => (await stage.documents(id))[0]!['status'] === 'released')
  expect((await stage.got('bolt', id))[0]!.text).toBe(remittance('R-2', '100.00'))
})

test('sent again in a new envelope it has a new name and the same bytes; a second order waits and is released', async () => {
  const sent = cxmlOrder({ payloadId: 'n1@acme', number: 'N-1' })
  const { id } = await stage.send('acme', sent)
  const [{ id: document }] = (await stage.documents(id)) as [{ id: string }]
  const anew = await stage.call(stage.keys.grid, `POST /api/v1/documents/${document}/resend`, {
    as: 'new',
    reason: 'lost',
  })
  expect(anew.status).toBe(201)
  const out = await stage.grid.query(
    `select name, payload from interchanges where standard = 'cxml' and document_count = 1 and direction = 'out' order by id`,
  )
  expect(new Set(out.map(({ name }) => name)).size).toBe(2)
  expect((await stage.bytesOf(out[1]!['payload'])).toString()).toBe(sent)

  const second = await stage.send('acme', cxmlOrder({ payloadId: 'n2@acme', number: 'N-1' }))
  const [held] = await stage.documents(second['id'])
  expect(held).toMatchObject({ status: 'held', problems: [{ code: 'original-repeated' }] })
  const put = await stage.call(stage.keys.grid, `PUT /api/v1/documents/${held!['id']}/decision`, {
    decision: 'release',
    reason: 'another one',
  })
  expect(put.status).toBe(200)
  expect((await stage.got('bolt', second['id']))[0]!.text).toBe(cxmlOrder({ payloadId: 'n2@acme', number: 'N-1' }))
})
