import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../test/client.ts'
import { edifact, edifactNetwork, ordersMessage } from '../../../test/edifact-messages.ts'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { isa, orderSet } from '../../../test/messages.ts'
import { systemActor } from '../../platform/actor.ts'
import { applyNetwork } from '../network/apply.ts'
import { receiveInterchange } from './receiving.ts'
import { concludeSuspended } from './suspended.ts'

let grid: TestGrid
let call: ReturnType<typeof clientOf>
let admin: string
let control = 0

const ORDER_GUIDE = {
  ...{ name: 'bolt-850', version: '1', title: 'Orders to Bolt', standard: 'x12', release: '004010', document: '850' },
  segments: [
    {
      at: 'BEG',
      elements: [
        { at: '2', codes: ['SA'] },
        { at: '3', max: 6, severity: 'warning' },
      ],
    },
    { at: 'PO1', max: 3, elements: [{ at: '3', codes: ['EA'] }] },
  ],
  rules: [{ id: 'lines', check: 'line-count', lines: 'PO1', equals: 'CTT01' }],
}
const ORDERS_GUIDE = {
  ...{ name: 'bolt-orders', version: '1', title: 'Orders to Bolt', standard: 'edifact', release: 'D.96A' },
  document: 'ORDERS',
  segments: [
    { at: 'BGM', elements: [{ at: '3', codes: ['9'] }] },
    { at: 'LIN/QTY', elements: [{ at: '1-2', max: 3 }] },
  ],
  rules: [
    {
      ...{ id: 'currency', check: 'expression', sentence: 'Say the total of the order in MOA+86.' },
      expression: `$count(MOA[MOA01_1 = '86']) = 1`,
    },
  ],
}

beforeAll(async () => {
  grid = await startTestGrid({ network: NETWORK('') })
  call = clientOf(grid.url)
  admin = await grid.keyOf(null, ['*'])
  for (const guide of [ORDER_GUIDE, ORDERS_GUIDE])
    expect((await call(admin, 'POST /api/v1/guides', { guide })).status).toBe(201)
})
afterAll(() => grid.close())

const NETWORK = (order: string, orders = '') =>
  edifactNetwork({ settings: `duplicates: { originals: pass }${orders && `, ${orders}`}` }).replace(
    'type: "850", mode: test, channel: outbox, settings: {',
    `type: "850", mode: test, channel: outbox, settings: { duplicates: { originals: pass }, ${order}`,
  )

async function agree(order: string, orders = ''): Promise<void> {
  await applyNetwork(grid.app.grid, NETWORK(order && `${order}, `, orders), systemActor)
  await grid.app.reload()
}

const group = (sets: string[], version = '004010') =>
  `GS*PO*ACME*BOLT*20261120*2230*${control + 1}*X*${version}~${sets.join('')}GE*${sets.length}*${control + 1}~`
const x12 = (...groups: string[]) =>
  `${isa({ sender: 'ACME', receiver: 'BOLT', control: ++control })}${groups.join('')}IEA*${groups.length}*${String(control).padStart(9, '0')}~`

async function send(text: string, home = false) {
  const { app } = grid
  const key = await grid.keyOf('acme')
  const { body } = home
    ? { body: { interchange: await byHome(text) } }
    : await call(key, 'POST /api/v1/interchanges', text)
  const id: string = body.interchange
  await grid.until('the decision', async () => {
    const [row] = await grid.query(`select 1 from interchanges where id = $1 and status <> 'received'`, [id])
    return row
  })
  const documents = () => grid.query('select * from documents where interchange = $1 order by position', [id])
  const textsOf = async (rows: Record<string, any>[]) =>
    Promise.all(
      rows.map(async (one) => Buffer.from(await app.grid.payloads.bytes(one['payload'], 1_000_000)).toString()),
    )
  return {
    id,
    documents,
    statuses: async () => (await documents()).map((one) => one['status']),
    codes: async () =>
      (await documents()).map((one) => (one['problems'] ?? []).map((problem: { code: string }) => problem.code)),
    answers: async () =>
      textsOf(await grid.query(`select payload from interchanges where envelope->>'answers' = $1 order by id`, [id])),
    notices: async () =>
      textsOf(
        await grid.query(
          `select i.payload from interchanges i join deliveries d on d.interchange = i.id where i.cause = $1 and d.purpose = 'notice'`,
          [id],
        ),
      ),
  }
}

async function byHome(text: string): Promise<string> {
  const { directory, payloads } = grid.app.exchange
  const channel = directory.channelOf(directory.organizationBySlug('acme')!.id, 'in', 'sftp-home')!
  const kept = payloads.small(Buffer.from(text))
  return (await receiveInterchange(grid.app.exchange, { channel, name: 'o.edi', kept, actor: 'test' })).interchange
}

const good = (po: string, number = '0001') => orderSet(po, number)
/** Valid by the standard; not ordered by the piece. */
const unlike = (po: string, number = '0001') => orderSet(po, number).replace('*10*EA', '*10*CA')
/** Not valid by the standard, nor as the guide says. */
const bad = (po: string, number = '0001') => unlike(po, number).replace('*10*CA', '*TEN*CA')

test('a 999 says what the guide says, a 997 only what the standard says; both refuse the document', async () => {
  await agree('guide: bolt-850')
  const by997 = await send(x12(group([good('A1', '0001'), unlike('A2', '0002'), bad('A3', '0003')])))
  expect(await by997.statuses()).toEqual(['released', 'invalid', 'invalid'])
  expect(await by997.codes()).toEqual([[], ['guide-element-code'], ['element-character', 'guide-element-code']])
  const [told] = await by997.answers()
  expect(told).toMatch(
    /AK2\*850\*0001~AK5\*A~AK2\*850\*0002~AK5\*A~AK2\*850\*0003~AK3\*PO1\*3\*\*8~AK4\*2\*[^~]*~AK5\*R\*5~AK9\*P\*3\*3\*2~/,
  )

  await agree('guide: bolt-850, acknowledge: { technical: "999" }')
  const by999 = await send(x12(group([good('B1', '0001'), unlike('B2', '0002')])))
  expect(await by999.statuses()).toEqual(['released', 'invalid'])
  expect((await by999.answers())[0]).toMatch(
    /IK3\*PO1\*3\*\*8~(CTX[^~]*~)?IK4\*3\*355\*I6\*CA~IK5\*R\*I5~AK9\*P\*2\*2\*1~/,
  )
})

test('problems have their place, and the document says by which version it was judged', async () => {
  await agree('guide: bolt-850@1')
  const { documents } = await send(x12(group([unlike('PO-TOO-LONG')])))
  const [document] = await documents()
  expect(document!['problems']).toMatchObject([
    { code: 'guide-element-too-long', severity: 'warning', place: 'BEG', element: 3, segmentPosition: 2 },
    { code: 'guide-element-code', severity: 'error', place: 'PO1', element: 3, segmentPosition: 3, value: 'CA' },
  ])
  const [event] = await grid.query(`select data from events where type = 'document.invalid' and subject = $1`, [
    document!['id'],
  ])
  expect(event!['data']).toMatchObject({ guide: 'bolt-850@1', untold: true })
  const { body } = await call(admin, `GET /api/v1/documents/${document!['id']}`)
  expect(JSON.stringify(body)).toContain('PO1 03 (segment 3) is \\"CA\\", expected one of EA by the guide bolt-850 1.')
})

test('by agreement it is accepted all the same, or waits for a person, and a 997 stays silent about the guide', async () => {
  await agree('guide: bolt-850, invalid: { action: accept }')
  const accepted = await send(x12(group([unlike('C1')])))
  expect(await accepted.statuses()).toEqual(['released'])
  expect((await accepted.answers())[0]).toContain('AK5*A~')

  await agree('guide: bolt-850, invalid: { action: suspend }')
  const held = await send(x12(group([unlike('C2', '0001'), bad('C3', '0002')])))
  expect(await held.statuses()).toEqual(['suspended', 'suspended'])
  expect(await held.answers()).toEqual([])
  for (const { id } of await held.documents())
    await grid.app.exchange.commit(
      await concludeSuspended(grid.app.exchange, id, { verdict: 'refused' }, { actor: 'test', reason: 'No.' }),
    )
  const [told] = await grid.until('the answer', async () => {
    const found = await held.answers()
    return found.length > 0 && found
  })
  expect(await held.statuses()).toEqual(['invalid', 'invalid'])
  expect(told).toMatch(/AK2\*850\*0001~AK5\*A~AK2\*850\*0002~(AK[34][^~]*~)+AK5\*R\*5~/)
})

test('all or nothing: its neighbours are refused with it, and the answer of the standard does not say so', async () => {
  await agree('guide: bolt-850, invalid: { scope: group }')
  const { statuses, answers, codes } = await send(x12(group([good('D1', '0001'), unlike('D2', '0002')])))
  expect(await statuses()).toEqual(['invalid', 'invalid'])
  expect(await codes()).toEqual([['all-or-nothing'], ['guide-element-code']])
  expect((await answers())[0]).toMatch(/AK9\*A\*2\*2\*2~/)
})

test('who was answered that all is well finds a notice beside', async () => {
  await agree('guide: bolt-850')
  const { notices } = await send(x12(group([unlike('E1')])), true)
  const [notice] = await notices()
  expect(notice).toContain('850 E1:\n- PO1 03 (segment 3) is "CA", expected one of EA by the guide bolt-850 1.')
})

test('EDIFACT: the CONTRL speaks of the standard only, and expressions refuse, too', async () => {
  await agree('', 'guide: bolt-orders')
  const message = (n: string, change: (text: string) => string) => change(ordersMessage(n, `F${n}`))
  const text = edifact({ control: '77' }, [
    message('1', (one) => one),
    message('2', (one) => one.replace('QTY+21:10', 'QTY+21:1000')),
    message('3', (one) => one.replace("MOA+86:249.90'", '').replace('UNT+15', 'UNT+14')),
  ])
  const { statuses, answers, codes } = await send(text)
  expect(await statuses()).toEqual(['released', 'invalid', 'invalid'])
  expect(await codes()).toEqual([[], ['guide-element-too-long'], ['guide-rule']])
  const [told] = await answers()
  expect(told).toContain("UCI+77+4012345000009:14+4098765000008:14+7'")
  expect(told).not.toContain('UCM')
})

test('a rule of the grid leads to another type: that agreement and its guide count', async () => {
  const led = NETWORK('guide: bolt-850, ').replace('type: ORDERS,', 'type: SMALL,')
  const routing = `routing: { test: [{ name: small, when: { amount: { below: "1" } }, act: { agreement: SMALL } }] }\n`
  await applyNetwork(grid.app.grid, `${led}${routing}`, systemActor)
  await grid.app.reload()
  const { statuses, codes } = await send(
    x12(group([unlike('G1', '0001'), unlike('G2', '0002').replaceAll('9.95', '0')])),
  )
  expect(await statuses()).toEqual(['invalid', 'released'])
  expect(await codes()).toEqual([['guide-element-code'], []])
  await applyNetwork(grid.app.grid, `${NETWORK('')}routing: { test: [] }\n`, systemActor)
})

test('a newer version holds for who names none, and another release is told', async () => {
  const guide = { ...ORDER_GUIDE, version: '2', segments: [], rules: [] }
  expect((await call(admin, 'POST /api/v1/guides', { guide })).status).toBe(201)
  await agree('guide: bolt-850')
  expect(await (await send(x12(group([unlike('H1')])))).statuses()).toEqual(['released'])
  await agree('guide: bolt-850@1')
  expect(await (await send(x12(group([unlike('H2')])))).statuses()).toEqual(['invalid'])
  const other = await send(x12(group([unlike('H3')], '005010')))
  expect(await other.statuses()).toEqual(['released'])
  expect(await other.codes()).toEqual([['guide-not-checked']])
  const suffixed = await send(x12(group([unlike('H4')], '004010VICS')))
  expect(await suffixed.codes()).toEqual([['guide-element-code']])
})

test('what was held is judged again by the guide of then, its expressions too, before it goes on', async () => {
  const routing = `routing: { test: [{ name: stop, when: { key: "STOP-*" }, act: { hold: look first } }] }\n`
  await applyNetwork(grid.app.grid, `${NETWORK('')}${routing}`, systemActor)
  await grid.app.reload()
  const order = await send(x12(group([unlike('STOP-1')])))
  const message = ordersMessage('1', 'STOP-2').replace("MOA+86:249.90'", '').replace('UNT+15', 'UNT+14')
  const orders = await send(edifact({ control: '79' }, [message]))
  expect([await order.statuses(), await orders.statuses()]).toEqual([['held'], ['held']])
  await applyNetwork(grid.app.grid, `${NETWORK('guide: bolt-850@1, ', 'guide: bolt-orders')}${routing}`, systemActor)
  await grid.app.reload()
  const release = async (of: typeof order) => {
    const [document] = await of.documents()
    const reason = { decision: 'release', reason: 'Looked at it.' }
    return (await call(admin, `PUT /api/v1/documents/${document!['id']}/decision`, reason)).body
  }
  expect((await release(order)).detail).toContain('expected one of EA by the guide bolt-850 1')
  expect((await release(orders)).detail).toContain('Say the total of the order in MOA+86.')
  await applyNetwork(grid.app.grid, `${NETWORK('')}routing: { test: [] }\n`, systemActor)
})

test('the dry run and the look at a correction say the same', async () => {
  await agree('guide: bolt-850@1')
  const { body } = await call(admin, 'POST /api/v1/routes/dry-run', x12(group([unlike('I1')])))
  expect(body.interchanges[0].documents[0]).toMatchObject({ status: 'invalid' })
  expect(JSON.stringify(body)).toContain('expected one of EA by the guide bolt-850 1')
  const { documents } = await send(x12(group([unlike('I2')])))
  const [document] = await documents()
  const edited = unlike('I2').replace('*10*CA', '*10*BX')
  const tried = await call(admin, `POST /api/v1/documents/${document!['id']}/corrections?dryRun=true`, edited)
  expect(JSON.stringify(tried.body)).toContain('\\"BX\\", expected one of EA by the guide bolt-850 1')
  const mended = await call(admin, `POST /api/v1/documents/${document!['id']}/corrections?dryRun=true`, good('I2'))
  expect(mended.body).toMatchObject({ verdict: { valid: true } })
})

test('a large interchange is judged as it streams, and expressions say that they were not asked', async () => {
  await agree('guide: bolt-850@1', 'guide: bolt-orders')
  const sets = Array.from({ length: 6_000 }, (_, n) =>
    (n === 4_000 ? unlike : good)(`J${n}`, String(n + 1).padStart(5, '0')),
  )
  const large = await send(x12(group(sets)))
  const [counted] = await grid.query(
    `select count(*) filter (where d.status = 'invalid')::int as invalid, count(*)::int as all from documents d join interchanges i on i.id = d.interchange where i.id = $1`,
    [large.id],
  )
  expect(counted).toMatchObject({ invalid: 1, all: 6_000 })
  const messages = Array.from({ length: 4_000 }, (_, n) => ordersMessage(String(n + 1), `K${n}`))
  const many = await send(edifact({ control: '78' }, messages))
  expect((await many.codes())[0]).toEqual(['guide-rule-failed'])
}, 60_000)
