import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { ublOrder, xmlNetwork } from '../../../../test/xml-documents.ts'

let grid: TestGrid

beforeAll(async () => {
  const named = (gln: string) => `$&\n      - { scheme: edifact-unb, qualifier: "14", value: "${gln}", mode: test }`
  const network = xmlNetwork({ settings: 'deliverAs: { format: "edifact:d96a", losses: accept }' })
    .replace('- { scheme: gln, value: "4012345000009", mode: test }', named('4012345000009'))
    .replace('- { scheme: gln, value: "4098765000003", mode: test }', named('4098765000003'))
  grid = await startTestGrid({ network })
})
afterAll(() => grid.close())

test('an order comes as UBL and lies at its supplier as ORDERS of D.96A', async () => {
  const call = clientOf(grid.url)
  const [acme, bolt] = [await grid.keyOf('acme'), await grid.keyOf('bolt')]
  await call(acme, 'POST /api/v1/interchanges', ublOrder({ number: 'PO-1' }))
  const document = await grid.until('the order', async () => {
    const [found] = await grid.query('select * from documents')
    return found && found['status'] !== 'recognised' && found
  })
  expect(document).toMatchObject({ status: 'released', standard: 'ubl', sent_standard: 'edifact', sent_type: 'ORDERS' })
  const { body } = await call(bolt, `GET /api/v1/interchanges/${document['outgoing']}/payload`)
  expect(body).toMatch(/^UNB\+UNOC:3\+4012345000009:14\+4098765000003:14\+/)
  expect(body).toContain("'UNH+0001+ORDERS:D:96A:UN'BGM+220+PO-1")
  const content = await call(bolt, `GET /api/v1/documents/${document['id']}/content`)
  expect(content.body.segments[1]).toMatchObject({ tag: 'BGM' })
})
