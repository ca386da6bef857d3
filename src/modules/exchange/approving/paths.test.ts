import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inChild } from '../../../../test/child.ts'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { isa, network, order, orderSet } from '../../../../test/messages.ts'
import { systemActor } from '../../../platform/actor.ts'
import { applyNetwork } from '../../network/apply.ts'
import { decideDocument } from '../decisions.ts'
import { receiveInterchange } from '../receiving.ts'
import { answerApproval } from './deciding.ts'
import { approvalsOf } from './queries.ts'

let grid: TestGrid
let control = 0
const asking = (settings: string, o: Parameters<typeof network>[0] = {}) =>
  network(o)
    .replace('settings: { expect', `settings: { approval: { release: required }, ${settings}expect`)
    .replace(
      'api: { direction: in, kind: api }',
      'api: { direction: in, kind: api, mode: test, settings: { opaque: [{ files: "only_{receiver}_{key}.pdf", type: label, attachesTo: { kind: purchase-order }, attachOnly: true }, { files: "{type}_{receiver}_{key}.pdf" }] } }',
    )
    .concat(
      '  - { sender: acme, receiver: bolt, type: label, mode: test, channel: outbox, settings: { approval: { release: required } } }\n',
    )

beforeAll(async () => {
  grid = await startTestGrid({ network: asking('') })
})
afterAll(() => grid.close())

async function agree(settings = '', o: Parameters<typeof network>[0] = {}) {
  await applyNetwork(grid.app.grid, asking(settings, o), systemActor)
  await grid.app.reload()
}

async function* pieces(bytes: Buffer) {
  yield bytes
}

async function send(text: string | Buffer, name = '') {
  const x = grid.app.exchange
  const channel = x.directory.channelOf(x.directory.organizationBySlug('acme')!.id, 'in', 'api')!
  const bytes = Buffer.from(text)
  const kept = bytes.length > 100_000 ? await x.payloads.keep(pieces(bytes)) : x.payloads.small(bytes)
  const { interchange: id } = await receiveInterchange(x, { channel, name, kept, actor: 'test' })
  await grid.until('the decision', async () => {
    const [row] = await grid.query(`select 1 from interchanges where id = $1 and status <> 'received'`, [id])
    return row
  })
  return id
}
const documents = (interchange: string) =>
  grid.query('select * from documents where interchange = $1 order by position', [interchange])
const statuses = async (interchange: string) => (await documents(interchange)).map((one) => one['status'])
const settled = (subject: string) =>
  grid.until(
    'the jobs',
    async () => (await grid.query('select 1 from jobs where subject = $1', [subject])).length === 0,
  )
async function answer(id: string, decision: 'approve' | 'decline' = 'approve') {
  const [request] = await approvalsOf(grid.app.grid.database.pool, id)
  const given = { decision, reason: 'Looked at it.', outgoing: request!.outgoing.toString('hex') }
  return answerApproval(grid.app.exchange, systemActor, id, given)
}
async function left(interchange: string): Promise<string[]> {
  const rows = await grid.query(
    `select distinct i.id, i.payload from documents d join interchanges i on i.id = d.outgoing join deliveries v on v.interchange = i.id where d.interchange = $1 order by i.id`,
    [interchange],
  )
  return Promise.all(
    rows.map(async (one) =>
      Buffer.from(await grid.app.grid.payloads.bytes(one['payload'], 10_000_000)).toString('latin1'),
    ),
  )
}
const open = async (interchange: string) =>
  (
    await grid.query(
      `select w.kind from work_items w join documents d on d.id = w.subject where d.interchange = $1 and w.closed_at is null`,
      [interchange],
    )
  ).map((one) => one['kind'])

test('each document of an interchange is approved by itself', async () => {
  const id = await send(order({ control: ++control, po: ['S1', 'S2', 'S3'] }))
  expect(await statuses(id)).toEqual(['unapproved', 'unapproved', 'unapproved'])
  const [first, second, third] = await documents(id)
  await answer(second!['id'])
  await answer(first!['id'], 'decline')
  await answer(third!['id'])
  expect(await statuses(id)).toEqual(['declined', 'released', 'released'])
  const texts = await left(id)
  expect(texts).toHaveLength(2)
  expect(texts[0]).toContain(orderSet('S2', '0002'))
  expect(texts[1]).toContain(orderSet('S3', '0003'))
  expect(await open(id)).toEqual([])
})

test('batching: it waits for its approval first, then for its batch', async () => {
  await agree('batch: { documentsMax: 2, afterMinutes: 600 }, ')
  const ids = [await send(order({ control: ++control, po: 'B1' })), await send(order({ control: ++control, po: 'B2' }))]
  expect(await grid.query('select 1 from batch_entries')).toEqual([])
  for (const id of ids) await answer((await documents(id))[0]!['id'])
  await grid.until('the batch', async () => (await left(ids[0]!)).length === 1)
  const texts = [await left(ids[0]!), await left(ids[1]!)]
  expect(texts[0]).toEqual(texts[1])
  expect(texts[0]![0]).toMatch(/SA\*B1\*[\s\S]*SA\*B2\*/)
  await agree()
})

test('order by key: what leaves keeps the line of its key', async () => {
  await agree('', { push: 'http://127.0.0.1:9/', order: 'business-key' })
  const id = await send(order({ control: ++control, po: ['LINE1', 'LINE2'] }))
  for (const one of await documents(id)) await answer(one['id'])
  const envelopes = await grid.query(
    `select i.envelope->>'key' as key from documents d join interchanges i on i.id = d.outgoing where d.interchange = $1 order by d.position`,
    [id],
  )
  expect(envelopes.map((one) => one['key'])).toEqual(['LINE1', 'LINE2'])
  const lanes = await grid.query(
    `select name from (select lane as name from jobs where lane like 'out:%:LINE%') l order by 1`,
  )
  expect(lanes.map((one) => String(one['name']).split(':').at(-1))).toEqual(['LINE1', 'LINE2'])
  await agree()
})

test('a file that is not read: bound to its bytes, which leave unchanged', async () => {
  const bytes = randomBytes(300)
  const id = await send(bytes, 'label_bolt_P1.pdf')
  expect(await statuses(id)).toEqual(['unapproved'])
  const [document] = await documents(id)
  const [request] = await approvalsOf(grid.app.grid.database.pool, document!['id'])
  expect(request!.source).toEqual(request!.payload)
  expect(JSON.parse(request!.form)).toMatchObject({ standard: 'opaque', type: 'label', envelope: null })
  await answer(document!['id'])
  expect(await left(id)).toEqual([bytes.toString('latin1')])
})

test('a file that only lies beside its document lies there when it is approved', async () => {
  const placed = await send(order({ control: ++control, po: 'BESIDE' }))
  await answer((await documents(placed))[0]!['id'])
  const id = await send(randomBytes(300), 'only_bolt_BESIDE.pdf')
  await settled((await documents(id))[0]!['id'])
  expect(await statuses(id)).toEqual(['unapproved'])
  const files = () => grid.query('select 1 from document_files')
  expect(await files()).toEqual([])
  await answer((await documents(id))[0]!['id'])
  expect(await statuses(id)).toEqual(['completed'])
  await grid.until('the file', async () => (await files()).length === 1)
  expect(await left(id)).toEqual([])
})

const bad = (po: string, number: string) => orderSet(po, number).replace('*10*EA', '*TEN*EA')
const interchange = (...sets: string[]) => {
  const number = ++control
  return `${isa({ sender: 'ACME', receiver: 'BOLT', control: number })}GS*PO*ACME*BOLT*20261120*2230*${number}*X*004010~${sets.join('')}GE*${sets.length}*${number}~IEA*1*${String(number).padStart(9, '0')}~`
}
const decide = async (document: string, decision: 'release' | 'decline', id: string) => {
  await decideDocument(grid.app.exchange, systemActor, document, { decision, reason: 'Looked at it.' })
  await settled(id)
}

test('suspended alone: let go by a person it waits for the approval, and its sender is answered', async () => {
  await agree('invalid: { action: suspend }, ')
  const id = await send(interchange(orderSet('U1', '0001'), bad('U2', '0002')))
  expect(await statuses(id)).toEqual(['unapproved', 'suspended'])
  const [good, wrong] = await documents(id)
  await answer(good!['id'])
  await decide(wrong!['id'], 'release', id)
  expect(await statuses(id)).toEqual(['released', 'unapproved'])
  const [answered] = await grid.query('select answer from interchanges where id = $1', [id])
  expect(answered!['answer']).not.toBeNull()
  await answer(wrong!['id'])
  expect(await statuses(id)).toEqual(['released', 'released'])
  const texts = await left(id)
  expect(texts[1]).toContain(bad('U2', '0002'))
  expect(await open(id)).toEqual([])
})

test('suspended together: nobody is asked to approve before the group is decided; then each is, or none', async () => {
  await agree('invalid: { action: suspend, scope: group }, ')
  const sets = (name: string) => [orderSet(`${name}1`, '0001'), bad(`${name}2`, '0002'), orderSet(`${name}3`, '0003')]
  const [goes, refused] = [await send(interchange(...sets('T'))), await send(interchange(...sets('V')))]
  for (const id of [goes, refused]) {
    expect(await statuses(id)).toEqual(['suspended', 'suspended', 'suspended'])
    expect(await open(id)).toEqual(['quarantine'])
  }
  await decide((await documents(goes))[1]!['id'], 'release', goes)
  expect(await statuses(goes)).toEqual(['unapproved', 'unapproved', 'unapproved'])
  expect(await left(goes)).toEqual([])
  for (const one of await documents(goes)) await answer(one['id'])
  expect(await statuses(goes)).toEqual(['released', 'released', 'released'])
  expect(await left(goes)).toHaveLength(3)
  await decide((await documents(refused))[1]!['id'], 'decline', refused)
  expect(await statuses(refused)).toEqual(['invalid', 'invalid', 'invalid'])
  expect(
    await grid.query(`select 1 from approvals where document = any($1::uuid[])`, [
      (await documents(refused)).map((one) => one['id']),
    ]),
  ).toEqual([])
  await agree()
})

test('refused together: a group that is refused asks for nothing', async () => {
  await agree('invalid: { action: reject, scope: group }, ')
  const id = await send(interchange(orderSet('W1', '0001'), bad('W2', '0002')))
  expect(await statuses(id)).toEqual(['invalid', 'invalid'])
  expect(await open(id)).toEqual([])
  await agree()
})

const large = (name: string, count = 1_100) =>
  order({ control: ++control, po: Array.from({ length: count }, (_, at) => `${name}-${at}`), lines: 12 })

test('a large interchange: every document is asked for, and each leaves alone with its own bytes', async () => {
  const id = await send(large('BULK'))
  await settled(id)
  expect(
    await grid.query('select status, count(*)::int as n from documents where interchange = $1 group by 1', [id]),
  ).toEqual([{ status: 'unapproved', n: 1_100 }])
  const counts = await grid.query(
    `select count(*)::int as n, count(distinct a.outgoing)::int as forms, (select count(*)::int from work_items w join documents d on d.id = w.subject where d.interchange = $1 and w.kind = 'approval') as items,
        (select count(*)::int from document_sides s join documents d on d.id = s.document where d.interchange = $1) as sides
      from approvals a join documents d on d.id = a.document where d.interchange = $1`,
    [id],
  )
  expect(counts).toEqual([{ n: 1_100, forms: 1_100, items: 1_100, sides: 1_100 }])
  const all = await documents(id)
  await answer(all[700]!['id'])
  await answer(all[701]!['id'], 'decline')
  const texts = await left(id)
  expect(texts).toEqual([expect.stringContaining(orderSet('BULK-700', '0701', 12))])
})

test('a large group that is refused voids what was prepared; one that waits is asked for later', async () => {
  await agree('invalid: { action: reject, scope: group }, ')
  const refused = await send(large('NONE').replace('SA*NONE-900*', 'SA**'))
  await settled(refused)
  const count = `select d.status, a.status as asked, count(*)::int as n from documents d left join approvals a on a.document = d.id where d.interchange = $1 group by 1, 2 order by 3`
  expect(await grid.query(count, [refused])).toEqual([
    { status: 'invalid', asked: null, n: 1 },
    { status: 'invalid', asked: 'void', n: 1_099 },
  ])
  expect(await open(refused)).toEqual([])
  await agree('invalid: { action: suspend, scope: group }, ')
  const waits = await send(large('LATER').replace('*12*EA', '*TWELVE*EA').replace('PO1*1*10*EA', 'PO1*1*TEN*EA'))
  await settled(waits)
  expect(await grid.query(count, [waits])).toEqual([
    { status: 'suspended', asked: null, n: 1 },
    { status: 'suspended', asked: 'void', n: 1_099 },
  ])
  expect(await open(waits)).toEqual(['quarantine'])
  await decide((await documents(waits))[0]!['id'], 'release', waits)
  const states = await grid.query(
    `select d.status, count(*)::int as n, count(*) filter (where a.id is not null)::int as asked from documents d
      left join approvals a on a.document = d.id and a.status = 'asked' where d.interchange = $1 group by 1`,
    [waits],
  )
  expect(states).toEqual([{ status: 'unapproved', n: 1_100, asked: 1_100 }])
  await answer((await documents(waits))[1]!['id'])
  expect((await left(waits))[0]).toContain(orderSet('LATER-1', '0002', 12))
  await agree()
})

const WORKER = `const { startApp } = await import('${process.cwd()}/src/app.ts')
  const { readConfig } = await import('${process.cwd()}/src/config.ts')
  const { answerApproval } = await import('${process.cwd()}/src/modules/exchange/approving/deciding.ts')
  const { approvalsOf } = await import('${process.cwd()}/src/modules/exchange/approving/queries.ts')
  const { systemActor } = await import('${process.cwd()}/src/platform/actor.ts')
  const app = await startApp(readConfig(process.env))
  const { pool } = app.grid.database
  const wait = () => new Promise((resolve) => setTimeout(resolve, 20))
  while ((await pool.query("select from jobs where kind in ('decide', 'decide-large', 'follow')")).rows.length > 0) await wait()
  if (process.env.APPROVE) {
    const [request] = await approvalsOf(pool, process.env.APPROVE)
    const given = { decision: 'approve', reason: 'Looked at it.', outgoing: request.outgoing.toString('hex') }
    await answerApproval(app.exchange, systemActor, process.env.APPROVE, given)
  }
  await app.stop({ postgres: false })
  process.exit(0)`

test('killed between the request and the release: asked once, and it leaves once', async () => {
  const taking = await startTestGrid({ network: asking(''), env: { ENTREPOT_ROLES: 'web' } })
  try {
    const x = taking.app.exchange
    const channel = x.directory.channelOf(x.directory.organizationBySlug('acme')!.id, 'in', 'api')!
    const take = async (text: string) => {
      const kept =
        text.length > 100_000 ? await x.payloads.keep(pieces(Buffer.from(text))) : x.payloads.small(Buffer.from(text))
      return (await receiveInterchange(x, { channel, name: '', kept, actor: 'test' })).interchange
    }
    const [one, many] = [await take(order({ control: 900, po: 'ONE' })), await take(large('MANY'))]
    const env = { ...taking.env, ENTREPOT_LOG_LEVEL: 'fatal', ENTREPOT_ROLES: 'worker' }
    for (const point of ['commit:before', 'large:batch', 'commit:after', 'large:followed', 'job:ran']) {
      const ended = await inChild(WORKER, { ...env, ENTREPOT_KILL_AT: point })
      expect(ended.signal, point).toBe('SIGKILL')
    }
    expect(await inChild(WORKER, env)).toMatchObject({ code: 0 })
    const counted = await taking.query(
      `select d.interchange, d.status, count(distinct d.id)::int as documents, count(distinct a.id)::int as requests, count(distinct w.id)::int as items
        from documents d left join approvals a on a.document = d.id left join work_items w on w.subject = d.id group by 1, 2 order by 3`,
    )
    expect(counted).toEqual([
      { interchange: one, status: 'unapproved', documents: 1, requests: 1, items: 1 },
      { interchange: many, status: 'unapproved', documents: 1_100, requests: 1_100, items: 1_100 },
    ])
    const [document] = await taking.query('select id from documents where interchange = $1', [one])
    const APPROVE = document!['id'] as string
    // A process that only answers requests: its first commit is that of the approval.
    const web = { ...env, ENTREPOT_ROLES: 'web', APPROVE }
    for (const point of ['commit:before', 'commit:after']) {
      expect((await inChild(WORKER, { ...web, ENTREPOT_KILL_AT: point })).signal, point).toBe('SIGKILL')
    }
    expect(await inChild(WORKER, web)).toMatchObject({ code: 0 })
    const sent = await taking.query(
      `select d.status, a.status as asked, (select count(*)::int from interchanges i where i.direction = 'out' and i.cause = d.interchange and i.standard = 'x12' and i.document_count = 1 and i.id = d.outgoing) as interchanges,
          (select count(*)::int from deliveries v join interchanges i on i.id = v.interchange where v.purpose = 'documents') as deliveries
        from documents d join approvals a on a.document = d.id where d.id = $1`,
      [APPROVE],
    )
    expect(sent).toEqual([{ status: 'released', asked: 'approved', interchanges: 1, deliveries: 1 }])
  } finally {
    await taking.close()
  }
}, 180_000)
