import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { acknowledgement, network, order } from '../../../test/messages.ts'
import { systemActor } from '../../platform/actor.ts'
import { dueAfter } from '../../platform/opening-hours.ts'
import { applyNetwork } from '../network/apply.ts'
import { receiveInterchange } from './receiving.ts'
import { sentence } from './sentences.ts'

let grid: TestGrid
let control = 0

const OFFICE = { mon: [['08:00', '17:00']], wed: [['10:00', '12:00']] } as Record<string, [string, string][]>
const YARD = { sat: [['06:00', '10:00']] } as Record<string, [string, string][]>
const calendars = `calendars: { office: { hours: ${JSON.stringify(OFFICE)}, holidays: [2027-01-04] }, yard: { hours: ${JSON.stringify(YARD)} } }`

async function agree(expects: string): Promise<void> {
  const text = network()
    .replace('organizations:', `${calendars}\norganizations:`)
    .replace(
      'name: Bolt Supply',
      `name: Bolt Supply\n    timeZone: America/Chicago\n    calendar: office\n    units: { yard: { name: Yard, timeZone: Asia/Tokyo, calendar: yard } }`,
    )
    .replace('technical: "997"', `technical: "997", ${expects}`)
  await applyNetwork(grid.app.grid, text, systemActor)
  await grid.app.reload()
}

beforeAll(async () => {
  grid = await startTestGrid({ network: network() })
})
afterAll(() => grid.close())

async function send(slug: string, text: string): Promise<string> {
  const { directory, payloads } = grid.app.exchange
  const channel = directory.channelOf(directory.organizationBySlug(slug)!.id, 'in', 'api')!
  const kept = payloads.small(Buffer.from(text))
  const { interchange } = await receiveInterchange(grid.app.exchange, { channel, name: '', kept, actor: 'test' })
  await grid.until('the decision', async () => {
    const [row] = await grid.query(`select 1 from interchanges where id = $1 and status <> 'received'`, [interchange])
    return row
  })
  return interchange
}

async function sendOrder() {
  const interchange = await send('acme', order({ control: ++control }))
  const [found] = await grid.query(
    `select r.id, r.due_at, r.state, d.id as delivery, d.sent_at, d.interchange as outgoing, i.control_number::int as n, j.due_at as job_at
      from documents o join deliveries d on d.interchange = o.outgoing join interchanges i on i.id = o.outgoing
      join receipts r on r.delivery = d.id join jobs j on j.subject = r.id and j.kind = 'overdue' where o.interchange = $1`,
    [interchange],
  )
  return found!
}
const itemsOf = (receipt: string) => grid.query('select * from work_items where subject = $1', [receipt])
/** The time passes. */
const pass = (receipt: string) => grid.query(`update jobs set due_at = now() where subject = $1`, [receipt])
const stateOf = async (receipt: string) =>
  (await grid.query('select state from receipts where id = $1', [receipt]))[0]!['state']

test('at its time a receipt becomes overdue and opens one work item; a late one closes it', async () => {
  await agree('withinMinutes: 60')
  const sent = await sendOrder()
  expect(sent['due_at'].getTime() - sent['sent_at'].getTime()).toBe(3_600_000)
  await pass(sent['id'])
  await grid.until('overdue', async () => (await stateOf(sent['id'])) === 'overdue')
  const [item, ...more] = await itemsOf(sent['id'])
  expect(more).toEqual([])
  expect(item).toMatchObject({ kind: 'overdue', closed_at: null })
  expect(sentence(item!['problem'])).toMatch(/was due at 20.* and has not come\. Ask Bolt Supply whether/)
  await send('bolt', acknowledgement({ sender: 'BOLT', receiver: 'ACME', control: ++control, group: sent['n'] }))
  expect(await stateOf(sent['id'])).toBe('positive')
  const [closed] = await itemsOf(sent['id'])
  expect(closed).toMatchObject({ closed_by: 'system', close_reason: 'The receipt came, late.' })
  const documents = await grid.query('select status from documents where outgoing = $1', [sent['outgoing']])
  expect(documents).toEqual([{ status: 'completed' }])
})

test('what a person closed stays as the person closed it', async () => {
  const sent = await sendOrder()
  await pass(sent['id'])
  await grid.until('overdue', async () => (await itemsOf(sent['id'])).length === 1)
  await grid.query(
    `update work_items set closed_at = now(), closed_by = 'ann', close_reason = 'Called them.' where subject = $1`,
    [sent['id']],
  )
  await send('bolt', acknowledgement({ sender: 'BOLT', receiver: 'ACME', control: ++control, group: sent['n'] }))
  expect(await itemsOf(sent['id'])).toMatchObject([{ closed_by: 'ann', close_reason: 'Called them.' }])
})

test('a late refusal closes the overdue item too, and opens its own', async () => {
  const sent = await sendOrder()
  await pass(sent['id'])
  await grid.until('overdue', async () => (await itemsOf(sent['id'])).length === 1)
  await send(
    'bolt',
    acknowledgement({ sender: 'BOLT', receiver: 'ACME', control: ++control, group: sent['n'], code: 'R' }),
  )
  expect((await itemsOf(sent['id']))[0]!['closed_at']).not.toBeNull()
  expect(await itemsOf(sent['outgoing'])).toMatchObject([{ kind: 'failure', closed_at: null }])
})

test('a receipt in time makes the timer nothing', async () => {
  const sent = await sendOrder()
  await send('bolt', acknowledgement({ sender: 'BOLT', receiver: 'ACME', control: ++control, group: sent['n'] }))
  await pass(sent['id'])
  await grid.until(
    'the timer',
    async () => (await grid.query('select 1 from jobs where subject = $1', [sent['id']])).length === 0,
  )
  expect(await stateOf(sent['id'])).toBe('positive')
  expect(await itemsOf(sent['id'])).toEqual([])
})

test.each([
  ['receiver', { timeZone: 'America/Chicago', hours: OFFICE, holidays: new Set(['2027-01-04']) }],
  ['receiver/yard', { timeZone: 'Asia/Tokyo', hours: YARD, holidays: new Set<string>() }],
  ['receiver/nowhere', { timeZone: 'America/Chicago', hours: OFFICE, holidays: new Set(['2027-01-04']) }],
  ['always', undefined],
])('the due time is counted by the calendar: %s', async (calendar, place) => {
  await agree(`withinMinutes: 900, calendar: ${calendar}`)
  const sent = await sendOrder()
  const expected = dueAfter(sent['sent_at'], 900 * 60_000, place).getTime()
  expect(Math.abs(sent['due_at'].getTime() - expected)).toBeLessThan(100)
  expect(Math.abs(sent['job_at'].getTime() - expected)).toBeLessThan(2_000)
})

test('what has not left yet is waited for anew, and what never left opens nothing more', async () => {
  await agree('withinMinutes: 60')
  const sent = await sendOrder()
  await grid.query(`update deliveries set status = 'waiting', sent_at = null where id = $1`, [sent['delivery']])
  await grid.query(`update receipts set due_at = now() - interval '1 hour' where id = $1`, [sent['id']])
  await pass(sent['id'])
  const dueAt = () => grid.query('select due_at, state from receipts where id = $1', [sent['id']])
  const [later] = await grid.until('a later time', async () => {
    const rows = await dueAt()
    return rows[0]!['due_at'].getTime() > Date.now() + 3_000_000 && rows
  })
  expect(later!['state']).toBe('awaited')
  const [job] = await grid.query(`select due_at from jobs where subject = $1`, [sent['id']])
  expect(job!['due_at']).toEqual(later!['due_at'])
  await grid.query(`update deliveries set status = 'failed' where id = $1`, [sent['delivery']])
  await pass(sent['id'])
  await grid.until('overdue', async () => (await stateOf(sent['id'])) === 'overdue')
  expect(await itemsOf(sent['id'])).toEqual([])
})
