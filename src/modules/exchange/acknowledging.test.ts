import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { isa, network, order, orderSet } from '../../../test/messages.ts'
import { systemActor } from '../../platform/actor.ts'
import { applyNetwork } from '../network/apply.ts'
import { receiveInterchange } from './receiving.ts'

let grid: TestGrid
let control = 0

beforeAll(async () => {
  grid = await startTestGrid({ network: network() })
})
afterAll(() => grid.close())

/** Agrees anew; everything that is not named has its default. */
async function agree(settings = 'order: none'): Promise<void> {
  // The same orders again and again: here they are no matter.
  const said = `settings: { duplicates: { originals: pass }, ${settings} }`
  await applyNetwork(grid.app.grid, network().replace(/settings: \{.*\}$/m, said), systemActor)
  await grid.app.reload()
}

/** Sends as ACME and waits for the decision: its answers as text, its documents and the row. */
async function send(text: string) {
  const { directory, payloads } = grid.app.exchange
  const channel = directory.channelOf(directory.organizationBySlug('acme')!.id, 'in', 'api')!
  const kept = payloads.small(Buffer.from(text))
  const { interchange: id } = await receiveInterchange(grid.app.exchange, { channel, name: '', kept, actor: 'test' })
  const row = await grid.until('the decision', async () => {
    const [found] = await grid.query(`select * from interchanges where id = $1 and status <> 'received'`, [id])
    return found
  })
  const answers = await Promise.all(
    (await grid.query(`select payload from interchanges where envelope->>'answers' = $1 order by id`, [id])).map(
      async (one) => Buffer.from(await payloads.bytes(one['payload'], 1_000_000)).toString(),
    ),
  )
  const documents = await grid.query('select * from documents where interchange = $1 order by position', [id])
  return { id, row, answers, statuses: documents.map((one) => one['status']), documents }
}

const bad = (po: string, number: string) => orderSet(po, number).replace('*10*EA', '*TEN*EA')
const group = (number: number, sets: string[], version = '004010', gs = 'PO') =>
  `GS*${gs}*ACME*BOLT*20261120*2230*${number}*X*${version}~${sets.join('')}GE*${sets.length}*${number}~`
const interchange = (groups: string[], o: { ta1?: boolean } = {}) => {
  const head = isa({ sender: 'ACME', receiver: 'BOLT', control: ++control, ...o })
  return `${head}${groups.join('')}IEA*${groups.length}*${String(control).padStart(9, '0')}~`
}
const goodAndBad = () => group(1, [orderSet(`G${control}`, '0001'), bad(`B${control}`, '0002')])

test('a group of an implementation guide gets a 999, its neighbour a 997, in one interchange', async () => {
  await agree()
  const sets = [orderSet('A1', '0001')]
  const { answers } = await send(interchange([group(11, sets), group(12, sets, '005010X999')]))
  expect(answers).toHaveLength(1)
  expect(answers[0]).toMatch(/GS\*FA\*BOLT\*ACME\*\d+\*\d+\*\d+\*X\*004010~ST\*997\*0001~AK1\*PO\*11~/)
  expect(answers[0]).toMatch(
    /X\*005010X231A1~ST\*999\*0001\*005010X231A1~AK1\*PO\*12\*005010X999~AK2\*850\*0001~IK5\*A~/,
  )
  expect(answers[0]).toMatch(/IEA\*2\*/)
  const [, first, second] = /GE\*1\*(\d+)~.*GE\*1\*(\d+)~/.exec(answers[0]!)!
  expect(first).not.toBe(second)
})

test.each([
  ['997', 'ST*997*'],
  ['999', 'ST*999*'],
])('%s by agreement', async (technical, start) => {
  await agree(`acknowledge: { technical: "${technical}" }`)
  const { answers } = await send(interchange([group(1, [orderSet('A2', '0001')], '005010X999')]))
  expect(answers[0]).toContain(start)
})

test('no acknowledgement by agreement', async () => {
  await agree('acknowledge: { technical: none }')
  expect((await send(interchange([goodAndBad()]))).answers).toEqual([])
})

test.each<[string, boolean, boolean]>([
  ['asked', true, true],
  ['asked', false, false],
  ['always', false, true],
  ['on-error', true, false],
  ['never', true, false],
])('TA1 %s: asked for %s, sent %s', async (envelope, ta1, sent) => {
  await agree(`acknowledge: { technical: none, envelope: ${envelope} }`)
  const { answers } = await send(interchange([group(1, [orderSet('A3', '0001')])], { ta1 }))
  expect(answers).toHaveLength(sent ? 1 : 0)
  if (sent) expect(answers[0]).toMatch(/~TA1\*\d{9}\*261120\*2230\*A\*000~IEA\*0/)
})

test.each([
  ['always', 1],
  ['on-error', 1],
  ['never', 0],
])('a control number that was used before gets TA1 025: %s', async (envelope, count) => {
  await agree(`acknowledge: { technical: none, envelope: ${envelope} }`)
  const text = interchange([group(1, [orderSet('A4', '0001')])])
  await send(text)
  const { answers, row } = await send(text.replace('WIDGET', 'GADGET'))
  expect(row['status']).toBe('quarantined')
  expect(answers).toHaveLength(count)
  if (count > 0) expect(answers[0]).toContain('*R*025~')
})

test('a broken envelope is always answered', async () => {
  await agree('acknowledge: { technical: none, envelope: never }')
  const { answers, statuses } = await send(interchange([goodAndBad()]).replace(/IEA\*1/, 'IEA*2'))
  expect(answers[0]).toContain('*R*021~')
  expect(statuses).toEqual([])
})

test('only the bad set is refused', async () => {
  await agree()
  const { answers, statuses } = await send(interchange([goodAndBad(), group(2, [orderSet('N', '0001')])]))
  expect(statuses).toEqual(['released', 'invalid', 'released'])
  expect(answers[0]).toMatch(/AK2\*850\*0001~AK5\*A~AK2\*850\*0002~.*AK5\*R\*5~AK9\*P\*2\*2\*1~.*AK9\*A\*1\*1\*1~/)
})

test('all or nothing in the group', async () => {
  await agree('invalid: { scope: group }')
  const { answers, statuses, documents } = await send(interchange([goodAndBad(), group(2, [orderSet('N', '0001')])]))
  expect(statuses).toEqual(['invalid', 'invalid', 'released'])
  expect(answers[0]).toMatch(/AK2\*850\*0001~AK5\*R~AK2\*850\*0002~.*AK5\*R\*5~AK9\*R\*2\*2\*0~.*AK9\*A\*1\*1\*1~/)
  expect(documents[0]!['problems']).toEqual([{ code: 'all-or-nothing', scope: 'group' }])
  const out = await grid.query('select 1 from interchanges where id = $1', [documents[0]!['outgoing']])
  expect(out).toEqual([])
})

test('all or nothing in the interchange', async () => {
  await agree('invalid: { scope: interchange }')
  const first = group(3, [orderSet('M', '0001')])
  const { answers, statuses } = await send(interchange([first, goodAndBad(), group(2, [orderSet('N', '0001')])]))
  expect(statuses).toEqual(['invalid', 'invalid', 'invalid', 'invalid'])
  expect(answers[0]!.match(/AK9\*R/g)).toHaveLength(3)
  expect(answers[0]).not.toMatch(/AK5\*A/)
})

test('accepted with errors noted: it goes on, and the answer says E', async () => {
  await agree('invalid: { action: accept }')
  const { answers, statuses } = await send(interchange([goodAndBad()]))
  expect(statuses).toEqual(['released', 'released'])
  expect(answers[0]).toMatch(/AK3\*PO1\*3\*\*8~AK4\*2\*330\*6\*TEN~AK5\*E\*5~AK9\*E\*2\*2\*2~/)
  const cut = await send(interchange([group(1, [orderSet('C', '0001').replace(/SE\*\d+\*/, 'SE*99*')])]))
  expect(cut.statuses).toEqual(['invalid'])
  expect(cut.answers[0]).toMatch(/AK5\*R\*4~AK9\*R\*1\*1\*0~/)
})

test('an acknowledgement is never acknowledged', async () => {
  await agree('acknowledge: { technical: "997", envelope: asked }')
  const body = 'ST*997*0001~AK1*PO*999~AK9*A*1*1*1~SE*4*0001~'
  expect((await send(interchange([group(1, [body], '004010', 'FA')]))).answers).toEqual([])
})

test('a large interchange of all or nothing is refused as a whole, also across its batches', async () => {
  await agree('invalid: { scope: group }')
  const po = Array.from({ length: 6_000 }, (_, i) => `ALL${i}`)
  const text = order({ control: ++control, po }).replace('BEG*00*SA*ALL5500*', 'BEG*00*SA**')
  const { answers, id } = await send(text)
  expect(answers[0]).toContain('AK9*R*6000*6000*0~')
  await grid.until('all refused', async () => {
    const [count] = await grid.query(
      `select count(*)::int as n from documents where interchange = $1 and status = 'invalid'`,
      [id],
    )
    return count!['n'] === 6_000
  })
  const out = `select 1 from deliveries d join interchanges i on i.id = d.interchange where i.cause = $1 and d.purpose = 'documents'`
  expect(await grid.query(out, [id])).toEqual([])
})
