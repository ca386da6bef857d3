import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { acknowledgement, network, order } from '../../../test/messages.ts'
import { startSink } from '../../../test/sink.ts'
import { interchange } from '../../../test/trade-messages.ts'
import { systemActor } from '../../platform/actor.ts'
import { classes } from '../exchange/classes.ts'
import { applyNetwork } from '../network/apply.ts'
import type { NextAct } from './acts-policy.ts'

let grid: TestGrid
let sink: Awaited<ReturnType<typeof startSink>>
let call: ReturnType<typeof clientOf>
let admin: string
let acme: string
let bolt: string
let control = 0
/** Partners of which one asks for more than usual. */
const partners = (more = '') =>
  network({ push: sink.url, attemptsMax: 1 })
    .replace('settings: { expect', `settings: { invalid: { action: suspend }, ${more}expect`)
    .replace('{ url:', '{ repeatable: false, url:')
async function agree(more?: string) {
  await applyNetwork(grid.app.grid, partners(more), systemActor)
  await grid.app.reload()
}
beforeAll(async () => {
  sink = await startSink()
  grid = await startTestGrid({ network: partners() })
  call = clientOf(grid.url)
  admin = await grid.keyOf(null, ['*'])
  acme = await grid.keyOf('acme')
  bolt = await grid.keyOf('bolt')
})
afterAll(async () => {
  await grid.close()
  sink.close()
})

async function send(text: string): Promise<string> {
  return (await call(acme, 'POST /api/v1/interchanges', text)).body.interchange
}
/** The item about what hangs together with an interchange that came in, as the list shows it. */
const itemOf = (interchange: string, wanted = 'true') =>
  grid.until('the item', async () => {
    const [row] = await grid.query(
      `select w.id from work_items w where w.closed_at is null and (w.subject = $1 or w.subject in (select id from documents where interchange = $1)
        or w.subject in (select outgoing from documents where interchange = $1)
        or w.subject in (select v.id from deliveries v join documents d on d.outgoing = v.interchange where d.interchange = $1)
        or w.subject in (select r.id from receipts r join deliveries v on v.id = r.delivery join documents d on d.outgoing = v.interchange where d.interchange = $1))
        and ${wanted}`,
      [interchange],
    )
    return row && shown(row['id'])
  })
const shown = async (id: string) => (await call(admin, `GET /api/v1/work-items/${id}`)).body
const actsOf = (item: { next: NextAct[] }) => item.next.map(({ act }) => act)
/** Does what an item offers, as it says how: only the reason is added where one is asked for. */
async function perform(item: { next: NextAct[]; version: number }, act: string, body: unknown = undefined) {
  const next = item.next.find((one) => one.act === act)!
  expect(next.cli).toMatch(/^entrepot /)
  const asks = /resend|decision|outcome|closure/.test(next.path)
  const sent = body ?? { ...next.body, ...(asks ? { reason: 'as offered' } : {}) }
  const line = `${next.method} ${next.path}${typeof body === 'string' ? '?reason=typo' : ''}`
  const done = await call(admin, line, sent, { 'if-match': `"v${item.version}"` })
  expect(done.status, JSON.stringify(done.body)).toBeLessThan(300)
  return done.body
}
const closed = (id: string) =>
  grid.until('its end', async () => {
    const [row] = await grid.query('select closed_at from work_items where id = $1', [id])
    return row!['closed_at'] !== null
  })
async function failed(status: number) {
  sink.answers.next = () => status
  const item = await itemOf(await send(order({ control: ++control })), `w.kind = 'failure'`)
  sink.answers.next = () => 200
  return item
}
const seen = new Set<string>()

test('connectivity and refused: it is sent again', async () => {
  for (const [status, kind] of [
    [503, 'connectivity'],
    [400, 'refused'],
  ] as const) {
    const item = await failed(status)
    expect(item).toMatchObject({ class: kind, next: [{ act: 'resend' }, {}, {}, {}] })
    await perform(item, 'resend')
    await closed(item.id)
    seen.add(kind)
  }
})

test('configuration: mended, it is sent again', async () => {
  const item = await failed(400)
  // Channels refuse such an address now; it may be older than that.
  const problem = JSON.stringify({ code: 'http-address-invalid' })
  await grid.query(`update work_items set class = 'configuration', problem = $2 where id = $1`, [item.id, problem])
  await perform(await shown(item.id), 'resend')
  await closed(item.id)
  seen.add('configuration')
})

test('validation: what is suspended is corrected, released or declined; what cannot be read is corrected', async () => {
  const bad = () => order({ control: ++control }).replace('*10*EA', '*TEN*EA')
  for (const act of ['release', 'decline']) {
    const item = await itemOf(await send(bad()))
    expect(item).toMatchObject({ class: 'validation' })
    expect(actsOf(item)).toEqual(['correct', 'release', 'decline', 'assign', 'ignore', 'close'])
    await perform(item, act)
    await closed(item.id)
  }
  const item = await itemOf(await send(bad()))
  const { body: text } = await call(admin, `GET /api/v1/documents/${item.subject.id}/payload`)
  const kept = await perform(item, 'correct', text.replace('*TEN*', '*10*'))
  await call(admin, `POST /api/v1/corrections/${kept.id}/resend`, { reason: 'x' })
  await closed(item.id)
  const rubbish = await itemOf(await send('not an interchange'))
  expect(actsOf(rubbish).slice(0, 2)).toEqual(['correct', 'reprocess'])
  await perform(rubbish, 'correct', order({ control: ++control }))
  seen.add('validation')
})

test('routing: an unknown partner is introduced, confirmed, and what waited is decided anew', async () => {
  const item = await itemOf(await send(order({ control: ++control, receiver: 'DELTA' })))
  expect(actsOf(item).slice(0, 3)).toEqual(['introduce', 'correct', 'reprocess'])
  const { slug } = await perform(item, 'introduce')
  const introduced = await shown(item.id)
  expect(introduced.next[0]).toMatchObject({ act: 'confirm', cli: `entrepot confirm ${slug}` })
  await perform(introduced, 'confirm')
  await grid.app.reload()
  const confirmed = await shown(item.id)
  expect(actsOf(confirmed).slice(0, 2)).toEqual(['reprocess', 'correct'])
  const { interchange } = await perform(confirmed, 'reprocess')
  await closed(item.id)

  const lacking = await itemOf(interchange)
  expect(lacking.problem.code).toBe('agreement-missing')
  expect(actsOf(lacking).slice(0, 3)).toEqual(['agree', 'decline', 'correct'])
  await perform(lacking, 'agree', await agreementWith(slug))
  await grid.app.reload()
  const agreed = await shown(lacking.id)
  expect(actsOf(agreed).slice(0, 3)).toEqual(['release', 'decline', 'correct'])
  await perform(agreed, 'release')
  await closed(lacking.id)
  seen.add('routing')
})

async function agreementWith(receiver: string) {
  const outbox = { direction: 'out', kind: 'sftp-home' }
  const made = await call(admin, `PUT /api/v1/organizations/${receiver}/channels/outbox`, outbox)
  expect(made.status, JSON.stringify(made.body)).toBeLessThan(300)
  return { sender: 'acme', receiver, type: '850', mode: 'test', channel: made.body.id }
}

test('duplicate: a second original is released or declined', async () => {
  for (const act of ['release', 'decline']) {
    await send(order({ control: ++control, po: `TWICE-${act}` }))
    const item = await itemOf(await send(order({ control: ++control, po: `TWICE-${act}` })))
    expect(item).toMatchObject({ class: 'duplicate', kind: 'duplicate' })
    await perform(item, act)
    await closed(item.id)
  }
  seen.add('duplicate')
})

test('approval: it is looked at, approved or declined by the hash of what would leave', async () => {
  await agree('approval: { release: required }, ')
  for (const act of ['approve', 'decline']) {
    const item = await itemOf(await send(order({ control: ++control })), `w.kind = 'approval'`)
    expect(item).toMatchObject({ class: 'approval', kind: 'approval' })
    const look = item.next.find((one: NextAct) => one.act === 'look')
    const { items } = (await call(admin, `${look.method} ${look.path}`)).body
    await perform(item, act, { decision: act, outgoing: items[0].outgoing, reason: 'as offered' })
    await closed(item.id)
  }
  await agree()
  seen.add('approval')
})

test('business: what differs from its order is released or declined', async () => {
  const settings = '{ compare: { action: hold, rules: { order-unknown: { severity: error } } } }'
  const more = `  - { sender: acme, receiver: bolt, type: "860", mode: test, channel: outbox, settings: ${settings} }\n`
  await applyNetwork(grid.app.grid, partners() + more, systemActor)
  await grid.app.reload()
  for (const act of ['release', 'decline']) {
    const segments = ['BCH*04*SA*NEVER-SENT***20261120', 'POC*1*QI*12**EA*9.95**BP*SKU0', 'CTT*1']
    const acme = { control: ++control, functionalId: 'PC', sender: 'ACME', receiver: 'BOLT' }
    const item = await itemOf(await send(interchange(acme, [{ type: '860', segments }])))
    expect(item).toMatchObject({ class: 'business', kind: 'quarantine' })
    await perform(item, act)
    await closed(item.id)
  }
  await agree()
  seen.add('business')
})

test('receipt: what the receiver refused is corrected or sent again; what is overdue is sent again', async () => {
  const po = `RECEIPT${control}`
  const interchange = await send(order({ control: ++control, po }))
  const post = await grid.until('post', async () => sink.posts.find((one) => one.body.includes(po)))
  const group = Number(/GS\*PO\*ACME\*BOLT\*\d+\*\d+\*(\d+)/.exec(post.body)![1])
  const refusal = { sender: 'BOLT', receiver: 'ACME', control: 1, group, code: 'R' } as const
  await call(bolt, 'POST /api/v1/interchanges', acknowledgement(refusal))
  const item = await itemOf(interchange)
  expect(item.class).toBe('receipt')
  expect(actsOf(item).slice(0, 2)).toEqual(['correct', 'resend'])
  await perform(item, 'resend')
  await closed(item.id)

  const other = await send(order({ control: ++control }))
  const due = `update jobs j set due_at = now() from receipts r join deliveries v on v.id = r.delivery join documents d on d.outgoing = v.interchange
    where d.interchange = $1 and v.status = 'sent' and j.kind = 'overdue' and j.subject = r.id returning r.id`
  await grid.until('receipt', async () => (await grid.query(due, [other])).length > 0)
  const overdue = await itemOf(other)
  expect(overdue).toMatchObject({ kind: 'overdue', next: [{ act: 'resend' }, {}, {}, {}] })
  await perform(overdue, 'resend')
  await closed(overdue.id)
  seen.add('receipt')
})

test('outcome unknown: a person says what became of it', async () => {
  for (const act of ['settle', 'settle-resend']) {
    sink.answers.next = () => 'break'
    const item = await itemOf(await send(order({ control: ++control })))
    sink.answers.next = () => 200
    expect(item).toMatchObject({ class: 'outcome-unknown' })
    expect(actsOf(item)).toEqual(['settle', 'settle-resend', 'assign', 'ignore'])
    await perform(item, act)
    await closed(item.id)
  }
  seen.add('outcome-unknown')
})

test('storage and fault: once mended, it is decided anew', async () => {
  for (const [code, kind] of [
    ['payload-missing', 'storage'],
    ['decision-bug', 'fault'],
  ]) {
    const item = await itemOf(await send('nothing readable'))
    const set = `update work_items set kind = 'failure', class = $2, problem = $3 where id = $1`
    await grid.query(set, [item.id, kind, JSON.stringify({ code, attempts: 3 })])
    const now = await shown(item.id)
    expect(actsOf(now)[0]).toBe('reprocess')
    await perform(now, 'reprocess')
    await closed(item.id)
    seen.add(kind!)
  }
})

test('other: a connection is tested, changed or let go on; a channel looks again', async () => {
  const settings = { host: '127.0.0.1', port: 1, user: 'acme', password: 'secret' }
  const path = '/api/v1/organizations/acme'
  const made = await call(admin, `PUT ${path}/connections/far`, { connector: 'sftp', settings })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const { id } = made.body
  const open = async (kind: string, subject: string, problem: object) => {
    const [row] = await grid.query(
      `insert into work_items (id, kind, subject_kind, subject, problem) values ($1, $2, $3, $4, $5) returning id`,
      [grid.app.exchange.newId(), kind === 'channel' ? 'failure' : 'alarm', kind, subject, problem],
    )
    return shown(row!['id'])
  }
  await grid.query(`update connections set halted = '{"code":"host-key-changed"}' where id = $1`, [id])
  const alarm = await open('connection', id, { code: 'sftp-disconnected', reason: 'x' })
  expect(actsOf(alarm).slice(0, 3)).toEqual(['check', 'change', 'resume'])
  expect(await perform(alarm, 'check')).toMatchObject({ holds: false })
  await perform(alarm, 'resume')
  expect(actsOf(await shown(alarm.id))).not.toContain('resume')
  const form = { direction: 'in', kind: 'sftp', connection: 'far', settings: { everySeconds: 3_600 } }
  const channel = await call(admin, `PUT ${path}/channels/picks`, form)
  expect(channel.status, JSON.stringify(channel.body)).toBe(201)
  const item = await open('channel', channel.body.id, { code: 'sftp-disconnected', reason: 'x' })
  expect(actsOf(item).slice(0, 2)).toEqual(['look', 'check'])
  await perform(item, 'look')
  seen.add('other')
})

test('a key that ends says where its keys are: it is replaced there, and what handles any item is offered here', async () => {
  const expiresAt = new Date(Date.now() + 3 * 86_400_000).toISOString()
  const key = { name: 'ends', scopes: ['exchange:read'], expiresAt }
  const { id } = (await call(admin, 'POST /api/v1/api-keys', key)).body
  await grid.query("update api_keys set created_at = now() - interval '99 days' where id = $1", [id])
  // Whatever is done to a key has all of them looked at.
  await call(admin, 'POST /api/v1/api-keys', { ...key, name: 'another', expiresAt: null })
  const item = await grid.until('the item', async () => {
    const [row] = await grid.query('select id from work_items where subject = $1', [id])
    return row && shown(row['id'])
  })
  expect(item).toMatchObject({ kind: 'ending', class: 'access', about: { name: 'ends', organization: null } })
  expect(actsOf(item)).toEqual(['assign', 'ignore', 'close'])
  seen.add('access')
})

test('every class was seen; what is over offers to be opened again', async () => {
  expect([...seen].toSorted()).toEqual([...classes].toSorted())
  const item = await failed(400)
  await perform(item, 'close')
  const over = await shown(item.id)
  expect(actsOf(over)).toEqual(['reopen'])
})

test('what is under way or lies in an outbox is not offered to be sent again', async () => {
  const item = await failed(400)
  await grid.query(`update deliveries set outbox = true, removed_at = null, status = 'sent' where id = $1`, [
    item.subject.id,
  ])
  expect(actsOf(await shown(item.id))).not.toContain('resend')
  await grid.query(`update deliveries set outbox = false, status = 'waiting' where id = $1`, [item.subject.id])
  expect(actsOf(await shown(item.id))).not.toContain('resend')
})
