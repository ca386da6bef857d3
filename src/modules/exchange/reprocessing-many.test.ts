import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network, order } from '../../../test/messages.ts'
import { systemActor } from '../../platform/actor.ts'
import { applyNetwork } from '../network/apply.ts'

let grid: TestGrid
let call: ReturnType<typeof clientOf>
let admin: string
let acme: string
let control = 0
const none = network().slice(0, network().indexOf('agreements:'))
beforeAll(async () => {
  grid = await startTestGrid({ network: none })
  call = clientOf(grid.url)
  admin = await grid.keyOf(null, ['*'])
  acme = await grid.keyOf('acme')
})
afterAll(() => grid.close())

async function send(text: string): Promise<string> {
  const { body } = await call(acme, 'POST /api/v1/interchanges', text)
  await grid.until('decision', async () => {
    const [row] = await grid.query('select status from interchanges where id = $1', [body.interchange])
    return row!['status'] !== 'received'
  })
  return body.interchange
}
const statuses = async (interchange: string) =>
  (await grid.query('select status from documents where interchange = $1 order by position', [interchange])).map(
    (row) => row['status'],
  )
const anew = (body: object, more = '') =>
  call(admin, `POST /api/v1/reprocessings${more}`, { reason: 'the agreement is made', ...body })

test('what lacked an agreement goes on once it is made: by filter, each once; the rest says why it stays', async () => {
  const waiting: string[] = []
  for (const po of ['A1', 'A2', 'A3']) waiting.push(await send(order({ control: ++control, po })))
  const twice = await send(order({ control: ++control, po: 'A1' }))
  const other = await send(order({ control: ++control, po: 'OTHER' }).replaceAll('ST*850', 'ST*875'))
  const filter = { problem: 'agreement-missing', organization: 'acme' }
  expect((await anew({ filter }, '?dryRun=true')).body).toEqual({ total: 5, items: [], next: null })
  const early = await anew({ filter })
  expect(early.body.items.map((one: { refused: string }) => one.refused)).toEqual(
    Array(5).fill(expect.stringContaining('There is no test agreement')),
  )

  const rules = `rules: [{ name: look, when: { key: "A3" }, act: { hold: "the third" } }], expect`
  await applyNetwork(grid.app.grid, network().replace('settings: { expect', `settings: { ${rules}`), systemActor)
  await grid.app.reload()
  const first = await anew({ filter, limit: 2 })
  expect(first.body).toMatchObject({
    total: 5,
    items: [{ refused: null }, { refused: null }],
    next: expect.any(String),
  })
  const rest = await anew({ filter, after: first.body.next })
  const refused = rest.body.items.map((one: { refused: string | null }) => one.refused)
  expect(refused).toEqual([
    expect.stringContaining('The rule "look" holds it'),
    expect.stringContaining('An original 850 with the number A1 came before'),
    expect.stringContaining('There is no test agreement with this receiver for 875'),
  ])
  expect((await Promise.all(waiting.map(statuses))).flat()).toEqual(['released', 'released', 'quarantined'])
  expect([...(await statuses(twice)), ...(await statuses(other))]).toEqual(['quarantined', 'quarantined'])
  const left = await grid.query(`select 1 from documents where outgoing is not null`)
  expect(left).toHaveLength(2)
  expect((await anew({ filter }, '?dryRun=true')).body.total).toBe(3)
})

test('what names a partner who is known by now is decided anew, as a new interchange', async () => {
  const found = await Promise.all([1, 2].map(() => send(order({ control: ++control, receiver: 'CERES' }))))
  const text = network().replace(
    'organizations:',
    'organizations:\n  ceres: { name: Ceres, identifiers: [{ scheme: x12-isa, qualifier: ZZ, value: CERES, mode: test }] }',
  )
  await applyNetwork(grid.app.grid, text, systemActor)
  await grid.app.reload()
  const done = await anew({ filter: { problem: 'receiver-unknown', class: 'routing' } })
  expect(done.body.items).toHaveLength(2)
  // Which of the two, sent at once, was set aside first is chance.
  expect(done.body.items).toMatchObject(
    expect.arrayContaining(
      found.map((id) => expect.objectContaining({ subject: { kind: 'interchange', id }, refused: null })),
    ),
  )
  const again = await anew({ filter: { problem: 'receiver-unknown' } })
  expect(again.body).toMatchObject({ total: 0, items: [] })
})

test('never everything by accident, and never by a partner', async () => {
  expect((await anew({ filter: {} })).body.code).toBe('request-invalid')
  expect((await anew({ filter: { organization: 'ghost' } })).status).toBe(404)
  const line = 'POST /api/v1/reprocessings'
  expect((await call(acme, line, { filter: { type: '850' }, reason: 'x' })).body.code).toBe('grid-only')
})
