import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network, order } from '../../../test/messages.ts'
import { systemActor } from '../../platform/actor.ts'
import { applyNetwork } from '../network/apply.ts'
import { decideDocument } from './decisions.ts'

let grid: TestGrid
let key: string
let control = 0
const COBALT = `  cobalt:
    name: Cobalt
    identifiers: [{ scheme: x12-isa, qualifier: "01", value: COBALT, mode: test }, { scheme: x12-gs, value: CBGS, mode: test }]
    channels: { outbox: { direction: out, kind: sftp-home }, rush: { direction: out, kind: sftp-home }, inbox: { direction: in, kind: sftp-home } }
agreements:
  - { sender: acme, receiver: cobalt, type: "850", mode: test, channel: outbox }
  - { sender: acme, receiver: bolt, type: "850-RUSH", mode: test, channel: outbox, settings: { order: strict } }`
const network3 = (rules: string, own = '[]') =>
  network()
    .replace('agreements:', COBALT)
    .replace('settings: { expect', `settings: { rules: ${own}, expect`)
    .concat(`routing: { test: ${rules} }\n`)

beforeAll(async () => {
  grid = await startTestGrid({ network: network3('[]') })
  key = await grid.keyOf('acme')
})
afterAll(() => grid.close())

async function agree(rules: string, own?: string) {
  await applyNetwork(grid.app.grid, network3(rules, own), systemActor)
  await grid.app.reload()
}
async function send(text: string, name = '') {
  const response = await fetch(`${grid.url}/api/v1/interchanges`, {
    method: 'POST',
    body: text,
    headers: { authorization: `Bearer ${key}`, 'entrepot-name': name },
  })
  const { interchange } = (await response.json()) as { interchange: string }
  await grid.until('decision', async () => {
    const [row] = await grid.query('select status from interchanges where id = $1', [interchange])
    return row!['status'] !== 'received'
  })
  return grid.query(
    `select d.*, r.slug as to, o.payload, o.control_number as number, c.name as way from documents d join organizations r on r.id = d.receiver
      left join interchanges o on o.id = d.outgoing left join channels c on c.id = o.channel where d.interchange = $1 order by position`,
    [interchange],
  )
}
const textOf = async (row: Record<string, any>) =>
  Buffer.from(await grid.app.grid.payloads.bytes(row['payload'], 100_000)).toString()

test('a rule leads a document to another receiver, under its address and number, each set by its own content', async () => {
  await agree(`[{ name: big ones, when: { type: "850", amount: { atLeast: "1000" } }, act: { receiver: cobalt } }]`)
  const small = order({ control: ++control, po: ['S-1', 'S-2'], lines: 2 })
  const set = order({ control: 1, po: 'L-1', lines: 11 })
    .match(/ST\*850.*SE\*\d+\*0001~/)![0]
    .replaceAll('*0001~', '*0003~')
  const mixed = small.replace('GE*2*', `${set}GE*3*`)
  const found = await send(mixed)
  expect(found.map((one) => [one['to'], one['status']])).toEqual([
    ['bolt', 'released'],
    ['bolt', 'released'],
    ['cobalt', 'released'],
  ])
  expect(await textOf(found[2]!)).toMatch(
    /^ISA.*\*ZZ\*ACME {11}\*01\*COBALT {9}\*.*GS\*PO\*ACME\*CBGS\*.*BEG\*00\*SA\*L-1.*GE\*1\*1~/,
  )
  expect(await textOf(found[0]!)).toMatch(/\*ZZ\*BOLT {11}\*.*S-1.*S-2.*GE\*2\*/)
  expect(found.map((one) => one['number'])).toEqual(['000000001', '000000001', '000000001'])
  const told = `select data, organizations from events where subject = $1 and type = 'document.routed'`
  expect(await grid.query(told, [found[2]!['id']])).toEqual([{ data: { rules: ['big ones'] }, organizations: [] }])
  const { rows } = await grid.app.grid.database.pool.query(
    `select slug from document_sides s join organizations o on o.id = s.organization where document = $1 order by 1`,
    [found[2]!['id']],
  )
  expect(rows.map(({ slug }) => slug)).toEqual(['acme', 'cobalt'])
})

test('rules hold, set aside, choose an agreement and a way; the first that fits counts', async () => {
  await agree(
    `[{ name: rush, when: { elements: { BEG02: RO } }, act: { agreement: 850-RUSH } },
      { name: look, when: { file: "*.manual.edi" }, act: { hold: somebody asked for it } },
      { name: stop, when: { key: "X-*" }, act: { quarantine: numbers with X are for tests } },
      { name: late, when: { key: "X-*" }, act: { receiver: cobalt } }]`,
    `[{ name: by rush, when: { elements: { "N1[ST].N401": NEWARK } }, act: { hold: towns } }]`,
  )
  const [rush] = await send(order({ control: ++control }).replace('*SA*', '*RO*'))
  const [{ type }] = (await grid.query('select document_type as type from agreements where id = $1', [
    rush!['agreement'],
  ])) as [any]
  expect([rush!['status'], type]).toEqual(['released', '850-RUSH'])
  const [held] = await send(order({ control: ++control }), 'a.manual.edi')
  expect([held!['status'], held!['problems'].at(-1)]).toEqual([
    'held',
    { code: 'rule-held', rule: 'look', reason: 'somebody asked for it' },
  ])
  const [stopped] = await send(order({ control: ++control, po: 'X-1' }))
  expect([stopped!['status'], stopped!['problems'].at(-1).rule]).toEqual(['quarantined', 'stop'])
  const town = order({ control: ++control })
    .replace('PO1*1', 'N1*ST*EAST~N4*NEWARK*NJ~PO1*1')
    .replace('SE*8*', 'SE*10*')
  const [own] = await send(town)
  expect([own!['status'], own!['problems'].at(-1).reason]).toEqual(['held', 'towns'])
  const admin = await grid.keyOf(null, ['*'])
  const answer = await fetch(`${grid.url}/api/v1/documents/${held!['id']}/decision`, {
    method: 'PUT',
    body: JSON.stringify({ decision: 'release', reason: 'looked at' }),
    headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' },
  })
  expect(await answer.json()).toMatchObject({ status: 'released' })
})

test('a rule that leads nowhere sets aside, and one that names nobody is refused', async () => {
  await expect(agree(`[{ name: away, when: {}, act: { receiver: nobody } }]`)).rejects.toThrow(
    /Rule 1, "away", cannot be followed: there is no organization "nobody"/,
  )
  await expect(agree('[]', `[{ name: w, when: {}, act: { channel: nowhere } }]`)).rejects.toThrow(
    /no open channel "nowhere"/,
  )
  await expect(agree('[]', `[{ name: w, when: {}, act: { receiver: cobalt } }]`)).rejects.toThrow(
    /leads to its own receiver/,
  )
  await agree(`[{ name: away, when: {}, act: { receiver: cobalt } }]`)
  await grid.query(`update organizations set status = 'inactive' where slug = 'cobalt'`)
  await grid.app.reload()
  const [found] = await send(order({ control: ++control }))
  expect([found!['status'], found!['problems'].at(-1).code]).toEqual(['quarantined', 'rule-receiver-unknown'])
})

test('what a rule leads by another channel leaves by it when a person lets it go: suspended, with its neighbour, or held', async () => {
  const suspend = async (scope: string, grids = '[]') => {
    const text = network3(grids, `[{ name: rush, when: { type: "850" }, act: { channel: rush } }]`)
      .replace('settings: { rules', `settings: { invalid: { action: suspend, scope: ${scope} }, rules`)
      .replace(
        'outbox: { direction: out, kind: sftp-home }\n      \n',
        'outbox: { direction: out, kind: sftp-home }\n      rush: { direction: out, kind: sftp-home }\n',
      )
    await applyNetwork(grid.app.grid, text, systemActor)
    await grid.app.reload()
  }
  const bad = () => order({ control: ++control, po: [`W${control}`, `V${control}`] }).replace('*10*EA', '*TEN*EA')
  const release = async (rows: Record<string, any>[]) => {
    const { id, interchange } = rows.find((row) => row['status'] !== 'released' && row['outgoing'] === null)!
    await decideDocument(grid.app.exchange, systemActor, id, { decision: 'release', reason: 'fine' })
    return grid.until('all released', async () => {
      const found = await grid.query(
        `select d.status, c.name as way from documents d left join interchanges o on o.id = d.outgoing left join channels c on c.id = o.channel where d.interchange = $1`,
        [interchange],
      )
      return found.every((one) => one['status'] === 'released') && found.map((one) => one['way'])
    })
  }
  for (const scope of ['set', 'group']) {
    await suspend(scope)
    expect(await release(await send(bad())), scope).toEqual(['rush', 'rush'])
  }
  await suspend('set', `[{ name: look, when: { type: "850" }, act: { hold: "looked at" } }]`)
  expect(await release(await send(order({ control: ++control })))).toEqual(['rush'])
})
