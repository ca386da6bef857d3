import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network, order } from '../../../test/messages.ts'

let grid: TestGrid
let call: ReturnType<typeof clientOf>
let acme: string

beforeAll(async () => {
  grid = await startTestGrid({ network: network({ expect: 'none' }) })
  call = clientOf(grid.url)
  acme = await grid.keyOf('acme')
})
afterAll(() => grid.close())

/** The 997 to an order, and the number of its envelope. */
async function answered(control: number) {
  const { body } = await call(acme, 'POST /api/v1/interchanges', order({ control, po: `N${control}` }))
  const [row] = await grid.until('its answer', async () => {
    const found = await grid.query(
      `select o.payload, o.control_number, i.status from interchanges i join interchanges o on o.id = i.answer where i.id = $1`,
      [body.interchange],
    )
    return found.length > 0 ? found : null
  })
  const bytes = await grid.app.grid.payloads.bytes(row!['payload'] as Buffer, 10_000)
  return { text: Buffer.from(bytes).toString('latin1'), number: Number(row!['control_number']), status: row!['status'] }
}

/** What the grid will say to the second order if it is asked within these minutes. */
function* answersToCome(first: string): Iterable<Buffer> {
  for (const minute of [0, 1]) {
    const at = new Date(Date.now() + minute * 60_000).toISOString()
    const [date, time] = [at.slice(2, 10).replaceAll('-', ''), at.slice(11, 16).replace(':', '')]
    const text = first
      .replace(/\*\d{6}\*\d{4}\*U/, `*${date}*${time}*U`)
      .replace(/\*\d{8}\*\d{4}\*1\*X/, `*20${date}*${time}*2*X`)
      .replaceAll('000000001', '000000002')
      .replace('AK1*PO*1~AK2*850*0001', 'AK1*PO*2~AK2*850*0001')
      .replace('GE*1*1~', 'GE*1*2~')
    yield Buffer.from(text, 'latin1')
  }
}

test('bytes with a number of the grid that were there all the same: the next number is taken', async () => {
  const first = await answered(1)
  expect(first).toMatchObject({ number: 1, status: 'processed' })
  const there = [...answersToCome(first.text)]
  for (const bytes of there) {
    const { hash, content } = grid.app.grid.payloads.small(bytes)
    await grid.query(`insert into payloads (hash, size_bytes, place, content) values ($1, $2, 'row', $3)`, [
      ...[hash, bytes.length],
      content,
    ])
  }
  const second = await answered(2)
  expect(second).toMatchObject({ number: 3, status: 'processed' })
  const foreseen = second.text
    .replaceAll('000000003', '000000002')
    .replace('*3*X', '*2*X')
    .replace('GE*1*3~', 'GE*1*2~')
  expect(there.some((bytes) => bytes.toString('latin1') === foreseen)).toBe(true)
  const rows = await grid.query(`select 1 from deliveries where purpose = 'acknowledgement'`)
  expect(rows).toHaveLength(2)
})
