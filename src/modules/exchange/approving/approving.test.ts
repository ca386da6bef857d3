import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { network, order, orderSet } from '../../../../test/messages.ts'
import { systemActor } from '../../../platform/actor.ts'
import { applyNetwork } from '../../network/apply.ts'

let grid: TestGrid
let call: ReturnType<typeof clientOf>
let admin: string
let acme: string
let bolt: string
let control = 0
const REQUIRED = 'approval: { release: required }'
const asking = (settings = REQUIRED) => network().replace('settings: {', `settings: { ${settings},`)

beforeAll(async () => {
  grid = await startTestGrid({ network: asking() })
  call = clientOf(grid.url)
  admin = await grid.keyOf(null, ['*'])
  acme = await grid.keyOf('acme', ['exchange:read', 'exchange:write', 'work:read'])
  bolt = await grid.keyOf('bolt', ['exchange:read', 'exchange:write', 'approvals:write', 'work:read'])
})
afterAll(() => grid.close())

async function agree(settings?: string) {
  await applyNetwork(grid.app.grid, asking(settings), systemActor)
  await grid.app.reload()
}

async function send(po = `PO${control + 1}`, key = acme, text?: string): Promise<string> {
  const body = text ?? order({ control: ++control, po })
  const sent = await call(key, 'POST /api/v1/interchanges', body, { 'entrepot-organization': 'acme' })
  expect(sent.status).toBe(202)
  return documentIn(sent.body.interchange)
}

const documentIn = (interchange: string) =>
  grid.until('the document', async () => {
    const [row] = await grid.query('select id from documents where interchange = $1', [interchange])
    return row?.['id'] as string | undefined
  })
const row = async (id: string) => (await grid.query('select * from documents where id = $1', [id]))[0]!
const requests = async (id: string) => (await call(admin, `GET /api/v1/documents/${id}/approval`)).body.items
const outgoingOf = async (id: string): Promise<string> => (await requests(id))[0].outgoing
const answer = async (id: string, decision: string, more: { outgoing?: string; key?: string } = {}) =>
  call(more.key ?? admin, `PUT /api/v1/documents/${id}/approval`, {
    decision,
    reason: 'Looked at it.',
    outgoing: more.outgoing ?? (await outgoingOf(id)),
  })
const items = (id: string) => grid.query(`select * from work_items where subject = $1 and kind = 'approval'`, [id])
const sentences = async (id: string, key = admin): Promise<string[]> =>
  (await call(key, `GET /api/v1/documents/${id}/timeline`)).body.events.map((one: { sentence: string }) => one.sentence)
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
async function left(id: string): Promise<string[]> {
  const rows = await grid.query(
    `select i.payload from documents d join interchanges i on i.id = d.outgoing join deliveries v on v.interchange = i.id where d.id = $1`,
    [id],
  )
  return Promise.all(
    rows.map(async (one) => Buffer.from(await grid.app.grid.payloads.bytes(one['payload'], 1_000_000)).toString()),
  )
}

test('it is kept, validated and answered, and waits; approved, its own bytes leave', async () => {
  const text = order({ control: ++control, po: 'FIRST' })
  const id = await send('FIRST', acme, text)
  const document = await row(id)
  expect(document).toMatchObject({ status: 'unapproved', outgoing: null })
  const [answered] = await grid.query('select answer from interchanges where id = $1', [document['interchange']])
  expect(answered!['answer']).not.toBeNull()
  expect(await items(id)).toMatchObject([{ class: 'approval', closed_at: null, problem: { code: 'approval-needed' } }])

  const [request] = await requests(id)
  expect(request).toMatchObject({ status: 'asked', source: sha256(orderSet('FIRST', '0001')), payload: sha256(text) })
  expect(request.outgoing).toBe(sha256(request.form))
  expect(JSON.parse(request.form)).toMatchObject({
    body: request.source,
    type: '850',
    agreement: { approval: { release: 'required' } },
  })

  const approved = await answer(id, 'approve')
  expect(approved.body).toMatchObject({ id, status: 'released' })
  expect(await left(id)).toEqual([expect.stringContaining(orderSet('FIRST', '0001'))])
  expect(await items(id)).toMatchObject([{ close_reason: 'Looked at it.' }])
  const told = await sentences(id)
  const short = request.outgoing.slice(0, 12)
  expect(told).toContain(
    `An approval is asked for: source ${request.source.slice(0, 12)}…, outgoing ${short}…, agreement version 1`,
  )
  expect(told).toContain(`Approved as outgoing ${short}…, source ${request.source.slice(0, 12)}…: Looked at it.`)
})

test('the same answer again is harmless, the other one is refused', async () => {
  const id = await send()
  const outgoing = await outgoingOf(id)
  expect((await answer(id, 'approve')).status).toBe(200)
  expect((await answer(id, 'approve', { outgoing })).body.status).toBe('released')
  expect((await answer(id, 'decline', { outgoing })).body).toMatchObject({ code: 'approval-decided', status: 409 })
  expect(await left(id)).toHaveLength(1)
  const other = await send()
  expect((await answer(other, 'decline')).body.status).toBe('declined')
  expect((await answer(other, 'decline')).status).toBe(200)
  expect((await answer(other, 'approve')).body.code).toBe('approval-decided')
})

test('approved and declined at once: one of them wins', async () => {
  for (let turn = 0; turn < 5; turn++) {
    const id = await send()
    const outgoing = await outgoingOf(id)
    const answers = await Promise.all(
      ['approve', 'decline', 'approve', 'decline'].map((decision) => answer(id, decision, { outgoing })),
    )
    const { status } = await row(id)
    const expected = status === 'released' ? [200, 409, 200, 409] : [409, 200, 409, 200]
    expect(answers.map((one) => one.status)).toEqual(expected)
    expect(await left(id)).toHaveLength(status === 'released' ? 1 : 0)
  }
})

test('declined: the submitter is told with the reason', async () => {
  const x = grid.app.exchange
  const { receiveInterchange } = await import('../receiving.ts')
  const channel = x.directory.channelOf(x.directory.organizationBySlug('acme')!.id, 'in', 'sftp-home')!
  const kept = x.payloads.small(Buffer.from(order({ control: ++control, po: 'DEAR' })))
  const { interchange } = await receiveInterchange(x, { channel, name: 'dear.edi', kept, actor: 'sftp:test' })
  const id = await documentIn(interchange)
  expect((await answer(id, 'decline')).body.status).toBe('declined')
  expect(await left(id)).toEqual([])
  const [notice] = await grid.query(
    `select i.payload, v.name from deliveries v join interchanges i on i.id = v.interchange where v.purpose = 'notice' and i.cause = $1`,
    [interchange],
  )
  expect(notice!['name']).toMatch(/^dear\.edi\.\w+\.problem\.txt$/)
  const text = Buffer.from(await x.payloads.bytes(notice!['payload'], 10_000)).toString()
  expect(text).toMatch(
    /one document does not go on to its receiver: 850 DEAR\.\n\n- It was not approved: Looked at it\./,
  )
  const own = await sentences(id, acme)
  expect(own).toContain('Declined: Looked at it.')
  const shown = (await call(acme, `GET /api/v1/documents?key=DEAR`)).body.items[0]
  expect(shown.problems.at(-1)).toMatchObject({ code: 'approval-declined', parameters: { reason: 'Looked at it.' } })
  // What is sent then under its key is no duplicate.
  const again = await send('DEAR')
  expect((await row(again))['status']).toBe('unapproved')
})

test('rule fails: held for a person first, and waits for the approval when that one lets it go', async () => {
  await agree(`${REQUIRED}, rules: [{ name: big, when: { key: "BIG*" }, act: { hold: "looks too big" } }]`)
  const id = await send('BIG1')
  expect((await row(id))['status']).toBe('held')
  const put = `PUT /api/v1/documents/${id}/decision`
  expect((await call(admin, put, { decision: 'release', reason: 'It is right.' })).body.status).toBe('unapproved')
  expect((await call(admin, put, { decision: 'decline', reason: 'No.' })).body.code).toBe('document-unapproved')
  const kinds = await grid.query(
    'select kind, closed_at is null as open from work_items where subject = $1 order by id',
    [id],
  )
  expect(kinds).toEqual([
    { kind: 'quarantine', open: false },
    { kind: 'approval', open: true },
  ])
  expect((await answer(id, 'approve')).body.status).toBe('released')
  expect(await left(id)).toHaveLength(1)
  await agree()
})

test('validation fails: back to the submitter with the reason, and nobody is asked to approve it', async () => {
  const text = order({ control: ++control, po: 'WRONG' }).replace('*10*EA', '*TEN*EA')
  const id = await send('WRONG', acme, text)
  const document = await row(id)
  expect(document['status']).toBe('invalid')
  expect(await requests(id)).toEqual([])
  const [answered] = await grid.query(
    'select o.payload from interchanges i join interchanges o on o.id = i.answer where i.id = $1',
    [document['interchange']],
  )
  const said = Buffer.from(await grid.app.grid.payloads.bytes(answered!['payload'], 10_000)).toString()
  expect(said).toMatch(/AK4\*2\*330\*6\*TEN~.*AK5\*R\*5~/)
  expect((await answer(id, 'approve', { outgoing: '0'.repeat(64) })).body.code).toBe('approval-not-asked')
})

test('changed after approval: the approval is void, and asked for anew with the new hashes', async () => {
  const id = await send()
  const before = await outgoingOf(id)
  const other = asking().replace(
    'inbox: { direction: in, kind: sftp-home }\n      outbox:',
    'inbox: { direction: in, kind: sftp-home }\n      second: { direction: out, kind: https, settings: { url: "http://127.0.0.1:9/" } }\n      outbox:',
  )
  await applyNetwork(grid.app.grid, other.replace('channel: outbox', 'channel: second'), systemActor)
  await grid.app.reload()
  const refused = await answer(id, 'approve', { outgoing: before })
  expect(refused.body).toMatchObject({ code: 'approval-void', status: 409 })
  expect(refused.body.parameters.changed).toBe('channel')
  const [next, first] = await requests(id)
  expect(first).toMatchObject({ status: 'void', answered: { reason: 'Changed: channel' } })
  expect(next).toMatchObject({ status: 'asked', outgoing: refused.body.parameters.outgoing })
  expect(next.outgoing).not.toBe(before)
  expect(await left(id)).toEqual([])
  expect((await answer(id, 'approve', { outgoing: before })).body.code).toBe('approval-void')
  expect(await requests(id)).toHaveLength(2)
  expect(await sentences(id)).toContain(
    'The approval is void: it would leave otherwise than it was looked at (channel)',
  )
  await agree()
  // Back where it was, in a third version.
  const third = (await answer(id, 'approve')).body
  expect(third.parameters.changed).toBe('channel')
  expect((await answer(id, 'approve')).body.status).toBe('released')
  expect((await items(id)).filter((one) => one['closed_at'] === null)).toEqual([])
})

test('a new version that says the same of the document keeps what was asked; other words on approvals do not', async () => {
  const [kept, changed] = [await send(), await send()]
  const before = await outgoingOf(kept)
  await agree(`${REQUIRED}, duplicates: { windowDays: 300 }`)
  expect((await answer(kept, 'approve', { outgoing: before })).body.status).toBe('released')
  // Asked under one version, released under the next.
  const [request, ...others] = await requests(kept)
  expect([request.status, others]).toEqual(['approved', []])
  expect((await row(kept))['agreement_version']).toBe(request.agreement.version + 1)
  await agree('approval: { release: required, withinHours: 5 }')
  const refused = await answer(changed, 'approve')
  expect(refused.body).toMatchObject({ code: 'approval-void', parameters: { changed: 'agreement' } })
  expect((await answer(changed, 'approve')).body.status).toBe('released')
  await agree()
})

test('a correction took its place: nobody can approve the original, and the correction is asked for by itself', async () => {
  const id = await send('MENDED')
  const outgoing = await outgoingOf(id)
  const edited = orderSet('MENDED', '0001').replaceAll('*10*EA*', '*11*EA*')
  const made = await call(admin, `POST /api/v1/documents/${id}/corrections?reason=typo`, edited)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const sent = await call(admin, `POST /api/v1/corrections/${made.body.id}/resend`, { reason: 'ten is eleven' })
  expect(sent.status, JSON.stringify(sent.body)).toBeLessThan(300)
  expect((await answer(id, 'approve', { outgoing })).body.code).toBe('approval-not-asked')
  expect((await row(id))['status']).toBe('corrected')
  const next = await documentIn(sent.body.child)
  expect((await row(next))['status']).toBe('unapproved')
  expect(await outgoingOf(next)).not.toBe(outgoing)
  expect((await answer(next, 'approve')).body.status).toBe('released')
  expect((await left(next))[0]).toContain('*11*EA*')
})

test('four eyes: who sent or corrected it does not approve it', async () => {
  await agree('approval: { release: required, fourEyes: true }')
  const sender = await grid.keyOf(null, ['exchange:read', 'exchange:write', 'approvals:write'])
  const id = await send('EYES', sender)
  expect((await answer(id, 'approve', { key: sender })).body).toMatchObject({ code: 'approval-own', status: 403 })
  expect((await row(id))['status']).toBe('unapproved')
  const edited = orderSet('EYES', '0001').replaceAll('*10*EA*', '*12*EA*')
  const made = await call(admin, `POST /api/v1/documents/${id}/corrections?reason=typo`, edited)
  const sent = await call(admin, `POST /api/v1/corrections/${made.body.id}/resend`, { reason: 'x' })
  const next = await documentIn(sent.body.child)
  expect((await answer(next, 'approve', { key: admin })).body.code).toBe('approval-own')
  expect((await answer(next, 'approve', { key: sender })).body.code).toBe('approval-own')
  const third = await grid.keyOf(null, ['exchange:read', 'approvals:write'])
  expect((await answer(next, 'approve', { key: third })).body.status).toBe('released')
  await agree()
})

test('a partner neither sees nor gives approvals, and its receiver does not see the document before', async () => {
  const id = await send('SECRET')
  const outgoing = await outgoingOf(id)
  for (const key of [acme, bolt]) {
    expect((await call(key, `GET /api/v1/documents/${id}/approval`)).body.code).toBe('grid-only')
    const refused = await answer(id, 'approve', { key, outgoing })
    expect(['grid-only', 'scope-missing']).toContain(refused.body.code)
  }
  expect((await call(bolt, `GET /api/v1/documents/${id}/timeline`)).status).toBe(404)
  expect((await call(bolt, 'GET /api/v1/documents?key=SECRET')).body.items).toEqual([])
  expect((await call(bolt, 'GET /api/v1/work-items?text=SECRET')).body.items).toEqual([])
  const writer = await grid.keyOf(null, ['exchange:read', 'exchange:write'])
  expect((await answer(id, 'approve', { key: writer, outgoing })).body.code).toBe('scope-missing')
  await answer(id, 'approve')
  for (const key of [acme, bolt]) {
    const told = (await sentences(id, key)).join('\n')
    expect(told).not.toMatch(/approval is asked|Approved/)
    expect(told).toMatch(/released under its agreement/)
  }
})

test('only from an amount on; what tells none is asked for', async () => {
  await agree('approval: { release: required, from: "199.00" }')
  // Each line is 10 × 9.95.
  const few = await send('A1', acme, order({ control: ++control, po: 'A1', lines: 1 }))
  const more = await send('A2', acme, order({ control: ++control, po: 'A2', lines: 2 }))
  const none = await send('A3', acme, order({ control: ++control, po: 'A3' }).replaceAll('*9.95*', '**'))
  const statuses = await Promise.all([few, more, none].map(async (id) => (await row(id))['status']))
  expect(statuses).toEqual(['released', 'unapproved', 'unapproved'])
  await agree()
})

test('due by opening hours, then its item is overdue', async () => {
  await agree('approval: { release: required, withinHours: 2 }')
  const id = await send()
  const [request] = await requests(id)
  const hours = (Date.parse(request.dueAt) - Date.parse(request.requestedAt)) / 3_600_000
  expect(hours).toBeCloseTo(2, 2)
  await grid.query(`update jobs set due_at = now() where kind = 'approval-due' and subject = $1`, [request.id])
  await grid.until('overdue', async () => (await requests(id))[0].overdue)
  expect(await items(id)).toMatchObject([{ problem: { code: 'approval-overdue' }, closed_at: null }])
  expect((await sentences(id)).at(-1)).toMatch(/^The approval of 850 PO\d+ to Bolt Supply was due at .* has not come/)
  expect((await answer(id, 'approve')).body.status).toBe('released')
  await agree()
})

test('a second original under the key of one that waits is held as ever', async () => {
  const first = await send('TWICE')
  const second = await send('TWICE')
  expect((await row(second))['status']).toBe('held')
  expect((await answer(first, 'approve')).body.status).toBe('released')
})
