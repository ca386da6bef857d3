import { afterAll, beforeAll, expect, test } from 'vitest'
import { cxmlOrder, ublOrder, ublRoot } from '../../../../test/xml-documents.ts'
import { startXmlGrid } from '../../../../test/xml-grid.ts'

let stage: Awaited<ReturnType<typeof startXmlGrid>>

beforeAll(async () => {
  stage = await startXmlGrid()
})
afterAll(() => stage.grid.close())

const party = (role: string, gln: string) =>
  `<cac:${role}><cbc:EndpointID schemeID="0088">${gln}</cbc:EndpointID></cac:${role}>`
const response = (o: { number: string; code: string; of: string; kind?: string; why?: string }) =>
  ublRoot(
    'ApplicationResponse',
    `  <cbc:ID>${o.number}</cbc:ID>
  <cbc:IssueDate>2026-11-22</cbc:IssueDate>
  ${party('SenderParty', '4098765000003')}
  ${party('ReceiverParty', '4012345000009')}
  <cac:DocumentResponse>
    <cac:Response><cbc:ResponseCode>${o.code}</cbc:ResponseCode></cac:Response>
    <cac:DocumentReference><cbc:ID>${o.of}</cbc:ID>${o.kind ? `<cbc:DocumentTypeCode>${o.kind}</cbc:DocumentTypeCode>` : ''}</cac:DocumentReference>
    ${o.why ? `<cac:LineResponse><cac:LineReference><cbc:LineID>NA</cbc:LineID></cac:LineReference><cac:Response><cbc:ResponseCode>BV</cbc:ResponseCode><cbc:Description>${o.why}</cbc:Description></cac:Response></cac:LineResponse>` : ''}
  </cac:DocumentResponse>`,
  )
const credential = (name: string, id: string, domain = 'NetworkID') =>
  `<${name}><Credential domain="${domain}"><Identity>${id}</Identity></Credential></${name}>`
const update = (o: { payloadId: string; of: string; code: string; text: string; says?: string }) =>
  `<?xml version="1.0"?>
<cXML payloadID="${o.payloadId}" timestamp="2026-11-22T10:00:00Z" version="1.2.050">
  <Header>${credential('From', '987654321', 'DUNS')}${credential('To', 'AN-ACME-T')}${credential('Sender', '987654321', 'DUNS')}</Header>
  <Request deploymentMode="test"><StatusUpdateRequest><DocumentReference payloadID="${o.of}"/><Status code="${o.code}" text="${o.text}">${o.says ?? ''}</Status></StatusUpdateRequest></Request>
</cXML>
`
async function released(text: string) {
  const { id } = await stage.send('acme', text)
  const [document] = await stage.documents(id)
  expect(document!['status']).toBe('released')
  return String(document!['id'])
}
const statusOf = async (id: string) =>
  (await stage.grid.query('select status, problems from documents where id = $1', [id]))[0]
const receiptsOf = (id: string) =>
  stage.grid.query('select level, state from receipts where document = $1 order by id', [id])
async function sentences(who: 'acme' | 'bolt', id: string): Promise<string[]> {
  const { body } = await stage.call(stage.keys[who], `GET /api/v1/documents/${id}/timeline`)
  return body.events.map((one: { sentence: string }) => one.sentence)
}

test('an ApplicationResponse that refuses declines the document that it names, for both to see, and asks a person', async () => {
  const order = await released(ublOrder({ number: 'PO-1' }))
  const said = await stage.send('bolt', response({ number: 'R-1', code: 'RE', of: 'po-1', why: 'No such article' }))
  expect(await statusOf(order)).toMatchObject({
    status: 'declined',
    problems: [{ code: 'business-refused', type: 'ApplicationResponse', reasons: ['No such article'] }],
  })
  const told = "Declined: The receiver's ApplicationResponse refused PO-1: No such article"
  for (const who of ['acme', 'bolt'] as const) {
    expect(await sentences(who, order)).toContainEqual(expect.stringContaining(told))
  }
  expect(await stage.grid.query('select kind, class from work_items where subject = $1', [order])).toEqual([
    { kind: 'failure', class: 'business' },
  ])
  // It is a document like others for whom it is sent to, and nobody answers it.
  expect((await stage.documents(said['id']))[0]!['status']).toBe('released')
  expect(await stage.got('bolt', said['id'])).toEqual([])
})

test('AP takes it; AB and others that say neither are noted and settle nothing', async () => {
  const order = await released(ublOrder({ number: 'PO-2' }))
  await stage.send('bolt', response({ number: 'R-2', code: 'AB', of: 'PO-2', kind: '220' }))
  await stage.send('bolt', response({ number: 'R-3', code: 'IP', of: 'PO-2', kind: '220' }))
  expect(await receiptsOf(order)).toEqual([])
  await stage.send('bolt', response({ number: 'R-4', code: 'AP', of: 'PO-2', kind: '220' }))
  expect(await receiptsOf(order)).toEqual([{ level: 'business', state: 'positive' }])
  expect((await statusOf(order))!['status']).toBe('released')
  const said = await sentences('acme', order)
  expect(said).toContain("The receiver's ApplicationResponse R-2 says AB")
  expect(said).toContain("The receiver's ApplicationResponse R-3 says IP")
  expect(said).toContain("The receiver's ApplicationResponse R-4 takes it")
})

test('one that names no document of its sender, or only another kind, moves nothing', async () => {
  const order = await released(ublOrder({ number: 'PO-3' }))
  await stage.send('bolt', response({ number: 'R-5', code: 'RE', of: 'PO-3', kind: '380' }))
  await stage.send('bolt', response({ number: 'R-6', code: 'RE', of: 'PO-33' }))
  await stage.send('bolt', response({ number: 'R-7', code: 'RE', of: 'PO-3', kind: '999' }))
  expect((await statusOf(order))!['status']).toBe('released')
  expect(await receiptsOf(order)).toEqual([])
})

test('one with several verdicts moves none of the documents that it names', async () => {
  const [taken, refused] = [await released(ublOrder({ number: 'PO-6' })), await released(ublOrder({ number: 'PO-7' }))]
  const [first, second] = ['AP', 'RE'].map((code, at) => response({ number: 'R-8', code, of: `PO-${6 + at}` }))
  const more = /<cac:DocumentResponse>.*<\/cac:DocumentResponse>/s.exec(second!)![0]
  const { id } = await stage.send('bolt', first!.replace('</ApplicationResponse>', `${more}</ApplicationResponse>`))
  expect((await stage.documents(id))[0]!['status']).toBe('released')
  for (const order of [taken, refused]) {
    expect((await statusOf(order))!['status']).toBe('released')
    expect(await receiptsOf(order)).toEqual([])
  }
})

test('a StatusUpdateRequest finds its document by the payloadID: 4xx refuses, 200 is noted, and nobody answers it', async () => {
  const order = await released(cxmlOrder({ payloadId: 'p1@acme', number: 'PO-4' }))
  const fine = await stage.send('bolt', update({ payloadId: 's1@bolt', of: 'p1@acme', code: '200', text: 'OK' }))
  expect((await stage.documents(fine['id']))[0]).toMatchObject({ type: 'StatusUpdateRequest', status: 'released' })
  expect(await stage.got('bolt', fine['id'])).toEqual([])
  expect(await sentences('acme', order)).toContain("The receiver's StatusUpdateRequest says 200")
  await stage.send('bolt', update({ payloadId: 's2@bolt', of: 'p1@acme', code: '560', text: 'Temporary' }))
  expect(await receiptsOf(order)).toEqual([])
  const why = 'Price & quantity differ'
  await stage.send(
    'bolt',
    update({ payloadId: 's3@bolt', of: 'p1@acme', code: '475', text: 'Refused', says: why.replace('&', '&amp;') }),
  )
  expect(await statusOf(order)).toMatchObject({ status: 'declined', problems: [{ reasons: [why] }] })
  expect(await receiptsOf(order)).toEqual([{ level: 'business', state: 'negative' }])
})

test('what a grid says of cXML that it took or refused is read by another one', async () => {
  const { id } = await stage.send('acme', cxmlOrder({ payloadId: 'p2@acme', number: 'PO-5', total: 'much' }))
  const [answer] = await stage.got('acme', id)
  const { readCxmlStatus } = await import('../../../formats/refusals/reading.ts')
  expect(readCxmlStatus(Buffer.from(answer!.text))).toEqual({
    payloadId: 'p2@acme',
    code: '406',
    reason: expect.stringContaining('is "much"'),
  })
  expect(readCxmlStatus(Buffer.from('<cXML><Request><StatusUpdateRequest/></Request></cXML>'))).toBeNull()
  expect(readCxmlStatus(Buffer.from('<cXML><Request><Status'))).toBeNull()
})
