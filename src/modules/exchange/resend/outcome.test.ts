import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { network, order } from '../../../../test/messages.ts'
import { startSink } from '../../../../test/sink.ts'
import type { Job } from '../../../platform/change.ts'
import { giveUpDeciding } from '../giving-up.ts'

let grid: TestGrid
let sink: Awaited<ReturnType<typeof startSink>>
let call: ReturnType<typeof clientOf>
let admin: string
let acme: string
let control = 0
beforeAll(async () => {
  sink = await startSink()
  const text = network({ push: sink.url, expect: 'none', attemptsMax: 4, firstDelayMs: 150 })
  grid = await startTestGrid({ network: text.replace('{ url:', '{ repeatable: false, url:') })
  call = clientOf(grid.url)
  admin = await grid.keyOf(null, ['*'])
  acme = await grid.keyOf('acme', ['exchange:read', 'exchange:write', 'work:write', 'work:read'])
})
afterAll(async () => {
  await grid.close()
  sink.close()
})

async function sent(po: string) {
  await call(acme, 'POST /api/v1/interchanges', order({ control: ++control, po }))
  return grid.until('delivery', async () => {
    const found = `select v.* from deliveries v join documents d on d.outgoing = v.interchange where d.business_key = $1`
    return (await grid.query(found, [po]))[0]
  })
}
const stateOf = (id: string, wanted: string) =>
  grid.until(wanted, async () => {
    const [row] = await grid.query('select * from deliveries where id = $1', [id])
    return row!['status'] === wanted && row
  })
const itemOf = (id: string) =>
  grid.until('item', async () => {
    const [row] = await grid.query('select * from work_items where subject = $1 and closed_at is null', [id])
    return row && (await call(admin, `GET /api/v1/work-items/${row['id']}`)).body
  })
const settle = (item: { id: string; version: number }, body: object, key = admin) =>
  call(key, `POST /api/v1/work-items/${item.id}/outcome`, body, { 'if-match': `"v${item.version}"` })

test('a connection that breaks after the message was sent is not tried again: a person says what became of it', async () => {
  sink.answers.next = () => 'break'
  const { id } = await sent('BROKEN')
  await stateOf(id, 'outcome-unknown')
  sink.answers.next = () => 200
  const item = await itemOf(id)
  expect(item).toMatchObject({
    kind: 'outcome-unknown',
    class: 'outcome-unknown',
    about: { status: 'outcome-unknown' },
  })
  expect(item.problem.sentence).toMatch(/a second one would do harm. Ask the receiver/)
  expect(item.next[0]).toMatchObject({ act: 'settle' })
  const close = await call(admin, `PUT /api/v1/work-items/${item.id}/closure`, { reason: 'x' }, { 'if-match': '"v1"' })
  expect(close.body.code).toBe('work-item-unsettled')
  const asNew = await call(admin, `POST /api/v1/deliveries/${id}/resend`, { as: 'new', reason: 'x' })
  expect(asNew.body.code).toBe('resend-outcome-open')
  expect((await settle(item, { outcome: 'delivered', reason: 'x' }, acme)).body.code).toBe('grid-only')
  expect((await settle({ ...item, version: 7 }, { outcome: 'delivered', reason: 'x' })).body.code).toBe(
    'version-mismatch',
  )
  const settled = await settle(item, { outcome: 'delivered', reason: 'they found it in their log' })
  expect(settled).toMatchObject({ status: 200, body: { outcome: 'delivered', delivery: id } })
  await stateOf(id, 'sent')
  const [document] = (await call(acme, 'GET /api/v1/documents?key=BROKEN')).body.items
  expect(document.status).toBe('completed')
  expect((await settle(item, { outcome: 'resend', reason: 'x' })).body.code).toBe('outcome-settled')
  expect(sink.posts.filter((post) => post.body.includes('BROKEN'))).toHaveLength(1)
})

test('an attempt whose process died is not repeated either; sent again by a person it is the same', async () => {
  sink.answers.next = () => 503
  const { id } = await sent('KILLED')
  // As a process leaves it that dies between the post and its record.
  const between = `select from jobs where subject = $1 and worker is null and due_at > now() + interval '50 milliseconds'`
  await grid.until('a pause', async () => {
    const marked = `update deliveries set begun_at = now() where id = $1 and exists (${between}) returning 1`
    return (await grid.query(marked, [id])).length > 0
  })
  await stateOf(id, 'outcome-unknown')
  sink.answers.next = () => 200
  const settled = await settle(await itemOf(id), { outcome: 'resend', reason: 'they have nothing' })
  expect(settled.status).toBe(200)
  await stateOf(id, 'sent')
  const posts = sink.posts.filter((post) => post.body.includes('KILLED'))
  expect(posts.map((post) => post.key)).toEqual([id])
})

test('what surely did not arrive is tried again, and given up as any other', async () => {
  let attempts = 0
  sink.answers.next = () => {
    attempts++
    return 503
  }
  const { id } = await sent('LATER')
  expect(await stateOf(id, 'failed')).toMatchObject({ begun_at: null, attempt: 4 })
  expect(attempts).toBe(4)
  sink.answers.next = () => 502
  const other = await sent('GATEWAY')
  expect(await stateOf(other['id'], 'outcome-unknown')).toMatchObject({ attempt: 1 })
  sink.answers.next = () => 200
})

test('by the policy of its class the grid sends again by itself', async () => {
  await call(
    admin,
    'PUT /api/v1/work-policies/refused',
    { retry: { afterMinutes: 30, timesMax: 1 } },
    { 'if-match': '"v0"' },
  )
  sink.answers.next = () => 400
  const { id } = await sent('REFUSED')
  await stateOf(id, 'failed')
  const item = await itemOf(id)
  await grid.until('the wait', async () => {
    const [job] = await grid.query(
      `select * from jobs where kind = 'retry-failed' and subject = $1 and due_at > now()`,
      [item.id],
    )
    return job
  })
  sink.answers.next = () => 200
  await grid.query(`update work_items set opened_at = opened_at - interval '1 hour' where id = $1`, [item.id])
  await grid.query(`update jobs set due_at = now() where subject = $1`, [item.id])
  await stateOf(id, 'sent')
  const [resent] = await grid.query('select * from resends where delivery = $1', [id])
  expect(resent).toMatchObject({ kind: 'same', actor: 'system', reason: 'By the policy for refused.' })
})

test('by the same policies it decides anew on what could not be decided, so many times', async () => {
  const policy = { retry: { afterMinutes: 30, timesMax: 2 } }
  await call(admin, 'PUT /api/v1/work-policies/storage', policy, { 'if-match': '"v0"' })
  const x = grid.app.exchange
  /** As if its bytes could not be read again and again. */
  const givenUp = async (subject: string) => {
    await grid.query(`update interchanges set status = 'received' where id = $1`, [subject])
    const job = { id: '0', kind: 'decide', subject, lane: null, attempt: 7, cause: null } as unknown as Job
    await x.commit(await giveUpDeciding(x, job, { code: 'payload-missing' }))
    const [item] = await grid.query(
      `select * from work_items where subject = $1 and class = 'storage' and closed_at is null`,
      [subject],
    )
    await grid.query(`update work_items set opened_at = opened_at - interval '1 hour' where id = $1`, [item!['id']])
    return item!['id'] as string
  }
  const again = (original: string, item: string) =>
    grid.until('the next', async () => {
      // The job may be at work while the item is made older: then it has waited for the moment before.
      await grid.query('update jobs set due_at = now() where subject = $1 and worker is null', [item])
      const [row] = await grid.query(
        `select i.id, r.actor from reprocessings r join interchanges i on i.id = r.interchange
          where r.original = $1 and i.status <> 'received'`,
        [original],
      )
      return row
    })
  const { body } = await call(acme, 'POST /api/v1/interchanges', order({ control: ++control, receiver: 'NOBODY' }))
  const first = body.interchange as string
  await grid.until('decided', async () => {
    const [row] = await grid.query('select status from interchanges where id = $1', [first])
    return row!['status'] === 'quarantined'
  })
  const item = await givenUp(first)
  const second = await again(first, item)
  expect(second['actor']).toBe('system')
  const [closed] = await grid.query('select closed_by from work_items where id = $1', [item])
  expect(closed).toEqual({ closed_by: 'system' })
  const third = await again(second['id'], await givenUp(second['id']))
  const last = await givenUp(third['id'])
  await grid.until('no more tries', async () => {
    await grid.query('update jobs set due_at = now() where subject = $1 and worker is null', [last])
    return (await grid.query(`select 1 from jobs where kind = 'retry-failed' and subject = $1`, [last])).length === 0
  })
  expect(await grid.query('select 1 from reprocessings where original = $1', [third['id']])).toEqual([])
  expect(await grid.query('select closed_at from work_items where id = $1', [last])).toEqual([{ closed_at: null }])
})
