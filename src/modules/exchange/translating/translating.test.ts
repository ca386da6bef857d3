import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../../test/client.ts'
import { contrl, edifactNetwork } from '../../../../test/edifact-messages.ts'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { order } from '../../../../test/messages.ts'

const AS_ORDERS = 'deliverAs: { format: "edifact:d96a", losses: accept }'

let grid: TestGrid
let call: ReturnType<typeof clientOf>
let acme: string
let bolt: string
let hub: string

beforeAll(async () => {
  const network = edifactNetwork().replace('type: "850", mode: test, channel: outbox, settings: { ', `$&${AS_ORDERS}, `)
  grid = await startTestGrid({ network })
  call = clientOf(grid.url)
  acme = await grid.keyOf('acme')
  bolt = await grid.keyOf('bolt')
  hub = await grid.keyOf(null, ['*'])
})
afterAll(() => grid.close())

async function send(key: string, text: string, status: string) {
  const sent = await call(key, 'POST /api/v1/interchanges', text)
  return grid.until(`a document that is ${status}`, async () => {
    const rows = await grid.query('select * from documents where interchange = $1', [sent.body.interchange])
    return rows.every((row) => row['status'] === status) && rows[0]
  })
}

test('an order comes as 850 and lies at its supplier as ORDERS', async () => {
  const document = await send(acme, order({ control: 1, po: 'PO1' }), 'released')
  const got = await call(bolt, `GET /api/v1/interchanges/${document.outgoing}/payload`)
})
