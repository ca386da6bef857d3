import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { acknowledgement, network, order } from '../../../../test/messages.ts'
import { startSink } from '../../../../test/sink.ts'

// A refusal and then the corrected original: whoever refused, whoever mends, the receiver has one order that counts.

let grid: TestGrid
let sink: Awaited<ReturnType<typeof startSink>>
let call: ReturnType<typeof clientOf>
let admin: string
let acme: string
let bolt: string
let control = 0
let answer = 0
beforeAll(async () => {
  sink = await startSink()
  grid = await startTestGrid({ network: network({ push: sink.url }) })
  call = clientOf(grid.url)
  admin = await grid.keyOf(null, ['*'])
  acme = await grid.keyOf('acme')
  bolt = await grid.keyOf('bolt')
})
afterAll(async () => {
  await grid.close()
  sink.close()
})

const decided = (id: string) =>
  grid.until('decision', async () => {
    const { body } = await call(admin, `GET /api/v1/interchanges/${id}`)
    return body.status !== 'received' && body
  })
async function send(text: string) {
  const { body } = await call(acme, 'POST /api/v1/interchanges', text)
  const found = await decided(body.interchange)
  const documents = (await call(admin, `GET /api/v1/documents?interchange=${found.id}`)).body.items
  return { ...found, documents, statuses: documents.map((one: { status: string }) => one.status) }
}
const postsOf = (po: string) => sink.posts.filter((post) => post.body.includes(`*${po}*`))
const posted = (po: string, times = 1) => grid.until(`post of ${po}`, async () => postsOf(po).length === times)
const statusOf = async (id: string) =>
  (await grid.query('select status from documents where id = $1', [id]))[0]!['status']
const becomes = (id: string, status: string) => grid.until(status, async () => (await statusOf(id)) === status)

/** The receiver answers what was posted last. */
async function answered(po: string, code: 'A' | 'R'): Promise<void> {
  const group = Number(/GS\*PO\*ACME\*BOLT\*\d+\*\d+\*(\d+)/.exec(postsOf(po).at(-1)!.body)![1])
  const sets: [string, string][] = code === 'R' ? [['0001', 'R']] : []
  const of = { sender: 'BOLT', receiver: 'ACME', control: ++answer, group, code, sets }
  await call(bolt, 'POST /api/v1/interchanges', acknowledgement(of))
}

/** An order that its receiver has refused. */
async function refused(po: string) {
  const first = await send(order({ control: ++control, po }))
  await posted(po)
  await answered(po, 'R')
  await becomes(first.documents[0].id, 'declined')
  return first.documents[0]
}
const mended = (po: string) => order({ control: ++control, po }).replace('*10*EA', '*12*EA')
const resend = (id: string, body: object) =>
  call(admin, `POST /api/v1/documents/${id}/resend`, { reason: 'asked for', ...body })

test('the receiver refuses, and the sender sends the corrected original: it goes on, and only it counts', async () => {
  const first = await refused('SENDER')
  const second = await send(mended('SENDER'))
  expect(second.statuses).toEqual(['released'])
  await posted('SENDER', 2)
  await answered('SENDER', 'A')
  await becomes(second.documents[0].id, 'completed')
  expect(await statusOf(first.id)).toBe('declined')
  // A third one would be a second order, and so would the first, sent again by whichever way.
  expect((await send(mended('SENDER'))).statuses).toEqual(['held'])
  for (const as of ['same', 'new']) {
    const again = await resend(first.id, { as })
    expect(again).toMatchObject({ status: 409, body: { code: 'resend-superseded' } })
    expect(again.body.parameters).toMatchObject({ id: first.id, by: second.documents[0].id })
  }
  const whole = await call(admin, `POST /api/v1/interchanges/${first.outgoing}/resend`, { as: 'same', reason: 'x' })
  expect(whole.body.code).toBe('resend-superseded')
  const bulk = await call(admin, 'POST /api/v1/bulk-resends?dryRun=true', {
    filter: { documents: [first.id] },
    reason: 'x',
  })
  expect(bulk.body.sample[0].refused).toContain(second.documents[0].id)
  expect(postsOf('SENDER')).toHaveLength(2)
})

test('the receiver refuses, the grid corrects, and then the sender does as well: theirs waits for a person', async () => {
  const first = await refused('GRID')
  const { body: text } = await call(admin, `GET /api/v1/documents/${first.id}/payload`)
  const path = `POST /api/v1/documents/${first.id}/corrections?reason=x`
  const kept = await call(admin, path, text.replace('*10*EA', '*12*EA'))
  await call(admin, `POST /api/v1/corrections/${kept.body.id}/resend`, { reason: 'x' })
  await posted('GRID', 2)
  expect((await send(mended('GRID'))).statuses).toEqual(['held'])
  expect((await resend(first.id, { as: 'same' })).body.code).toBe('resend-superseded')
  expect(postsOf('GRID')).toHaveLength(2)
})

test('the receiver refuses, and the refused one is sent again: the corrected original waits for a person', async () => {
  const first = await refused('AGAIN')
  expect((await resend(first.id, { as: 'same' })).status).toBe(201)
  await posted('AGAIN', 2)
  expect((await send(mended('AGAIN'))).statuses).toEqual(['held'])
})

test('the sender corrects what its receiver refused under the number of then: a person looks, nothing goes on', async () => {
  await refused('NUMBER')
  const again = await send(order({ control, po: 'NUMBER' }).replace('*10*EA', '*12*EA'))
  expect(again).toMatchObject({ status: 'quarantined', problems: [{ code: 'control-number-reused' }] })
  expect(postsOf('NUMBER')).toHaveLength(1)
})

test('we refuse, and the sender sends the corrected original under the same number: one order', async () => {
  const first = await send(order({ control: ++control, po: 'OURS' }).replace('*10*EA', '*TEN*EA'))
  expect(first.statuses).toEqual(['invalid'])
  const second = await send(order({ control, po: 'OURS' }))
  expect(second.statuses).toEqual(['released'])
  await posted('OURS')
  // A correction of the first here, and the same again, are no second order.
  const { body: text } = await call(admin, `GET /api/v1/documents/${first.documents[0].id}/payload`)
  const path = `POST /api/v1/documents/${first.documents[0].id}/corrections?reason=x`
  const kept = await call(admin, path, text.replace('*TEN*EA', '*11*EA'))
  const gone = await call(admin, `POST /api/v1/corrections/${kept.body.id}/resend`, { reason: 'x' })
  expect(gone.body).toMatchObject({ code: 'correction-invalid' })
  expect(gone.body.parameters.problems).toMatchObject([{ code: 'control-number-reused' }])
  expect((await send(order({ control, po: 'OURS' }))).status).toBe('duplicate')
  expect(postsOf('OURS')).toHaveLength(1)
})

test('we refuse one set of several: under the same number a person looks, under a new one only that set goes on', async () => {
  const first = await send(
    order({ control: ++control, po: ['TAKEN', 'PART'] }).replace('PART**20261120~PO1*1*10', 'PART**20261120~PO1*1*TEN'),
  )
  expect(first.statuses.toSorted()).toEqual(['invalid', 'released'])
  await posted('TAKEN')
  const same = await send(order({ control, po: ['TAKEN', 'PART'] }))
  expect(same).toMatchObject({ status: 'quarantined', problems: [{ code: 'control-number-reused' }] })
  const other = await send(order({ control: ++control, po: ['TAKEN', 'PART'] }))
  expect(other.statuses.toSorted()).toEqual(['held', 'released'])
  await posted('PART')
  expect(postsOf('TAKEN')).toHaveLength(1)
})
