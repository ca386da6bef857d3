import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { acknowledgement, isa, network, order } from '../../../test/messages.ts'
import { receiveInterchange } from './receiving.ts'
import { sentence } from './sentences.ts'

let grid: TestGrid
let control = 0

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

interface Sent {
  /** What left. */
  outgoing: string
  group: number
  documents(): Promise<{ control_number: string; status: string; problems: any[] | null }[]>
  statuses(): Promise<string[]>
  receipts(): Promise<{ id: string; state: string; settles: boolean; problems: any[] | null }[]>
  items(): Promise<{ kind: string; problem: any; closed_at: Date | null; close_reason: string | null }[]>
  events(type: string): Promise<Record<string, any>[]>
}

/** ACME sends orders, and they leave for BOLT. */
async function sendOrders(count = 1): Promise<Sent> {
  const po = Array.from({ length: count }, (_, i) => `R${control}-${i}`)
  const interchange = await send('acme', order({ control: ++control, po }))
  const [out] = await grid.query(
    `select i.id, i.control_number::int as n from interchanges i join documents d on d.outgoing = i.id where d.interchange = $1`,
    [interchange],
  )
  const outgoing = out!['id'] as string
  const all = (text: string) => grid.query(text, [outgoing]) as Promise<any[]>
  const documents = () =>
    all('select control_number, status, problems from documents where outgoing = $1 order by position')
  return {
    outgoing,
    group: out!['n'],
    documents,
    statuses: async () => (await documents()).map((one) => one.status),
    receipts: () =>
      all(
        `select r.id, r.state, r.settles, r.problems from receipts r join deliveries d on d.id = r.delivery where d.interchange = $1 order by r.id`,
      ),
    items: () =>
      all(
        `select w.* from work_items w where w.subject = $1 or w.subject in
          (select r.id from receipts r join deliveries d on d.id = r.delivery where d.interchange = $1) order by w.opened_at, w.id`,
      ),
    events: (type) => grid.query('select * from events where subject = $1 and type = $2', [outgoing, type]),
  }
}

const answer = (body: string, o: { version?: string; type?: string } = {}) => {
  const { version = '004010', type = '997' } = o
  const st = type === '999' ? `ST*999*0001*005010X231A1~` : 'ST*997*0001~'
  const n = ++control
  const nine = String(n).padStart(9, '0')
  const count = body.split('~').length + 1
  return `${isa({ sender: 'BOLT', receiver: 'ACME', control: n })}GS*FA*BOLT*ACME*20261120*2230*${n}*X*${version}~${st}${body}SE*${count}*0001~GE*1*${n}~IEA*1*${nine}~`
}
const ta1 = (number: number, code: string, note: string) => {
  const n = ++control
  const nine = (one: number) => String(one).padStart(9, '0')
  return `${isa({ sender: 'BOLT', receiver: 'ACME', control: n })}TA1*${nine(number)}*261120*2230*${code}*${note}~IEA*0*${nine(n)}~`
}

test('a group-only A settles every set', async () => {
  const sent = await sendOrders(3)
  await send('bolt', answer(`AK1*PO*${sent.group}~AK9*A*3*3*3~`))
  expect(await sent.statuses()).toEqual(['completed', 'completed', 'completed'])
  expect(await sent.receipts()).toMatchObject([{ state: 'positive', settles: true }])
  expect(await sent.items()).toEqual([])
})

test('E is positive', async () => {
  const sent = await sendOrders(1)
  await send('bolt', answer(`AK1*PO*${sent.group}~AK2*850*0001~AK3*PO1*3**8~AK5*E*5~AK9*E*1*1*1~`))
  expect(await sent.statuses()).toEqual(['completed'])
  expect((await sent.events('receipt.positive'))[0]!['data']).toMatchObject({ code: 'E' })
})

test('P settles set by set, and the work item names segment, element and code', async () => {
  const sent = await sendOrders(3)
  const refused = 'AK2*850*0002~AK3*PO1*3**8~AK4*4*212*6*TEN~AK5*R*5~'
  await send('bolt', answer(`AK1*PO*${sent.group}~AK2*850*0001~AK5*A~${refused}AK2*850*0003~AK5*A~AK9*P*3*3*2~`))
  expect(await sent.statuses()).toEqual(['completed', 'declined', 'completed'])
  expect((await sent.events('documents.completed'))[0]!['data']).toEqual({ documents: 2 })
  const [, declined] = await sent.documents()
  expect(sentence(declined!.problems![0])).toBe(
    `The receiver's 997 refused this document: PO104 (segment 3) has a character that is not allowed (6), found "TEN". Correct it, then send again.`,
  )
  const items = await sent.items()
  expect(items).toHaveLength(1)
  expect(items[0]).toMatchObject({ kind: 'failure', closed_at: null })
  expect(sentence(items[0]!.problem)).toBe(
    `The receiver's 997 refused 1 of 3 documents (P): 850 0002: PO104 (segment 3) has a character that is not allowed (6), found "TEN". Correct what it names, or ask the receiver, then send again.`,
  )
})

test('P that names only what it refuses: the count says that the rest is accepted', async () => {
  const sent = await sendOrders(3)
  await send('bolt', answer(`AK1*PO*${sent.group}~AK2*850*0003~AK5*R*23~AK9*P*3*3*2~`))
  expect(await sent.statuses()).toEqual(['completed', 'completed', 'declined'])
})

test('A that names a refused set refuses that one', async () => {
  const sent = await sendOrders(3)
  await send('bolt', answer(`AK1*PO*${sent.group}~AK2*850*0002~AK5*R*1~AK9*A*3*3*3~`))
  expect(await sent.statuses()).toEqual(['completed', 'declined', 'completed'])
})

test('P that leaves others unnamed says so, and they stay as they are', async () => {
  const sent = await sendOrders(3)
  await send('bolt', answer(`AK1*PO*${sent.group}~AK2*850*0001~AK5*A~AK2*850*0002~AK5*R*1~AK9*P*3*3*1~`))
  expect(await sent.statuses()).toEqual(['completed', 'declined', 'released'])
  expect(sentence((await sent.items())[0]!.problem)).toContain('Which of the other 1 it took it does not say.')
})

test.each([
  ['P', 'part of the documents', ['released', 'released']],
  ['R', '2 of 2 documents', ['declined', 'declined']],
])('%s without any set opens a work item', async (code, count, statuses) => {
  const sent = await sendOrders(2)
  await send('bolt', answer(`AK1*PO*${sent.group}~AK9*${code}*2*2*0*2~`))
  expect(await sent.statuses()).toEqual(statuses)
  const [item] = await sent.items()
  expect(sentence(item!.problem)).toBe(
    `The receiver's 997 refused ${count} (${code}): the receiver does not take this version (2).${code === 'P' ? ' Which of the other 2 it took it does not say.' : ''} Correct what it names, or ask the receiver, then send again.`,
  )
})

test('a 999 is read as well, with its business unit', async () => {
  const sent = await sendOrders(2)
  const refused = 'AK2*850*0002~IK3*BEG*2**8~CTX*BEG03>R1~IK4*3*324*I12*R1~IK5*R*I5~'
  const body = `AK1*PO*${sent.group}*005010X999~AK2*850*0001~IK5*A~${refused}AK9*P*2*2*1~`
  await send('bolt', answer(body, { type: '999', version: '005010X231A1' }))
  expect(await sent.statuses()).toEqual(['completed', 'declined'])
  expect(sentence((await sent.items())[0]!.problem)).toContain(
    `850 0002 (BEG03 R1): BEG03 (segment 2) does not have the form that the guide wants (I12), found "R1".`,
  )
})

test('a TA1 that accepts says nothing of the documents; one that rejects refuses them all', async () => {
  const sent = await sendOrders(2)
  await send('bolt', ta1(sent.group, 'A', '000'))
  expect(await sent.statuses()).toEqual(['released', 'released'])
  expect(await sent.receipts()).toMatchObject([{ state: 'awaited' }, { state: 'positive', settles: false }])
  await send('bolt', ta1(sent.group, 'R', '009'))
  expect(await sent.statuses()).toEqual(['declined', 'declined'])
  expect(sentence((await sent.items())[0]!.problem)).toBe(
    "The receiver's TA1 rejected the interchange: the receiver (ISA08) is unknown there (009). Correct the envelope with the receiver, then send again.",
  )
})

test('repeated and contradicting ones are recorded and change nothing', async () => {
  const sent = await sendOrders(1)
  await send('bolt', answer(`AK1*PO*${sent.group}~AK9*A*1*1*1~`))
  await send('bolt', answer(`AK1*PO*${sent.group}~AK9*A*1*1*1~`))
  await send('bolt', answer(`AK1*PO*${sent.group}~AK9*R*1*1*0~`))
  await send('bolt', ta1(sent.group, 'R', '001'))
  expect(await sent.statuses()).toEqual(['completed'])
  expect(await sent.items()).toEqual([])
  expect((await sent.receipts()).map((one) => [one.state, one.settles])).toEqual([
    ['positive', true],
    ['positive', false],
    ['negative', false],
    ['negative', false],
  ])
  expect(await sent.events('receipt.repeated')).toHaveLength(3)
})

test.each([
  ['an unknown group', (_: Sent) => 'AK1*PO*987654~AK9*R*1*1*0~', 'receipt.unmatched'],
  ['a group of another function', (s: Sent) => `AK1*IN*${s.group}~AK9*R*1*1*0~`, 'receipt.unmatched'],
  ['no number at all', (_: Sent) => 'AK1*PO*ABC~AK9*A*1*1*1~', 'receipt.unmatched'],
  ['no verdict', (s: Sent) => `AK1*PO*${s.group}~`, 'receipt.unreadable'],
])('%s is recorded and changes nothing', async (_what, body, type) => {
  const sent = await sendOrders(1)
  const interchange = await send('bolt', answer(body(sent)))
  expect(await sent.statuses()).toEqual(['released'])
  expect(await sent.items()).toEqual([])
  expect((await sent.receipts())[0]).toMatchObject({ state: 'awaited' })
  const kept = await grid.query('select settles from receipts where evidence = $1', [interchange])
  expect(kept).toEqual([{ settles: false }])
  const events = await grid.query('select type from events where type = $2 and (data->>$3)::uuid = $1', [
    interchange,
    type,
    'evidence',
  ])
  expect(events).toHaveLength(1)
})

test('a 997 of somebody else, or for the other environment, is for nothing of ours', async () => {
  const sent = await sendOrders(1)
  await send('acme', acknowledgement({ sender: 'ACME', receiver: 'BOLT', control: ++control, group: sent.group }))
  expect(await sent.statuses()).toEqual(['released'])
})

test('acknowledgements are never acknowledged, neither good ones nor bad ones', async () => {
  const before = await grid.query(
    `select count(*)::int as n from deliveries d join organizations o on o.id = d.receiver where o.slug = 'bolt' and d.purpose = 'acknowledgement'`,
  )
  const sent = await sendOrders(1)
  await send('bolt', answer(`AK1*PO*${sent.group}~AK2*850*0001~AK3*~AK9*A*1*1*1~`))
  await send('bolt', answer('XXX*1~'))
  const after = await grid.query(
    `select count(*)::int as n from deliveries d join organizations o on o.id = d.receiver where o.slug = 'bolt' and d.purpose = 'acknowledgement'`,
  )
  expect(after).toEqual(before)
})

const orders = (po: string) =>
  grid.query(
    `select i.payload from interchanges i join documents d on d.outgoing = i.id where d.business_key = $1 and i.direction = 'out'`,
    [po],
  )

test.each([
  ['the same control number', 0],
  ['a new control number', 1],
])('we refuse an order; its corrected original under %s is the only order', async (_what, more) => {
  const po = `FIXED${++control}`
  const good = order({ control, po })
  const bad = good.replace('*10*EA', '*TEN*EA')
  await send('acme', bad)
  await send('acme', bad)
  expect(await orders(po)).toEqual([])
  const number = control + more
  control = number
  const corrected = order({ control: number, po })
  await send('acme', corrected)
  expect(await orders(po)).toHaveLength(1)
  // Neither comes again, and the bad one cannot take the number back.
  await send('acme', corrected)
  await send('acme', more === 0 ? bad : corrected)
  expect(await orders(po)).toHaveLength(1)
})

test('the receiver refuses an order; the corrected original is one order, the first stays declined', async () => {
  const po = `AGAIN${++control}`
  await send('acme', order({ control, po }))
  const number = async () =>
    (
      await grid.query(
        `select i.control_number::int as n from interchanges i join documents d on d.outgoing = i.id where d.business_key = $1 order by i.id desc limit 1`,
        [po],
      )
    )[0]!['n']
  await send('bolt', answer(`AK1*PO*${await number()}~AK2*850*0001~AK5*R*5~AK9*R*1*1*0~`))
  const second = ++control
  await send('acme', order({ control: second, po, lines: 3 }))
  await send('bolt', answer(`AK1*PO*${await number()}~AK9*A*1*1*1~`))
  const statuses = await grid.query('select status from documents where business_key = $1 order by id', [po])
  expect(statuses).toEqual([{ status: 'declined' }, { status: 'completed' }])
  // A number that stands for an order that went out cannot be taken for other bytes.
  const other = await send('acme', order({ control: second, po, lines: 4 }))
  expect(await grid.query('select status from interchanges where id = $1', [other])).toEqual([
    { status: 'quarantined' },
  ])
})

test('what was refused, sent again and then taken is completed', async () => {
  const sent = await sendOrders(2)
  await send('bolt', answer(`AK1*PO*${sent.group}~AK9*R*2*2*0~`))
  expect(await sent.statuses()).toEqual(['declined', 'declined'])
  // As sending the same again leaves it.
  await grid.query(`update receipts set state = 'awaited' where id = $1`, [(await sent.receipts())[0]!.id])
  await send('bolt', answer(`AK1*PO*${sent.group}~AK9*A*2*2*2~`))
  expect(await sent.statuses()).toEqual(['completed', 'completed'])
})

test('a large interchange is refused and marked in batches', async () => {
  const sent = await sendOrders(4_000)
  await grid.until('released', async () => (await sent.statuses()).every((one) => one === 'released'))
  await send('bolt', answer(`AK1*PO*${sent.group}~AK9*R*4000*4000*0*1~`))
  await grid.until('declined', async () => (await sent.statuses()).every((one) => one === 'declined'))
  expect(sentence((await sent.documents())[0]!.problems![0])).toContain('the receiver does not take this group (1)')
})
