import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { order } from '../../../../test/messages.ts'
import {
  interchange,
  invoiceSet,
  receivingAdviceSet,
  shipNoticeSet,
  tradeNetwork,
} from '../../../../test/trade-messages.ts'
import { systemActor } from '../../../platform/actor.ts'
import { applyNetwork } from '../../network/apply.ts'

let grid: TestGrid
const keys: Record<string, string> = {}
let control = 0

beforeAll(async () => {
  grid = await startTestGrid({ network: tradeNetwork() })
  for (const slug of ['acme', 'bolt', 'crow']) keys[slug] = await grid.keyOf(slug)
  keys['grid'] = await grid.keyOf(null, ['*'])
})
afterAll(() => grid.close())

async function agree(settings: string) {
  await applyNetwork(grid.app.grid, tradeNetwork(settings), systemActor)
  await grid.app.reload()
}
async function call(who: string, line: string, body?: unknown) {
  const [method, path] = line.split(' ')
  const response = await fetch(`${grid.url}/api/v1${path}`, {
    method: method!,
    headers: { authorization: `Bearer ${keys[who]}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  // biome-ignore lint/suspicious/noExplicitAny: an answer of any route
  return { status: response.status, body: (await response.json()) as any }
}
async function send(who: string, text: string) {
  const { body } = await call(who, 'POST /interchanges', text)
  await grid.until('the decision', async () => {
    const [row] = await grid.query('select status from interchanges where id = $1', [body.interchange])
    return row!['status'] !== 'received'
  })
  return grid.query('select * from documents where interchange = $1 order by position', [body.interchange])
}
type Sets = Parameters<typeof interchange>[1]
const sends =
  (functionalId: string) =>
  (...sets: Sets) =>
    send('bolt', interchange({ control: ++control, functionalId }, sets))
const [invoices, ships] = [sends('IN'), sends('SH')]
const orders = (po: string | string[]) => send('acme', order({ control: ++control, po }))
const receives = (...sets: Sets) =>
  send('acme', interchange({ control: ++control, functionalId: 'RC', sender: 'ACME', receiver: 'BOLT' }, sets))
const rulesOf = (document: Record<string, any> | undefined) =>
  (document!['problems'] ?? []).flatMap((one: any) => (one.code === 'comparison' ? [one.rule] : []))

test('an invoice that agrees with its order goes on; one that is over it is held, and says so in a work item', async () => {
  await orders('A-1')
  const [good] = await invoices(invoiceSet('I-1', 'A-1', [{ quantity: '4' }], '3980'))
  expect([good!['status'], good!['problems']]).toEqual(['released', null])
  const [over] = await invoices(invoiceSet('I-2', 'a-1', [{ quantity: '7', price: '10' }], '7000'))
  expect(over!['status']).toBe('held')
  expect(rulesOf(over).sort()).toEqual(['price-differs', 'quantity-over'])
  const [item] = await grid.query('select kind, class, problem from work_items where subject = $1', [over!['id']])
  expect(item).toMatchObject({ kind: 'quarantine', class: 'business', problem: { code: 'comparison-held', count: 2 } })
  const { body } = await call('bolt', `GET /documents/${over!['id']}/timeline`)
  const said = body.document.problems.map((one: any) => one.sentence)
  expect(said).toContain(
    'Line 1: the quantity in all is "11", expected at most what was ordered, "10" (order A-1). Correct the quantity, or have the order changed.',
  )
  expect(body.events.map((one: any) => one.sentence)).toContainEqual(
    expect.stringMatching(/^Held: 810 I-2 differs .* in 2 places/),
  )
  const decision = { decision: 'release', reason: 'Agreed by telephone' }
  expect((await call('grid', `PUT /documents/${over!['id']}/decision`, decision)).body.status).toBe('released')
})

test('what the technical acknowledgement says is of the form: a held invoice is accepted there', async () => {
  const [held] = await invoices(invoiceSet('I-10', 'NONE', [{ quantity: '1' }], '995'))
  expect(rulesOf(held)).toEqual(['invoice-without-order'])
  const [answer] = await grid.query(
    'select a.payload from interchanges i join interchanges a on a.id = i.answer where i.id = $1',
    [held!['interchange']],
  )
  expect(Buffer.from(await grid.app.grid.payloads.bytes(answer!['payload'], 10_000)).toString()).toContain(
    'AK9*A*1*1*1',
  )
})

test('ship notices and receiving advices count once they have come; warnings stop nothing', async () => {
  await orders('B-1')
  const [early] = await invoices(invoiceSet('I-20', 'B-1', [{ quantity: '1' }], '995'))
  expect(early!['status']).toBe('released')
  await ships(shipNoticeSet('S-20', 'B-1', { quantity: '3' }))
  const [more] = await invoices(invoiceSet('I-21', 'B-1', [{ quantity: '3' }], '2985'))
  expect([more!['status'], rulesOf(more)]).toEqual(['released', ['invoiced-over-advised']])
  const [advice] = await receives(receivingAdviceSet('R-20', 'B-1', { quantity: '2' }))
  expect([advice!['status'], rulesOf(advice)]).toEqual(['released', []])
  const [beyond] = await invoices(invoiceSet('I-22', 'B-1', [{ quantity: '1' }], '995'))
  expect([beyond!['status'], rulesOf(beyond)]).toEqual(['held', ['invoiced-over-advised', 'invoiced-over-received']])
})

test('two invoices of one interchange add up, as do many that come at the same moment', async () => {
  await orders('C-1')
  const both = await invoices(
    invoiceSet('I-30', 'C-1', [{ quantity: '6' }], '5970'),
    invoiceSet('I-31', 'C-1', [{ quantity: '6' }], '5970'),
  )
  expect(both.map((one) => one['status'])).toEqual(['released', 'held'])
  await orders('C-2')
  const texts = Array.from({ length: 6 }, (_, at) => invoiceSet(`I-4${at}`, 'C-2', [{ quantity: '3' }], '2985'))
  const found = (await Promise.all(texts.map((set) => invoices(set)))).flat()
  expect(found.map((one) => one['status']).sort()).toEqual(['held', 'held', 'held', 'released', 'released', 'released'])
})

test('an order and its change in one interchange: the change finds its order', async () => {
  const change = {
    type: '860',
    segments: ['BCH*04*SA*C-9***20261120', 'POC*1*QI*12**EA*9.95**BP*SKU0', 'CTT*1'],
  }
  await orders('C-9')
  const [changed] = await send(
    'acme',
    interchange({ control: ++control, functionalId: 'PC', sender: 'ACME', receiver: 'BOLT' }, [change]),
  )
  expect([changed!['status'], changed!['problems']]).toEqual(['released', null])
  const [full] = await invoices(invoiceSet('I-50', 'C-9', [{ quantity: '12' }], '11940'))
  expect(full!['status']).toBe('released')
})

test('what is not compared is told: an interchange that is too large', async () => {
  const items = Array.from({ length: 44_000 }, (_, at) => ({ line: String(at + 1), quantity: '1' }))
  const [large] = await invoices(invoiceSet('I-60', 'C-1', items, '43780000'))
  await grid.until('that it goes on', async () => {
    const [row] = await grid.query('select status from documents where id = $1', [large!['id']])
    return row!['status'] === 'released'
  })
  expect(large!['problems']).toEqual([
    expect.objectContaining({ code: 'comparison-left-out', reason: 'interchange-too-large' }),
  ])
})

test('the chain as a table, for its two sides and the grid; to a third it does not exist', async () => {
  const [bought] = await orders('T-1')
  await ships(shipNoticeSet('S-80', 'T-1', { quantity: '10' }))
  const [held] = await invoices(
    invoiceSet('I-80', 'T-1', [{ quantity: '12' }, { line: '7', quantity: '1', part: 'OTHER' }], '12935'),
  )
  expect(held!['status']).toBe('held')
  const table = (who: string, id: string) => call(who, `GET /documents/${id}/comparison`)
  for (const who of ['bolt', 'grid']) {
    const { body } = await table(who, held!['id'])
    expect(body.documents.map((one: any) => [one.kind, one.number])).toEqual([
      ['order', 'T-1'],
      ['ship-notice', 'S-80'],
      ['invoice', 'I-80'],
    ])
    const [order] = body.orders
    expect(order.lines[0]).toMatchObject({
      ordered: '10',
      advised: { quantity: '10', differs: null },
      invoiced: { quantity: '12', differs: 'over' },
      received: { quantity: null },
    })
    expect(order.strays).toEqual([{ id: held!['id'], kind: 'invoice', number: 'I-80', name: 'OTHER', quantity: '1' }])
  }
  // The buyer is not a side of what is held, neither by its own address nor beside its order.
  expect((await table('acme', held!['id'])).status).toBe(404)
  const { body } = await table('acme', bought!['id'])
  expect(body.documents.map((one: any) => one.kind)).toEqual(['order', 'ship-notice'])
  expect((await table('crow', bought!['id'])).status).toBe(404)
})

test('asked for, it is compared again with all that has come since; its receiver is not told what passes', async () => {
  await orders('W-1')
  const [early] = await invoices(invoiceSet('I-W', 'W-1', [{ quantity: '3' }], '2985'))
  expect(early!['problems']).toBeNull()
  const problems = async (who: string) => (await call(who, `GET /documents/${early!['id']}/comparison`)).body.problems
  expect(await problems('grid')).toEqual([])
  await receives(receivingAdviceSet('R-W', 'W-1', { quantity: '2' }))
  for (const who of ['grid', 'bolt']) {
    expect((await problems(who)).map((one: any) => one.parameters.rule)).toEqual(['invoiced-over-received'])
  }
  expect(await problems('acme')).toEqual([])
  const [now] = await grid.query('select status, problems from documents where id = $1', [early!['id']])
  expect(now).toEqual({ status: 'released', problems: null })
})

test('a price that differs is hidden in the problem and its sentence from who sees no prices', async () => {
  const { maskAnswer } = await import('../../../edi/sensitive/masking.ts')
  await orders('U-1')
  const [held] = await invoices(invoiceSet('I-90', 'U-1', [{ quantity: '1', price: '77.31' }], '7731'))
  const { body } = await call('bolt', `GET /documents/${held!['id']}/timeline`)
  expect(JSON.stringify(body)).toContain('77.31')
  const masked = JSON.stringify(maskAnswer(body, ['price']))
  expect(masked).not.toMatch(/77\.31|\b9\.95\b/)
  expect(masked).toContain('the price is')
})

test('very many invoices for one order in one interchange: what is too much is told, and they go on', async () => {
  await orders('V-1')
  const sets = Array.from({ length: 300 }, (_, at) => invoiceSet(`I-V${at}`, 'V-1', [{ quantity: '0.01' }], '10'))
  const found = await invoices(...sets)
  expect(new Set(found.map((one) => one['status']))).toEqual(new Set(['released']))
  const told = found.filter((one) => one['problems']?.[0].reason === 'chain-too-large')
  expect(told).toHaveLength(300 - 60)
})

test('by agreement it is only shown, or declined, or a rule lets more pass; nothing is looked at where nothing is said', async () => {
  const [first, second, third, fourth] = ['D-1', 'D-2', 'D-3', 'D-4']
  await orders([first!, second!, third!, fourth!])
  const over = (number: string, po: string) => invoices(invoiceSet(number, po, [{ quantity: '11' }], '10945'))
  await agree('{ compare: { action: show } }')
  const [shown] = await over('I-70', first!)
  expect([shown!['status'], rulesOf(shown)]).toEqual(['released', ['quantity-over']])
  await agree('{ compare: { action: refuse } }')
  const [refused] = await over('I-71', second!)
  expect([refused!['status'], refused!['problems'].at(-1).code]).toEqual(['declined', 'comparison-refused'])
  await agree('{ compare: { action: hold, rules: { quantity-over: { percent: "10" } } } }')
  expect((await over('I-72', third!))[0]!['problems']).toBeNull()
  await agree('{}')
  const [unseen] = await over('I-73', fourth!)
  expect([unseen!['status'], unseen!['problems']]).toEqual(['released', null])
})
