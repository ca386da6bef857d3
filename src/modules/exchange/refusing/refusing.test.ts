import { afterAll, beforeAll, expect, test } from 'vitest'
import { edifact, invoicMessage, ordersMessage } from '../../../../test/edifact-messages.ts'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { order } from '../../../../test/messages.ts'
import { interchange, invoiceSet, tradeNetwork } from '../../../../test/trade-messages.ts'
import { systemActor } from '../../../platform/actor.ts'
import { applyNetwork } from '../../network/apply.ts'

let grid: TestGrid
const keys: Record<string, string> = {}
let control = 0
const REFUSALS = '{ acknowledge: { business: refusals }, compare: { action: refuse } }'

beforeAll(async () => {
  grid = await startTestGrid({ network: tradeNetwork(REFUSALS) })
  for (const slug of ['acme', 'bolt']) keys[slug] = await grid.keyOf(slug)
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
/** What was put into the outbox of the sender for this interchange besides its technical acknowledgement. */
async function refusals(interchange: string): Promise<string[]> {
  const rows = await grid.query(
    `select payload from interchanges where direction = 'out' and envelope->>'answers' = $1 and name ~ '^(824|APERAK)' order by id`,
    [interchange],
  )
  return Promise.all(
    rows.map(async (one) => Buffer.from(await grid.app.grid.payloads.bytes(one['payload'], 99_999)).toString('latin1')),
  )
}
const invoices = (number: string, po: string, quantity: string) =>
  send(
    'bolt',
    interchange({ control: ++control, functionalId: 'IN' }, [
      invoiceSet(number, po, [{ quantity }], String(Number(quantity) * 995)),
    ]),
  )
const advice = (o: { number: string; response?: string; reference?: string; why?: string }) => ({
  type: '824',
  segments: [
    `BGN*00*${o.number}*20261121*1200`,
    `OTI*${o.response ?? 'TR'}*${o.reference ?? 'IV*NONE'}`,
    `TED*024*${o.why ?? 'Price not agreed'}`,
  ],
})
const advises = (set: ReturnType<typeof advice>) =>
  send('acme', interchange({ control: ++control, functionalId: 'AG', sender: 'ACME', receiver: 'BOLT' }, [set]))
const sentences = async (who: string, id: string) =>
  (await call(who, `GET /documents/${id}/timeline`)).body.events.map((one: any) => one.sentence) as string[]

test('an invoice that is over its order is refused to its sender by an 824, which is in order itself', async () => {
  await send('acme', order({ control: ++control, po: 'P-1' }))
  const [over] = await invoices('I-1', 'P-1', '11')
  expect(over!['status']).toBe('declined')
  const [text, ...others] = await refusals(over!['interchange'])
  expect(others).toEqual([])
  expect(text).toMatch(
    /^ISA\*00\*.{10}\*00\*.{10}\*ZZ\*ACME {11}\*ZZ\*BOLT .*GS\*AG\*ACME\*BOLT\*.*\*004010~ST\*824\*0001~BGN\*00\*/,
  )
  expect(text).toContain('~OTI*TR*IV*I-1~TED*024*Line 1: the quantity in all is "11", expected at most what~TED*024*')
  const { itemReader } = await import('../standards/reading.ts')
  const reader = itemReader()
  const sets = [...reader.push(Buffer.from(text!)), ...reader.end()].flatMap((item) =>
    item.kind === 'set' ? [item.set] : [],
  )
  expect(sets.map(({ accepted, problems }) => [accepted, problems])).toEqual([[true, []]])
  expect(await sentences('bolt', over!['id'])).toContainEqual(
    expect.stringMatching(/^Refused to its sender with 824 number \d+$/),
  )
})

test('a person declines what was held: the sender is told why in an 824; without the setting nothing is said', async () => {
  await agree('{ acknowledge: { business: refusals }, compare: { action: hold } }')
  const [held] = await invoices('I-2', 'P-1', '11')
  expect([held!['status'], await refusals(held!['interchange'])]).toEqual(['held', []])
  const decline = (id: string) =>
    call('grid', `PUT /documents/${id}/decision`, { decision: 'decline', reason: 'Not ours ~ ask * us' })
  expect((await decline(held!['id'])).body.status).toBe('declined')
  const [text] = await refusals(held!['interchange'])
  expect(text).toContain('TED*024*Not ours   ask   us~TED*024*Line 1: the quantity in all is "11"')
  await agree('{ compare: { action: hold } }')
  const [silent] = await invoices('I-3', 'P-1', '11')
  await decline(silent!['id'])
  expect(await refusals(silent!['interchange'])).toEqual([])
  await agree(REFUSALS)
})

test('a refusal of a partner finds its document, which is declined, shows it on its timeline and opens a work item', async () => {
  const [invoice] = await invoices('I-4', 'P-1', '1')
  expect(invoice!['status']).toBe('released')
  const [said] = await advises(advice({ number: 'R-4', reference: 'IV*i-4' }))
  expect(said!['status']).toBe('released')
  const [now] = await grid.query('select status, problems from documents where id = $1', [invoice!['id']])
  expect(now).toMatchObject({
    status: 'declined',
    problems: [{ code: 'business-refused', reasons: ['Price not agreed'] }],
  })
  const sentence = "The receiver's 824 refused I-4: Price not agreed. Correct it with the receiver, then send it again."
  for (const who of ['bolt', 'acme']) expect(await sentences(who, invoice!['id'])).toContain(`Declined: ${sentence}`)
  const [item] = await grid.query('select id, kind, class, organization from work_items where subject = $1', [
    invoice!['id'],
  ])
  expect(item).toMatchObject({ kind: 'failure', class: 'business', organization: invoice!['sender'] })
  const { body } = await call('grid', `GET /work-items/${item!['id']}`)
  expect(body.next[0].act).toBe('correct')
  const receipts = await grid.query(`select level, state from receipts where document = $1`, [invoice!['id']])
  expect(receipts).toEqual([{ level: 'business', state: 'negative' }])
  // What was refused counts no more.
  const [again] = await invoices('I-5', 'P-1', '10')
  expect(again!['status']).toBe('released')
})

test('an advice is never refused itself, nor is one that finds nothing; one that accepts is noted', async () => {
  const [invoice] = await grid.query(`select id from documents where business_key = 'I-5'`)
  await advises(advice({ number: 'R-5', response: 'TA', reference: 'IV*I-5' }))
  const [now] = await grid.query('select status from documents where id = $1', [invoice!['id']])
  expect(now!['status']).toBe('released')
  expect(await sentences('bolt', invoice!['id'])).toContain("The receiver's 824 R-5 takes it")
  const first = await advises(advice({ number: 'R-6' }))
  expect(first[0]!['status']).toBe('released')
  const [second] = await advises(advice({ number: 'R-6' }))
  if (second!['status'] === 'held') {
    await call('grid', `PUT /documents/${second!['id']}/decision`, { decision: 'decline', reason: 'The same again' })
  }
  expect(await refusals(second!['interchange'])).toEqual([])
  const own = await grid.query(`select 1 from interchanges where name like '824-bolt%'`)
  expect(own).toEqual([])
})

test('EDIFACT: an INVOIC over its ORDERS is refused by an APERAK, and that of a partner finds its document', async () => {
  await send('acme', edifact({ control: 'E1' }, [ordersMessage('1', 'PO-E')]))
  const bolt = { sender: '4098765000008:14', receiver: '4012345000009:14' }
  const invoic = (number: string, quantity: string) =>
    send('bolt', edifact({ ...bolt, control: number }, [invoicMessage('1', number, { po: 'PO-E', quantity })]))
  const [good] = await invoic('IE1', '10')
  expect([good!['status'], good!['problems']]).toEqual(['released', null])
  const [over] = await invoic('IE2', '1')
  expect(over!['status']).toBe('declined')
  const [text] = await refusals(over!['interchange'])
  expect(text).toMatch(/^UNB\+UNOC:3\+4012345000009:14\+4098765000008:14\+.*UNH\+1\+APERAK:D:96A:UN'BGM\+313\+\d+\+27'/)
  expect(text).toContain('RFF+IV:IE2')
  const refusal =
    "UNH+1+APERAK:D:96A:UN'BGM+313+AP1+27'DTM+137:20261121:102'RFF+IV:IE1'ERC+ZZZ'FTX+AAO+++Wrong?: all of it'UNT+7+1'"
  const [said] = await send('acme', edifact({ control: 'E2' }, [refusal]))
  expect([said!['status'], said!['problems']]).toEqual(['released', null])
  const [now] = await grid.query('select status, problems from documents where id = $1', [good!['id']])
  expect(now).toMatchObject({ status: 'declined', problems: [{ reasons: ['Wrong: all of it'] }] })
})
