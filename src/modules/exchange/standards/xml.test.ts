import { afterAll, beforeAll, expect, test } from 'vitest'
import { cxmlOrder, ublInvoice, ublOrder, ublRoot } from '../../../../test/xml-documents.ts'
import { startXmlGrid } from '../../../../test/xml-grid.ts'
import { sentence } from '../sentences.ts'

let stage: Awaited<ReturnType<typeof startXmlGrid>>

beforeAll(async () => {
  stage = await startXmlGrid()
})
afterAll(() => stage.grid.close())

const problemsOf = async (id: string) =>
  ((await stage.interchange(id))['problems'] ?? []).map((one: { code: string }) => one.code)

test('a UBL order goes in, is answered by an ApplicationResponse, and lies at the supplier byte for byte', async () => {
  const sent = ublOrder({ number: 'PO-1' })
  const { id, status, mode, standard } = await stage.send('acme', sent)
  expect({ status, mode, standard }).toEqual({ status: 'processed', mode: 'test', standard: 'ubl' })
  expect(await stage.documents(id)).toMatchObject([
    {
      ...{ standard: 'ubl', type: 'Order', version: '2.1', control_number: 'PO-1', business_key: 'PO-1' },
      ...{ status: 'released', problems: null },
    },
  ])
  const [got] = await stage.got('bolt', id)
  expect(got!.name).toMatch(/^Order-acme-test-\d{9}\.xml$/)
  expect(got!.text).toBe(sent)
  const [answer] = await stage.got('acme', id)
  expect(answer!.name).toMatch(/^ApplicationResponse-bolt-test-\d{9}\.xml$/)
  expect(answer!.text).toContain('<cbc:ResponseCode>AB</cbc:ResponseCode>')
  expect(answer!.text).toContain('<cbc:EndpointID schemeID="0088">4012345000009</cbc:EndpointID>')
})

test('a cXML order is test by its deploymentMode, its DTD is never asked for, and a status answers it', async () => {
  const sent = cxmlOrder({ payloadId: 'p1@acme', number: 'PO-2' })
  const { id, ...found } = await stage.send('acme', sent)
  expect(found).toMatchObject({ status: 'processed', mode: 'test', standard: 'cxml', control_number: 'p1@acme' })
  expect(await stage.documents(id)).toMatchObject([
    { type: 'OrderRequest', version: '1.2.050', business_key: 'PO-2', status: 'released', problems: null },
  ])
  expect((await stage.got('bolt', id))[0]!.text).toBe(sent)
  const [answer] = await stage.got('acme', id)
  expect(answer!.text).toContain('<DocumentReference payloadID="p1@acme"/>')
  expect(answer!.text).toContain('<Status code="200" text="OK"></Status>')
  expect(answer!.text).toContain('<To><Credential domain="NetworkID"><Identity>AN-ACME-T</Identity></Credential></To>')
  expect(answer!.text).toContain('<Request deploymentMode="test">')
})

test('what is missing or wrong refuses it, with its path and line; it goes nowhere, and its sender is told', async () => {
  const sent = ublOrder({ number: 'PO-3', quantity: 'ten' }).replace(/ {2}<cbc:IssueDate>.*\n/, '')
  const { id } = await stage.send('acme', sent)
  const [document] = await stage.documents(id)
  expect(document!['status']).toBe('invalid')
  const said = document!['problems'].map(sentence)
  expect(said).toEqual([
    '/Order/cac:OrderLine/cac:LineItem/cbc:Quantity (line 9, column 77) is "ten", expected a decimal number. Correct the value.',
    expect.stringMatching(
      /^\/Order\/cbc:IssueDate \(line 2, column \d+\) is missing: expected cbc:IssueDate in Order\. Add it\.$/,
    ),
  ])
  expect(await stage.got('bolt', id)).toEqual([])
  const [answer] = await stage.got('acme', id)
  expect(answer!.text).toContain('<cbc:ResponseCode>RE</cbc:ResponseCode>')
  expect(answer!.text).toContain('<cbc:ResponseCode>SV</cbc:ResponseCode>')
  expect(answer!.text).toContain('is "ten", expected a decimal number')
  // Corrected and sent under the same number, it is a new one.
  const { id: again } = await stage.send('acme', ublOrder({ number: 'PO-3' }))
  expect((await stage.documents(again))[0]!['status']).toBe('released')

  const wrong = await stage.send('acme', cxmlOrder({ payloadId: 'p2@acme', number: 'PO-4', total: 'much' }))
  expect((await stage.documents(wrong['id']))[0]!['status']).toBe('invalid')
  const [status] = await stage.got('acme', wrong['id'])
  expect(status!.text).toMatch(/<Status code="406" text="Not Acceptable">.*Total\/Money .* is &quot;much&quot;/)
})

test('an element that nobody knows is a warning, and the document goes on', async () => {
  const { id } = await stage.send('acme', ublOrder({ number: 'PO-5', more: '<cac:Surprise/>' }))
  const [document] = await stage.documents(id)
  expect(document).toMatchObject({ status: 'released', problems: [{ code: 'element-unknown', severity: 'warning' }] })
  expect(await stage.got('bolt', id)).toHaveLength(1)
})

test('the same document again is answered again and goes nowhere; another one under its number is set aside', async () => {
  const sent = cxmlOrder({ payloadId: 'p5@acme', number: 'PO-6' })
  const { id: first } = await stage.send('acme', sent)
  await stage.grid.query(
    `update deliveries set removed_at = now() where interchange = (select answer from interchanges where id = $1)`,
    [first],
  )
  const again = await stage.send('acme', sent)
  expect(again).toMatchObject({ status: 'duplicate', duplicate_of: first })
  expect(await stage.documents(again['id'])).toEqual([])
  const answers = await stage.grid.query(
    `select count(*)::int as n from deliveries where interchange = (select answer from interchanges where id = $1)`,
    [first],
  )
  expect(answers).toEqual([{ n: 2 }])
  const other = await stage.send('acme', sent.replace('quantity="10"', 'quantity="11"'))
  expect(other).toMatchObject({
    status: 'quarantined',
    problems: [{ code: 'control-number-reused', standard: 'cxml' }],
  })
  expect(sentence(other['problems'][0])).toMatch(/^The payloadID p5@acme was used before for other content\./)
  const ubl = ublOrder({ number: 'PO-7' })
  await stage.send('acme', ubl)
  expect(await stage.send('acme', ubl)).toMatchObject({ status: 'duplicate' })
  expect(await problemsOf((await stage.send('acme', ublOrder({ number: 'PO-7', quantity: '11' })))['id'])).toEqual([
    'control-number-reused',
  ])
})

test('numbers longer than any index holds are taken, and known again', async () => {
  const sent = cxmlOrder({ payloadId: `${'é'.repeat(950)}@acme`, number: 'N'.repeat(900) })
  const { id, status } = await stage.send('acme', sent)
  expect(status).toBe('processed')
  expect((await stage.documents(id))[0]!['business_key']).toBe('N'.repeat(200))
  expect(await stage.send('acme', sent)).toMatchObject({ status: 'duplicate', duplicate_of: id })
})

test('its sender must be who sent it, its receiver somebody here, and its environment that of the channel', async () => {
  const foreign = await stage.send('bolt', ublOrder({ number: 'PO-8' }))
  expect(foreign).toMatchObject({ status: 'quarantined', problems: [{ code: 'sender-not-yours' }] })
  expect(sentence(foreign['problems'][0])).toBe(
    "The sender 4012345000009 (EndpointID or PartyIdentification of the party that sends it) is no test identifier of your organization. Send with your own identifier, or ask the grid's operators to add it.",
  )
  const production = await stage.send('acme', cxmlOrder({ payloadId: 'p6@acme', number: 'PO-9', mode: 'production' }))
  expect(sentence(production['problems'][0])).toMatch(
    /^Request@deploymentMode says production, but this channel is agreed for test\./,
  )
  const nobody = await stage.send('acme', cxmlOrder({ payloadId: 'p7@acme', number: 'PO-10', mode: 'staging' }))
  expect(await problemsOf(nobody['id'])).toEqual(['usage-unsupported'])
  // Two numbers of two partners: whom it means is not certain.
  const both = `<cbc:EndpointID schemeID="0088">4098765000003</cbc:EndpointID><cac:PartyIdentification><cbc:ID schemeID="0088">4012345000009</cbc:ID></cac:PartyIdentification>`
  expect(await problemsOf((await stage.send('acme', ublOrder({ number: 'PO-11', seller: both })))['id'])).toEqual([
    'receiver-unknown',
  ])
  const unnamed = await stage.send('acme', ublOrder({ number: 'PO-12', seller: '' }))
  expect(sentence(unnamed['problems'][0])).toMatch(/^The receiver \(nobody is named\)/)
})

test('a partner is found by the scheme id that it has in UBL, and an unknown one becomes an organization', async () => {
  const seller = '<cbc:EndpointID schemeID="9930">DE111111125</cbc:EndpointID>'
  expect(await stage.send('acme', ublOrder({ number: 'PO-13', seller }))).toMatchObject({ status: 'processed' })
  for (const [scheme, qualifier, endpoint] of [
    ['xml', '0192', '<cbc:EndpointID schemeID="0192">987654325</cbc:EndpointID>'],
    ['gln', '', '<cbc:EndpointID schemeID="0088">4000001000005</cbc:EndpointID>'],
  ] as const) {
    const aside = await stage.send('acme', ublOrder({ number: `PO-14-${scheme}`, seller: endpoint }))
    expect(aside).toMatchObject({ status: 'quarantined', problems: [{ code: 'receiver-unknown', scheme, qualifier }] })
    const made = await stage.call(stage.keys.grid, `POST /api/v1/interchanges/${aside['id']}/organization`, {
      slug: `new-${scheme}`,
    })
    expect(made.status).toBe(201)
    expect(
      await stage.grid.query('select scheme, qualifier, mode from identifiers where organization = $1', [made.body.id]),
    ).toEqual([{ scheme, qualifier, mode: 'test' }])
  }
})

const NOT_READ: [what: string, body: string | Buffer, code: string][] = [
  ['XML that is not well-formed', '<Order xmlns="x"><a></b></Order>', 'xml-not-well-formed'],
  ['two roots', `${ublRoot('Nothing', '')}<Other/>`, 'xml-not-well-formed'],
  ['a root that nobody knows', '<invoice><number>1</number></invoice>', 'root-unknown'],
  ['an Order of no namespace', '<Order><ID>1</ID></Order>', 'root-unknown'],
  [
    'a cXML message that is no document',
    '<cXML payloadID="a" timestamp="b"><Header/><Request><ProfileRequest/></Request></cXML>',
    'root-unknown',
  ],
  [
    'a character set that nobody reads',
    Buffer.from('<?xml version="1.0" encoding="EBCDIC-CP-US"?><a/>'),
    'xml-encoding',
  ],
  [
    'bytes that are not of its character set',
    Buffer.from([...Buffer.from('<a>'), 0xff, 0xfe, ...Buffer.from('</a>')]),
    'xml-encoding',
  ],
  ['an Order that is cut before it names anybody', ublRoot('Order', '').replace('</Order>', '<a>'), 'xml-unfinished'],
  ['an empty root that is cut', '<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Ord', 'xml-unfinished'],
]

test.each(NOT_READ)('%s is set aside, and said so', async (_, body, code) => {
  const found = await stage.send('acme', body)
  expect(found).toMatchObject({ status: 'quarantined', problems: [{ code }] })
  expect(sentence(found['problems'][0])).toMatch(/\.$/)
})

const REFUSED: [what: string, change: (text: string) => string, code: string][] = [
  ['cut in the middle', (text) => text.slice(0, text.indexOf('<cac:OrderLine>') + 40), 'xml-unfinished'],
  ['a tag that is not closed', (text) => text.replace('</cac:Item>', ''), 'xml-not-well-formed'],
  ['a second root', (text) => `${text}<Other/>`, 'xml-not-well-formed'],
  ['a document type of its own', (text) => text.replace('<Order', '<!DOCTYPE Order><Order'), 'xml-declaration'],
  [
    'entities that name files',
    (text) =>
      text
        .replace('<Order', '<!DOCTYPE Order [<!ENTITY secret SYSTEM "file:///etc/passwd">]><Order')
        .replace('Hex bolt', '&secret;'),
    'xml-entity',
  ],
]

test.each(REFUSED)('an order with %s is refused, whatever is agreed of errors', async (what, change, code) => {
  const { id } = await stage.send('acme', change(ublOrder({ number: `BAD ${what}` })))
  const [document] = await stage.documents(id)
  expect(document!['status']).toBe('invalid')
  expect(document!['problems'].map((one: { code: string }) => one.code)).toContain(code)
  expect(await stage.got('bolt', id)).toEqual([])
  expect(JSON.stringify(document)).not.toContain('root:')
})

test('UTF-16 and Windows-1252 are read, and go on as they came', async () => {
  const utf16 = Buffer.from(`\ufeff${ublOrder({ number: 'PO-16Ü' }).replace('UTF-8', 'UTF-16')}`, 'utf16le')
  const { id } = await stage.send('acme', utf16)
  expect(await stage.documents(id)).toMatchObject([{ status: 'released', business_key: 'PO-16Ü' }])
  const [row] = await stage.grid.query(
    `select payload from interchanges where cause = $1 and direction = 'out' and standard = 'ubl' and document_count = 1`,
    [id],
  )
  expect(await stage.bytesOf(row!['payload'])).toEqual(utf16)
})

test('an invoice is compared with its order, and found with it', async () => {
  await stage.send('acme', ublOrder({ number: 'PO-17' }))
  const { id } = await stage.send('bolt', ublInvoice({ number: 'INV-17', order: 'PO-17', quantity: '12' }))
  const [invoice] = await stage.documents(id)
  expect(invoice).toMatchObject({ type: 'Invoice', status: 'released', business_key: 'INV-17' })
  expect(invoice!['problems'].map(sentence).join(' ')).toContain('"12", expected at most what was ordered, "10"')
  const related = await stage.call(stage.keys.bolt, `GET /api/v1/documents/${invoice!['id']}/related`)
  expect(related.body.documents.map((one: { type: string }) => one.type)).toEqual(['Order'])
})

test('a document is shown as its elements, each problem in its place, and masked for who may not see all', async () => {
  const { id } = await stage.send('acme', ublOrder({ number: 'PO-18', quantity: 'ten' }))
  const [{ id: document }] = (await stage.documents(id)) as [{ id: string }]
  const { body } = await stage.call(stage.keys.acme, `GET /api/v1/documents/${document}/content`)
  expect(body.segments[0]).toMatchObject({ tag: 'Order', level: 0 })
  const quantity = body.segments.find((one: { tag: string }) => one.tag === 'cbc:Quantity')
  expect(quantity).toMatchObject({
    ...{ name: 'Quantity', level: 3, problems: [{ code: 'element-value' }] },
    elements: [
      { name: '@unitCode', value: 'EA' },
      { name: null, value: 'ten' },
    ],
  })
  expect(body.text).toContain('<cbc:ID>PO-18</cbc:ID>')
  const timeline = await stage.call(stage.keys.acme, `GET /api/v1/documents/${document}/timeline`)
  expect(JSON.stringify(timeline.body)).toContain('is \\"ten\\", expected a decimal number')

  const sent = await stage.send('acme', cxmlOrder({ payloadId: 'p18@acme', number: 'PO-19' }))
  const [order] = await stage.documents(sent['id'])
  const secret = await stage.call(stage.keys.acme, `GET /api/v1/documents/${order!['id']}/content`)
  expect(JSON.stringify(secret.body)).not.toContain('not kept')
  expect(secret.body.text).toContain('<SharedSecret>‹hidden›</SharedSecret>')
})
