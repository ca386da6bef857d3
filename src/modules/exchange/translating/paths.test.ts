import { afterAll, beforeAll, expect, test } from 'vitest'
import { inChild } from '../../../../test/child.ts'
import { clientOf } from '../../../../test/client.ts'
import { contrl, edifactNetwork } from '../../../../test/edifact-messages.ts'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { order } from '../../../../test/messages.ts'
import { systemActor } from '../../../platform/actor.ts'
import { applyNetwork } from '../../network/apply.ts'
import { Translations } from './translations.ts'

/** Translated documents on the other paths that documents take. */
let grid: TestGrid
let call: ReturnType<typeof clientOf>
const keys = { acme: '', bolt: '', hub: '' }
let control = 0

const agreed = (settings: string) =>
  edifactNetwork().replace(
    'type: "850", mode: test, channel: outbox, settings: { ',
    `$&duplicates: { originals: pass }, deliverAs: { format: "edifact:d96a", losses: accept }, ${settings ? `${settings}, ` : ''}`,
  )

async function agree(settings: string): Promise<void> {
  await applyNetwork(grid.app.grid, agreed(settings), systemActor)
  await grid.app.reload()
}

beforeAll(async () => {
  grid = await startTestGrid({ network: agreed('') })
  call = clientOf(grid.url)
  keys.acme = await grid.keyOf('acme')
  keys.bolt = await grid.keyOf('bolt')
  keys.hub = await grid.keyOf(null, ['*'])
})
afterAll(() => grid.close())

const sent = async (text: string) =>
  (await call(keys.acme, 'POST /api/v1/interchanges', text)).body.interchange as string

const documentsOf = (interchange: string, ...statuses: string[]) =>
  grid.until(`documents that are ${statuses.join(', ')}`, async () => {
    const rows = await grid.query('select * from documents where interchange = $1 order by position', [interchange])
    return rows.length > 0 && rows.every((row, at) => row['status'] === (statuses[at] ?? statuses.at(-1))) && rows
  })

const bytesOf = async (interchange: string) =>
  (await call(keys.bolt, `GET /api/v1/interchanges/${interchange}/payload`)).body as string
const numberOf = async (interchange: string) =>
  (await grid.query('select control_number as n from interchanges where id = $1', [interchange]))[0]!['n'] as string

test('what several files bring leaves in one interchange, numbered anew, and a CONTRL that refuses one declines that one', async () => {
  await agree('batch: { afterMinutes: 600, documentsMax: 3 }')
  const first = await sent(order({ control: ++control, po: ['PO11', 'PO12'] }))
  await documentsOf(first, 'released')
  const second = await sent(order({ control: ++control, po: 'PO13' }))
  const [third] = await grid.until('the batch', async () => {
    const rows = await documentsOf(second, 'released')
    const made = await grid.query('select from interchanges where id = $1', [rows[0]!['outgoing']])
    return made.length === 1 && rows
  })
  const text = await bytesOf(third!['outgoing'])
  expect(text.match(/UNH\+(\d+)\+ORDERS:D:96A:UN'BGM\+220\+(PO1\d)/g)).toEqual([
    "UNH+0001+ORDERS:D:96A:UN'BGM+220+PO11",
    "UNH+0002+ORDERS:D:96A:UN'BGM+220+PO12",
    "UNH+0003+ORDERS:D:96A:UN'BGM+220+PO13",
  ])
  const content = await call(keys.bolt, `GET /api/v1/documents/${third!['id']}/content`)
  expect(content.body.text).toContain('BGM+220+PO13+9')
  const answers = await numberOf(third!['outgoing'])
  await call(keys.bolt, 'POST /api/v1/interchanges', contrl({ control: 'B1', answers, refused: ['0003'] }))
  await documentsOf(second, 'declined')
  await documentsOf(first, 'completed')
})

test('what needs an approval is approved as what would leave', async () => {
  await agree('approval: { release: required }')
  const [document] = await documentsOf(await sent(order({ control: ++control, po: 'PO2' })), 'unapproved')
  const path = `/api/v1/documents/${document!['id']}/approval`
  const [request] = (await call(keys.hub, `GET ${path}`)).body.items
  const [{ form }] = (await grid.query('select form from approvals where document = $1', [document!['id']])) as [
    { form: string },
  ]
  expect(JSON.parse(form)).toMatchObject({ deliverAs: 'edifact:ORDERS:D96A', envelope: { isaVersion: 'UNOC:3' } })
  const answer = { decision: 'approve', reason: 'fine', outgoing: request.outgoing }
  expect((await call(keys.hub, `PUT ${path}`, answer)).status).toBe(200)
  const [gone] = await documentsOf(document!['interchange'], 'released')
  expect(await bytesOf(gone!['outgoing'])).toContain('BGM+220+PO2+9')
  expect(gone).toMatchObject({ sent_type: 'ORDERS' })
})

test('what was suspended leaves translated when a person lets it go, alone and with its group', async () => {
  await agree('invalid: { action: suspend, scope: group }')
  const bad = order({ control: ++control, po: ['PO31', 'PO32'] }).replace(
    'PID*F****WIDGET NUMBER 0',
    'PID*FF****WIDGET NUMBER 0',
  )
  const interchange = await sent(bad)
  const [first] = await documentsOf(interchange, 'suspended')
  const given = { decision: 'release', reason: 'all right' }
  expect((await call(keys.hub, `PUT /api/v1/documents/${first!['id']}/decision`, given)).status).toBe(200)
  const documents = await documentsOf(interchange, 'released')
  const texts = await Promise.all([...new Set(documents.map((one) => one['outgoing']))].map(bytesOf))
  expect(texts.join('').match(/BGM\+220\+PO3\d/g)).toEqual(['BGM+220+PO31', 'BGM+220+PO32'])
  expect(texts.join('')).not.toContain('ST*850')
  const sides = await grid.query('select from document_sides where document = any($1)', [documents.map(({ id }) => id)])
  expect(sides).toHaveLength(4)
})

test('it is sent again in a new envelope as its receiver had it', async () => {
  await agree('')
  const [document] = await documentsOf(await sent(order({ control: ++control, po: ['PO41', 'PO42'] })), 'released')
  const asked = { as: 'new', reason: 'lost' }
  const again = await call(keys.hub, `POST /api/v1/documents/${document!['id']}/resend`, asked)
  expect(again.status).toBe(201)
  const [row] = await grid.query('select * from documents where id = $1', [document!['id']])
  expect(row).toMatchObject({ outgoing: again.body.child, sent_number: '0001', sent_type: 'ORDERS' })
  const text = await bytesOf(again.body.child)
  expect(text).toContain("UNH+0001+ORDERS:D:96A:UN'BGM+220+PO41+9")
  expect(text).not.toContain('PO42')
  expect(text).not.toBe(await bytesOf(document!['outgoing']))
})

test('a file of several megabytes is translated document by document', async () => {
  const po = Array.from({ length: 700 }, (_, at) => `PO5${String(at).padStart(4, '0')}`)
  const interchange = await sent(order({ control: ++control, po, lines: 20 }))
  const documents = await documentsOf(interchange, 'released')
  const outgoing = new Set(documents.map((one) => one['outgoing']))
  expect(outgoing.size).toBe(1)
  const text = await bytesOf([...outgoing][0])
  expect([...text.matchAll(/BGM\+220\+(PO5\d{4})/g)].map(([, one]) => one)).toEqual(po)
  expect(text).toContain('UNZ+700+')
  const [{ n }] = (await grid.query('select count(distinct document)::int as n from document_translations')) as [
    { n: number },
  ]
  expect(n).toBeGreaterThanOrEqual(700)
}, 60_000)

test('a document of many lines is translated in a process of its own, the same as a small one', async () => {
  const text = order({ control: ++control, po: 'PO7', lines: 3_000 })
  const [document] = await documentsOf(await sent(text), 'released')
  const left = await bytesOf(document!['outgoing'])
  expect(left.length).toBeGreaterThan(200_000)
  expect(left).toContain("LIN+3000'PIA+5+SKU2999:BP+V2999:VP'")
  const limited = new Translations({ memory_mb: 16 })
  try {
    const { translations } = grid.app.exchange
    Object.assign(grid.app.exchange, { translations: limited })
    const [held] = await documentsOf(
      await sent(text.replaceAll('PO7', 'PO8').replaceAll(/0000000(\d\d)/g, '0000009$1')),
      'held',
    )
    Object.assign(grid.app.exchange, { translations })
    expect(held!['problems'].at(-1)).toMatchObject({
      ...{ code: 'translation-too-large', reason: expect.stringContaining('16 MB') },
    })
  } finally {
    await limited.close()
  }
}, 60_000)

test('a dry run says in which form it would get there', async () => {
  const text = order({ control: ++control, po: 'PO6' })
  const { body } = await call(keys.acme, 'POST /api/v1/routes/dry-run', text)
  expect(body.interchanges[0].documents[0]).toMatchObject({
    ...{ status: 'released', deliveredAs: { format: 'edifact:d96a', losses: 1 } },
  })
})

const WORKER = `const { startApp } = await import('${process.cwd()}/src/app.ts')
  const { readConfig } = await import('${process.cwd()}/src/config.ts')
  const app = await startApp(readConfig(process.env))
  const open = "select from interchanges where status = 'received'"
  while ((await app.grid.database.pool.query(open)).rows.length > 0) await new Promise((resolve) => setTimeout(resolve, 20))
  await app.stop({ postgres: false })
  process.exit(0)`

test('killed wherever it is translated and written, each document leaves once, under one number', async () => {
  const quiet = await startTestGrid({ network: agreed(''), env: { ENTREPOT_ROLES: 'web' } })
  try {
    const acme = await quiet.keyOf('acme')
    const env = { ...quiet.env, ENTREPOT_LOG_LEVEL: 'fatal', ENTREPOT_ROLES: 'worker' }
    const points = ['translate:written', 'lane:ran', 'commit:before', 'commit:after']
    for (const [at, point] of points.entries()) {
      await clientOf(quiet.url)(acme, 'POST /api/v1/interchanges', order({ control: at + 1, po: `K${at}` }))
      expect((await inChild(WORKER, { ...env, ENTREPOT_KILL_AT: point })).signal, point).toBe('SIGKILL')
    }
    expect(await inChild(WORKER, env)).toMatchObject({ code: 0 })
    const left = await quiet.query(
      `select d.business_key as key, d.status, i.control_number as number, i.payload, (select count(*)::int from document_translations t where t.document = d.id) as forms,
          (select count(*)::int from deliveries v where v.interchange = i.id) as deliveries
        from documents d join interchanges i on i.id = d.outgoing order by 1`,
    )
    expect(left.map(({ key, status, forms, deliveries }) => ({ key, status, forms, deliveries }))).toEqual(
      ['K0', 'K1', 'K2', 'K3'].map((key) => ({ key, status: 'released', forms: 1, deliveries: 1 })),
    )
    expect(new Set(left.map(({ number }) => number)).size).toBe(4)
    for (const { key, payload } of left) {
      const text = Buffer.from(await quiet.app.grid.payloads.bytes(payload, 100_000)).toString()
      expect(text).toContain(`BGM+220+${key}+9`)
    }
  } finally {
    await quiet.close()
  }
}, 180_000)
