import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network, order } from '../../../test/messages.ts'
import { accepted, joined, PASSWORD, type Person } from '../../../test/person.ts'
import { firstSignInLink } from '../members/verbs/links.ts'
import { pruneNotifications } from './pruning.ts'

let grid: TestGrid
let admin: Person
const people: Record<string, Person> = {}
let acmeKey: string
let control = 0
let failed = 0

beforeAll(async () => {
  // Nobody listens there: what BOLT should get fails at once.
  grid = await startTestGrid({
    network: network({ push: 'http://127.0.0.1:9/', attemptsMax: 1 }),
    env: { ENTREPOT_LOG_LEVEL: 'fatal' },
  })
  const { link } = (await firstSignInLink(grid.app.grid, grid.url))!
  admin = await accepted(grid, link, { name: 'Ada', email: 'ada@hub.example', password: PASSWORD })
  const id = (slug: string) => grid.app.exchange.directory.organizationBySlug(slug)!.id
  for (const [name, role, organization] of [
    ['oli', 'operator', null],
    ['pat', 'operator', null],
    ['abe', 'approver', null],
    ['amy', 'partner-admin', id('acme')],
    ['max', 'partner-member', id('acme')],
    ['bob', 'partner-admin', id('bolt')],
  ] as const) {
    people[name] = await joined(grid, admin, { email: `${name}@x.example`, role, organization, name })
  }
  acmeKey = await grid.keyOf('acme')
}, 60_000)
afterAll(() => grid.close())

interface Shown {
  id: string
  kind: string
  count: number
  documentType: string | null
  partner: string | null
  called: string | null
  subject: { kind: string; id: string }
  readAt: string | null
  at: string
}

const told = async (who: string, query = ''): Promise<Shown[]> =>
  (await people[who]!.call(`GET /api/v1/notifications${query}`)).body.items
const unread = async (who: string) => (await people[who]!.call('GET /api/v1/notifications/unread')).body.unread
const say = (who: string, ...rules: object[]) => people[who]!.call('PUT /api/v1/me/notification-rules', { rules })
const rule = { kind: null, documentType: null, partner: null, told: false }

/** An order that cannot be read as one, and waits until its event was read. */
async function failing(count = 1): Promise<void> {
  for (let i = 0; i < count; i++) {
    control++
    failed++
    const body = order({ control }).replace(/CTT\*2~SE\*8/, 'CTT*3~SE*99')
    const headers = { authorization: `Bearer ${acmeKey}`, 'content-type': 'application/edi-x12' }
    const answer = await fetch(`${grid.url}/api/v1/interchanges`, { method: 'POST', body, headers })
    expect(answer.status).toBe(202)
  }
  await grid.until('decided', async () => {
    const [{ n }] = (await grid.query("select count(*)::int as n from documents where status = 'invalid'")) as [
      { n: number },
    ]
    return n >= failed
  })
  await readUp()
}

async function readUp(): Promise<void> {
  const [{ n }] = (await grid.query('select n from event_head')) as [{ n: number }]
  await grid.until('read', async () => {
    const [row] = await grid.query("select cursor from readers where name = 'notifications'")
    return row!['cursor'] >= n
  })
}

test('who sent a document that fails is told, and the operators; the receiver is not, nor who did not ask', async () => {
  await failing()
  for (const who of ['amy', 'max']) {
    const [one, ...more] = await told(who)
    expect(more).toEqual([])
    expect(one).toMatchObject({
      kind: 'document-failed',
      count: 1,
      documentType: '850',
      partner: 'bolt',
      called: 'PO1',
    })
    expect(one!.subject.kind).toBe('document')
    const { status } = await people[who]!.call(`GET /api/v1/documents/${one!.subject.id}/timeline`)
    expect(status).toBe(200)
  }
  expect(await told('oli')).toMatchObject([{ kind: 'document-failed', partner: 'acme', documentType: '850' }])
  expect(await told('bob')).toEqual([])
  expect(await told('abe')).toEqual([])
})

test('a crowd is one notification with a count, until it is read; then another begins', async () => {
  await failing(11)
  expect(await told('oli')).toMatchObject([{ count: 12, called: 'PO12', readAt: null }])
  expect(await unread('oli')).toBe(1)
  const [{ id }] = (await told('oli')) as [Shown]
  const read = await people['oli']!.call(`PUT /api/v1/notifications/${id}/reading`)
  expect(read).toMatchObject({ status: 200, body: { id, count: 12 } })
  expect(read.body.readAt).not.toBeNull()
  expect(await unread('oli')).toBe(0)
  await failing()
  expect(await told('oli')).toMatchObject([{ count: 1 }, { id, count: 12 }])
  // What was unread for an hour is left as it is.
  await grid.query(`update notifications set first_at = first_at - interval '61 minutes' where read_at is null`)
  await failing()
  expect(await told('oli')).toMatchObject([{ count: 1, called: 'PO14' }, { count: 1, called: 'PO13' }, { id }])
})

test('nobody reads or marks what another was told', async () => {
  const [{ id }] = (await told('amy')) as [Shown]
  for (const who of ['max', 'bob', 'oli']) {
    expect((await people[who]!.call(`PUT /api/v1/notifications/${id}/reading`)).status).toBe(404)
  }
  expect((await told('amy'))[0]).toMatchObject({ id, readAt: null })
  await people['max']!.call('PUT /api/v1/notifications/reading', {})
  expect(await unread('max')).toBe(0)
  expect(await unread('amy')).toBeGreaterThan(0)
})

test('pages: what is unread first, then the newest', async () => {
  const all = await told('oli')
  const seen: Shown[] = []
  for (let next: string | null = '/api/v1/notifications?limit=1'; next !== null; ) {
    const { body } = await people['oli']!.call(`GET ${next}`)
    seen.push(...body.items)
    next = body.next
  }
  expect(seen).toEqual(all)
  expect(all.map(({ readAt }) => readAt === null)).toEqual([true, true, false])
  expect((await told('oli', '?unread=true')).length).toBe(2)
})

test('all that was seen is marked at once, what came later is not', async () => {
  const upTo = (await told('oli'))[0]!.at
  await failing()
  const { body } = await people['oli']!.call('PUT /api/v1/notifications/reading', { upTo })
  expect(body.read).toBe(1)
  expect(await unread('oli')).toBe(1)
})

test('each narrows and widens what they are told', async () => {
  await people['oli']!.call('PUT /api/v1/notifications/reading', {})
  expect((await say('oli', { ...rule, partner: 'acme', documentType: '850' })).status).toBe(200)
  expect((await say('abe', { ...rule, kind: 'document-failed', told: true })).body.rules).toEqual([
    { ...rule, kind: 'document-failed', told: true },
  ])
  await failing()
  expect(await unread('oli')).toBe(0)
  expect(await told('abe')).toMatchObject([{ kind: 'document-failed', count: 1 }])
  await say('oli')
  await failing()
  expect(await unread('oli')).toBe(1)
})

test('a rule names what there is, once, and no partner learns who else there is', async () => {
  await grid.query(`insert into organizations (id, slug, name) values (gen_random_uuid(), 'cedar', 'Cedar')`)
  const code = async (who: string, ...rules: object[]) => (await say(who, ...rules)).body.code
  expect(await code('amy', { ...rule, partner: 'cedar' })).toBe('rule-partner-unknown')
  expect(await code('amy', { ...rule, partner: 'nobody' })).toBe('rule-partner-unknown')
  expect(await code('amy', { ...rule, partner: 'bolt' })).toBeUndefined()
  expect(await code('oli', { ...rule, partner: 'cedar' })).toBeUndefined()
  expect(await code('oli', rule, { ...rule, told: true })).toBe('rule-repeated')
  expect(await code('amy', { ...rule, kind: 'approval-waiting' })).toBe('rule-kind-unfit')
  const { kinds, rules } = (await people['amy']!.call('GET /api/v1/me/notification-rules')).body
  expect(rules).toEqual([{ ...rule, partner: 'bolt' }])
  expect(kinds).toContainEqual({ kind: 'connection-halted', told: true })
  expect(kinds.map(({ kind }: { kind: string }) => kind)).not.toContain('work-assigned')
  await say('oli')
  await say('amy')
})

test('an item that is given to somebody is told to them alone, and not by themselves', async () => {
  const [item] = await grid.query('select id from work_items limit 1').then(async (rows) =>
    rows.length > 0
      ? rows
      : grid.query(`insert into work_items (id, kind, subject_kind, subject, organization, problem)
          select gen_random_uuid(), 'failure', 'document', gen_random_uuid(), id, '{"code":"decision-bug"}' from organizations where slug = 'acme' returning id`),
  )
  const path = `/api/v1/work-items/${item!['id']}/assignment`
  const first = { 'if-match': '"v1"' }
  expect((await people['oli']!.call(`PUT ${path}`, { owner: 'pat' }, first)).status).toBe(200)
  await readUp()
  const given = (rows: Shown[]) => rows.filter(({ kind }) => kind === 'work-assigned')
  expect(given(await told('pat'))).toMatchObject([
    { count: 1, partner: 'acme', subject: { kind: 'work-item', id: item!['id'] } },
  ])
  const second = { 'if-match': '"v2"' }
  expect((await people['oli']!.call(`PUT ${path}`, { owner: 'oli' }, second)).status).toBe(200)
  await readUp()
  for (const who of ['oli', 'abe', 'amy']) expect(given(await told(who)), who).toEqual([])
})

test('a delivery that fails leads to its document; the receiver is not told', async () => {
  control++
  const headers = { authorization: `Bearer ${acmeKey}`, 'content-type': 'application/edi-x12' }
  await fetch(`${grid.url}/api/v1/interchanges`, { method: 'POST', body: order({ control, po: 'GOOD-1' }), headers })
  await grid.until(
    'failed',
    async () => (await grid.query("select 1 from deliveries where status = 'failed'")).length > 0,
  )
  await readUp()
  const [document] = await grid.query("select id from documents where business_key = 'GOOD-1'")
  for (const who of ['amy', 'pat']) {
    expect((await told(who))[0], who).toMatchObject({
      called: 'GOOD-1',
      subject: { kind: 'document', id: document!['id'] },
    })
  }
  expect(await told('bob')).toEqual([])
})

test('the log says who was told what and when, to the grid', async () => {
  const { body } = await admin.call('GET /api/v1/notification-log?limit=200')
  const names = new Set(body.items.map(({ member }: { member: { name: string } }) => member.name))
  expect([...names].sort()).toEqual(['abe', 'amy', 'max', 'oli', 'pat'])
  const [one] = body.items.filter(({ member }: { member: { name: string } }) => member.name === 'amy')
  expect(one).toMatchObject({ kind: 'document-failed', member: { organization: 'acme', email: 'amy@x.example' } })
  const { body: of } = await admin.call(`GET /api/v1/notification-log?member=${one.member.id}&kind=document-failed`)
  expect(of.items.every(({ member }: { member: { name: string } }) => member.name === 'amy')).toBe(true)
  for (const who of ['amy', 'oli']) expect((await people[who]!.call('GET /api/v1/notification-log')).status).toBe(403)
})

test('programs are told nothing here', async () => {
  const headers = { authorization: `Bearer ${acmeKey}` }
  const list = await fetch(`${grid.url}/api/v1/notifications`, { headers })
  expect(await list.json()).toEqual({ items: [], next: null })
  expect((await fetch(`${grid.url}/api/v1/me/notification-rules`, { headers })).status).toBe(404)
})

test('it is told live, to whom it is for', async () => {
  const stopping = new AbortController()
  const follow = async (who: string) => {
    const cookie = [...people[who]!.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(`${grid.url}/api/v1/live`, { headers: { cookie }, signal: stopping.signal })
    const followed = { text: '' }
    void (async () => {
      for await (const piece of answer.body!) followed.text += Buffer.from(piece).toString()
    })().catch(() => {})
    await grid.until('the begin', async () => followed.text.includes('retry:'))
    return followed
  }
  const [amy, bob] = await Promise.all([follow('amy'), follow('bob')])
  await new Promise((resolve) => setTimeout(resolve, 300))
  await failing()
  await grid.until('it', async () => amy.text.includes('event: notifications'))
  const before = amy.text.split('event: notifications').length
  await people['amy']!.call('PUT /api/v1/notifications/reading', {})
  await grid.until('read elsewhere', async () => amy.text.split('event: notifications').length > before)
  expect(bob.text).not.toContain('event: notifications')
  stopping.abort()
})

test('thousands of a kind are one row for each person, none lost and none twice', async () => {
  await people['pat']!.call('PUT /api/v1/notifications/reading', {})
  const [document] = await grid.query("select id, sender from documents where status = 'invalid' limit 1")
  await grid.query(
    `with h as (update event_head set n = n + 3000 returning n)
     insert into events (seq, type, subject_kind, subject, organizations, actor, data)
     select h.n - g, 'document.declined', 'document', $1, array[$2::uuid], 'system', '{}' from h, generate_series(0, 2999) g`,
    [document!['id'], document!['sender']],
  )
  await readUp()
  expect(await told('pat', '?unread=true')).toMatchObject([{ kind: 'document-declined', count: 3_000 }])
})

test('what was read long ago is removed, what nobody reads later', async () => {
  const [before] = await grid.query('select count(*)::int as n from notifications')
  const signal = new AbortController().signal
  expect(await pruneNotifications(grid.app.grid.database.pool, signal)).toBe(0)
  await grid.query(`update notifications set at = at - interval '31 days', read_at = read_at - interval '31 days'`)
  const [{ n: read }] = (await grid.query(
    'select count(*)::int as n from notifications where read_at is not null',
  )) as [{ n: number }]
  expect(read).toBeGreaterThan(0)
  expect(await pruneNotifications(grid.app.grid.database.pool, signal)).toBe(read)
  await grid.query(`update notifications set at = at - interval '150 days'`)
  expect(await pruneNotifications(grid.app.grid.database.pool, signal)).toBe(before!['n'] - read)
})
