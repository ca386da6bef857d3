import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { isa, network, order, orderSet } from '../../../test/messages.ts'
import { systemActor } from '../../platform/actor.ts'
import { applyNetwork } from '../network/apply.ts'
import { decideDocument } from './decisions.ts'
import { receiveInterchange } from './receiving.ts'
import { sentence } from './sentences.ts'
import { type Conclusion, concludeSuspended } from './suspended.ts'

let grid: TestGrid
let control = 0

beforeAll(async () => {
  grid = await startTestGrid({ network: network() })
})
afterAll(() => grid.close())

async function agree(settings: string): Promise<void> {
  await applyNetwork(
    grid.app.grid,
    network().replace('settings: {', `settings: { ${settings}, duplicates: { originals: pass },`),
    systemActor,
  )
  await grid.app.reload()
}

async function send(text: string) {
  const { directory, payloads } = grid.app.exchange
  const channel = directory.channelOf(directory.organizationBySlug('acme')!.id, 'in', 'api')!
  const kept = payloads.small(Buffer.from(text))
  const { interchange: id } = await receiveInterchange(grid.app.exchange, { channel, name: '', kept, actor: 'test' })
  await grid.until('the decision', async () => {
    const [row] = await grid.query(`select 1 from interchanges where id = $1 and status <> 'received'`, [id])
    return row
  })
  const documents = () => grid.query('select * from documents where interchange = $1 order by position', [id])
  const texts = async (rows: Record<string, any>[]) =>
    Promise.all(rows.map(async (one) => Buffer.from(await payloads.bytes(one['payload'], 10_000_000)).toString()))
  return {
    id,
    documents,
    statuses: async () => (await documents()).map((one) => one['status']),
    answers: async () =>
      texts(await grid.query(`select payload from interchanges where envelope->>'answers' = $1 order by id`, [id])),
    left: async () =>
      texts(
        await grid.query(
          `select i.payload from interchanges i join deliveries d on d.interchange = i.id where i.cause = $1 and d.purpose = 'documents' order by i.id`,
          [id],
        ),
      ),
    items: async () =>
      grid.query(
        `select w.* from work_items w join documents d on d.id = w.subject where d.interchange = $1 order by d.position`,
        [id],
      ),
    settled: () =>
      grid.until(
        'the jobs',
        async () => (await grid.query('select 1 from jobs where subject = $1', [id])).length === 0,
      ),
  }
}
type Sent = Awaited<ReturnType<typeof send>>

/** A person decides on the document at this position. */
async function decide(sent: Sent, position: number, conclusion: Conclusion): Promise<void> {
  const { id } = (await sent.documents())[position]!
  const by = { actor: 'ann', reason: 'Looked at it.' }
  await grid.app.exchange.commit(await concludeSuspended(grid.app.exchange, id, conclusion, by))
  await sent.settled()
}

const bad = (po: string, number: string) => orderSet(po, number).replace('*10*EA', '*TEN*EA')
const group = (number: number, sets: string[]) =>
  `GS*PO*ACME*BOLT*20261120*2230*${number}*X*004010~${sets.join('')}GE*${sets.length}*${number}~`
const interchange = (...groups: string[]) =>
  `${isa({ sender: 'ACME', receiver: 'BOLT', control: ++control })}${groups.join('')}IEA*${groups.length}*${String(control).padStart(9, '0')}~`
const mixed = (number = 1) => group(number, [orderSet(`G${number}`, '0001'), bad(`B${number}`, '0002')])

test('suspended: its neighbour goes on, nobody is answered, and a person is asked', async () => {
  await agree('invalid: { action: suspend }')
  const sent = await send(interchange(mixed()))
  expect(await sent.statuses()).toEqual(['released', 'suspended'])
  expect(await sent.answers()).toEqual([])
  expect(await sent.left()).toEqual([expect.stringContaining('*G1*')])
  const [item, ...more] = await sent.items()
  expect(more).toEqual([])
  expect(item).toMatchObject({ kind: 'quarantine', closed_at: null })
  expect(sentence(item!['problem'])).toMatch(/^850 B1 is not valid, and by agreement a person decides/)
  const seen = await grid.query(
    'select o.slug from document_sides s join organizations o on o.id = s.organization where s.document = $1',
    [(await sent.documents())[1]!['id']],
  )
  expect(seen).toEqual([{ slug: 'acme' }])
})

test('refused: the answer says R with what was wrong, once', async () => {
  const sent = await send(interchange(mixed()))
  await decide(sent, 1, { verdict: 'refused' })
  expect(await sent.statuses()).toEqual(['released', 'invalid'])
  const answers = await sent.answers()
  expect(answers).toHaveLength(1)
  expect(answers[0]).toMatch(
    /AK2\*850\*0001~AK5\*A~AK2\*850\*0002~AK3\*PO1\*3\*\*8~AK4\*2\*330\*6\*TEN~(AK3.*)?AK5\*R\*5~AK9\*P\*2\*2\*1~SE\*/,
  )
  expect(await sent.items()).toMatchObject([{ closed_by: 'ann', close_reason: 'Looked at it.' }])
  const [row] = await grid.query('select answer from interchanges where id = $1', [sent.id])
  expect(row!['answer']).not.toBeNull()
  await expect(decide(sent, 1, { verdict: 'refused' })).rejects.toThrow('is invalid, not suspended')
})

test('accepted as it came: it leaves with its own bytes, and the answer says A', async () => {
  const sent = await send(interchange(mixed()))
  await decide(sent, 1, { verdict: 'accepted' })
  expect(await sent.statuses()).toEqual(['released', 'released'])
  expect((await sent.left())[1]).toContain('BEG*00*SA*B1*')
  expect((await sent.left())[1]).toContain('*TEN*EA')
  expect((await sent.answers())[0]).toMatch(/AK2\*850\*0001~AK5\*A~AK2\*850\*0002~AK5\*A~AK9\*A\*2\*2\*2~SE\*8\*/)
  const [receipt] = await grid.query(
    `select r.state from receipts r join deliveries d on d.id = r.delivery join documents o on o.outgoing = d.interchange where o.id = $1`,
    [(await sent.documents())[1]!['id']],
  )
  expect(receipt).toEqual({ state: 'awaited' })
})

test('by the verb that people use: released once, or declined', async () => {
  const decideBy = async (sent: Sent, decision: 'release' | 'decline') => {
    const { id } = (await sent.documents())[1]!
    await decideDocument(grid.app.exchange, systemActor, id, { decision, reason: 'Looked at it.' })
    await sent.settled()
  }
  const [good, refused] = [await send(interchange(mixed())), await send(interchange(mixed()))]
  await decideBy(good, 'release')
  await decideBy(good, 'release')
  expect(await good.statuses()).toEqual(['released', 'released'])
  expect(await good.answers()).toEqual([expect.stringContaining('AK9*A*2*2*2~')])
  await expect(decideBy(good, 'decline')).rejects.toThrow('there is nothing to decide')
  await decideBy(refused, 'decline')
  expect(await refused.statuses()).toEqual(['released', 'invalid'])
  expect(await refused.answers()).toEqual([expect.stringContaining('AK5*R*5~AK9*P*2*2*1~')])
})

test('two of them: the answer waits for the last', async () => {
  const sent = await send(interchange(group(1, [bad('X1', '0001'), bad('X2', '0002')])))
  await decide(sent, 1, { verdict: 'refused' })
  expect(await sent.answers()).toEqual([])
  await decide(sent, 0, { verdict: 'accepted' })
  expect((await sent.answers())[0]).toMatch(/AK2\*850\*0001~AK5\*A~AK2\*850\*0002~.*AK5\*R\*5~AK9\*P\*2\*2\*1~/)
})

test('all or nothing in the group: the good one waits with the bad one, and leaves with it', async () => {
  await agree('invalid: { action: suspend, scope: group }')
  const sent = await send(interchange(mixed(1), group(2, [orderSet('OTHER', '0001')])))
  expect(await sent.statuses()).toEqual(['suspended', 'suspended', 'released'])
  expect(await sent.items()).toHaveLength(1)
  await decide(sent, 1, { verdict: 'accepted' })
  expect(await sent.statuses()).toEqual(['released', 'released', 'released'])
  const left = (await sent.left()).join('')
  expect(left.match(/GS\*PO/g)).toHaveLength(3)
  expect((await sent.answers())[0]).toMatch(/AK9\*A\*2\*2\*2~.*AK9\*A\*1\*1\*1~/)
})

test('all or nothing in the group: one refused refuses what waits with it', async () => {
  const sent = await send(
    interchange(
      group(1, [orderSet('GG', '0001'), bad('B1', '0002'), bad('B2', '0003')]),
      group(2, [orderSet('OTHER', '0001')]),
    ),
  )
  await decide(sent, 1, { verdict: 'refused' })
  expect(await sent.statuses()).toEqual(['invalid', 'invalid', 'invalid', 'released'])
  expect(await sent.left()).toHaveLength(1)
  const [answer] = await sent.answers()
  expect(answer).toMatch(
    /AK2\*850\*0001~AK5\*R~AK2\*850\*0002~.*AK5\*R\*5~AK2\*850\*0003~.*AK5\*R\*5~AK9\*R\*3\*3\*0~.*AK9\*A\*1\*1\*1~/,
  )
  expect((await sent.items()).every((one) => one['closed_at'] !== null)).toBe(true)
})

test('all or nothing in the interchange', async () => {
  await agree('invalid: { action: suspend, scope: interchange }')
  const sent = await send(interchange(mixed(1), group(2, [orderSet('OTHER', '0001')])))
  expect(await sent.statuses()).toEqual(['suspended', 'suspended', 'suspended'])
  expect(await sent.left()).toEqual([])
  await decide(sent, 1, { verdict: 'refused' })
  expect(await sent.statuses()).toEqual(['invalid', 'invalid', 'invalid'])
  expect((await sent.answers())[0]).toMatch(/AK9\*R\*2\*2\*0~.*AK9\*R\*1\*1\*0~/)
})

test('a group whose trailer is wrong is refused at once, with what would have waited', async () => {
  await agree('invalid: { action: suspend }')
  const sent = await send(interchange(mixed(1).replace('GE*2', 'GE*3')))
  expect(await sent.statuses()).toEqual(['invalid', 'invalid'])
  expect((await sent.answers())[0]).toMatch(/AK9\*R\*2\*2\*0\*5~/)
  expect(await sent.items()).toEqual([])
})

test('a repeat is not answered before the first is', async () => {
  const text = interchange(mixed(1))
  const sent = await send(text)
  const again = await send(text)
  expect(await again.statuses()).toEqual([])
  expect(await sent.answers()).toEqual([])
  await decide(sent, 1, { verdict: 'refused' })
  expect(await sent.answers()).toHaveLength(1)
})

test('a large interchange waits and leaves as a whole', async () => {
  await agree('invalid: { action: suspend, scope: group }')
  const po = Array.from({ length: 6_000 }, (_, i) => `WAIT${i}`)
  const sent = await send(order({ control: ++control, po }).replace('BEG*00*SA*WAIT5500*', 'BEG*00*SA**'))
  await grid.until('all suspended', async () => (await sent.statuses()).every((one) => one === 'suspended'))
  expect(await sent.left()).toEqual([])
  await decide(sent, 5_500, { verdict: 'accepted' })
  expect((await sent.statuses()).every((one) => one === 'released')).toBe(true)
  expect((await sent.answers())[0]).toContain('AK9*A*6000*6000*6000~')
  expect((await sent.left()).join('').match(/ST\*850/g)).toHaveLength(6_000)
})
