import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { ublOrder, xmlNetwork } from '../../../../test/xml-documents.ts'

let grid: TestGrid
let acme: string

beforeAll(async () => {
  grid = await startTestGrid({ network: xmlNetwork() })
  acme = await grid.keyOf('acme')
})
afterAll(() => grid.close())

async function send(key: string, body: string | Buffer): Promise<string> {
  const response = await fetch(`${grid.url}/api/v1/interchanges`, {
    method: 'POST',
    body: body as BodyInit,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/octet-stream' },
  })
  expect(response.status).toBe(202)
  return ((await response.json()) as { interchange: string }).interchange
}

async function get(key: string, path: string) {
  const response = await fetch(`${grid.url}${path}`, { headers: { authorization: `Bearer ${key}` } })
  return (await response.json()) as any
}

const decided = (id: string, key = acme) =>
  grid.until('decision', async () => {
    const body = await get(key, `/api/v1/interchanges/${id}`)
    return body.status !== 'received' && body
  })

/** What lies in an outbox because of this interchange. */
async function gotFor(slug: string, cause: string) {
  const rows = await grid.query(
    `select d.name, i.payload from deliveries d join interchanges i on i.id = d.interchange
      join organizations o on o.id = d.receiver where o.slug = $1 and d.outbox and i.cause = $2 order by d.id`,
    [slug, cause],
  )
  const { payloads } = grid.app.grid
  return Promise.all(
    rows.map(async (row) => ({
      name: String(row['name']),
      text: Buffer.from(await payloads.bytes(row['payload'], 100_000_000)).toString(),
    })),
  )
}

const documentOf = async (id: string) => (await grid.query('select * from documents where interchange = $1', [id]))[0]!

test('a UBL order goes in, is answered by an ApplicationResponse, and lies at the supplier byte for byte', async () => {
  const sent = ublOrder({ number: 'PO-1' })
  const id = await send(acme, sent)
  expect(await decided(id)).toMatchObject({
    ...{ status: 'processed', sender: 'acme', receiver: 'bolt', mode: 'test', documents: 1, problems: [] },
  })
  expect(await documentOf(id)).toMatchObject({
    ...{ standard: 'ubl', type: 'Order', version: '2.1', control_number: 'PO-1', business_key: 'PO-1' },
    ...{ status: 'released', problems: null },
  })
  const [got] = await gotFor('bolt', id)
  expect(got!.name).toMatch(/^Order-acme-test-\d{9}\.xml$/)
  expect(got!.text).toBe(sent)
  const [answer] = await gotFor('acme', id)
  expect(answer!.name).toMatch(/^ApplicationResponse-bolt-test-\d{9}\.xml$/)
  expect(answer!.text).toContain('<cbc:ResponseCode>AB</cbc:ResponseCode>')
  expect(answer!.text).toContain('<cbc:EndpointID schemeID="0088">4012345000009</cbc:EndpointID>')
})
