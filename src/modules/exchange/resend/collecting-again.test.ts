import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { acknowledgement, network, order } from '../../../../test/messages.ts'

let grid: TestGrid
let call: ReturnType<typeof clientOf>
let acme: string
let bolt: string
let control = 0
beforeAll(async () => {
  grid = await startTestGrid({ network: network() })
  call = clientOf(grid.url)
  acme = await grid.keyOf('acme')
  bolt = await grid.keyOf('bolt')
})
afterAll(() => grid.close())

/** An order of ACME in the outbox of BOLT. */
async function inOutbox() {
  const sent = await call(acme, 'POST /api/v1/interchanges', order({ control: ++control }))
  return grid.until('delivery', async () => {
    const found = `select v.*, i.control_number as number from deliveries v join documents d on d.outgoing = v.interchange join interchanges i on i.id = v.interchange where d.interchange = $1`
    return (await grid.query(found, [sent.body.interchange]))[0]
  })
}
async function collected() {
  const delivery = await inOutbox()
  await grid.query(
    `update deliveries set status = 'collected', collected_at = now(), removed_at = now() where id = $1`,
    [delivery['id']],
  )
  return delivery
}
const again = (key: string, id: string, headers = {}) =>
  call(key, `POST /api/v1/deliveries/${id}/collection`, { reason: 'our disk was lost' }, headers)
const row = async (id: string) => (await grid.query('select * from deliveries where id = $1', [id]))[0]!

test('a partner puts what it fetched back into its outbox: the same name, number and bytes', async () => {
  const before = await collected()
  const done = await again(bolt, before['id'])
  expect(done).toMatchObject({ status: 201, body: { as: 'same', delivery: before['id'], reason: 'our disk was lost' } })
  const after = await row(before['id'])
  expect(after).toMatchObject({ status: 'sent', collected_at: null, removed_at: null })
  for (const same of ['name', 'interchange', 'control_number', 'outbox']) expect(after[same]).toEqual(before[same])
  expect((await again(bolt, before['id'])).body.code).toBe('resend-not-collected')
  const events = await grid.query(`select actor, organizations from events where type = 'delivery.resent'`)
  expect(events).toHaveLength(1)
})

test('what is not theirs is not there: neither its sender nor another partner puts it back', async () => {
  const { id } = await collected()
  const reader = await grid.keyOf('bolt', ['exchange:read'])
  expect((await again(reader, id)).body.code).toBe('scope-missing')
  const refused = await again(acme, id)
  const unknown = await again(acme, grid.app.exchange.newId())
  expect(refused).toMatchObject({ status: 404, body: { code: 'resend-nothing' } })
  // Nothing tells one that exists from one that does not.
  const { id: _, ...said } = refused.body.parameters
  expect({
    ...unknown.body,
    parameters: { ...unknown.body.parameters, id: undefined },
    detail: '',
    instance: '',
  }).toEqual({
    ...refused.body,
    parameters: { ...said, id: undefined },
    detail: '',
    instance: '',
  })
  expect(await row(id)).toMatchObject({ status: 'collected' })
})

test('what it refused, it does not fetch again; a repeat with the same key puts it back once', async () => {
  const refused = await collected()
  const of = { sender: 'BOLT', receiver: 'ACME', control: 1, group: Number(refused['number']), code: 'R' } as const
  await call(bolt, 'POST /api/v1/interchanges', acknowledgement(of))
  await grid.until('refusal', async () => {
    const [receipt] = await grid.query('select state from receipts where delivery = $1', [refused['id']])
    return receipt!['state'] === 'negative'
  })
  expect((await again(bolt, refused['id'])).body.code).toBe('collect-refused')
  const { id } = await collected()
  const key = { 'idempotency-key': 'once' }
  const first = await again(bolt, id, key)
  expect((await again(bolt, id, key)).body).toEqual(first.body)
})
