import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network, order } from '../../../test/messages.ts'
import { accepted, joined, PASSWORD, type Person } from '../../../test/person.ts'
import { firstSignInLink } from '../members/verbs/links.ts'
import { csvLine } from './present.ts'

let grid: TestGrid
let admin: Person
let acmeAdmin: Person
let boltAdmin: Person
let interchange: string
let document: string
const ids: Record<string, string> = {}

beforeAll(async () => {
  grid = await startTestGrid({ network: network({ expect: 'none' }) })
  const first = await firstSignInLink(grid.app.grid, grid.url)
  admin = await accepted(grid, first!.link, { name: '=Ada, "A"', email: 'ada@hub.example', password: PASSWORD })
  const organization = (slug: string) => grid.app.exchange.directory.organizationBySlug(slug)!.id
  const invited = { role: 'partner-admin' }
  acmeAdmin = await joined(grid, admin, { ...invited, email: 'anna@acme.example', organization: organization('acme') })
  boltAdmin = await joined(grid, admin, { ...invited, email: 'bob@bolt.example', organization: organization('bolt') })
  for (const [name, person] of Object.entries({ admin, acmeAdmin, boltAdmin })) {
    ids[name] = (await person.call('GET /api/v1/me')).body.member.id
  }
  const sent = await fetch(`${grid.url}/api/v1/interchanges`, {
    method: 'POST',
    body: order({ control: 1, po: 'PO-1' }),
    headers: { authorization: `Bearer ${await grid.keyOf('acme')}`, 'content-type': 'application/edi-x12' },
  })
  interchange = ((await sent.json()) as { interchange: string }).interchange
  document = await grid.until('a document', async () => {
    const [row] = await grid.query('select id from documents where interchange = $1', [interchange])
    return row?.['id'] as string | undefined
  })
})
afterAll(() => grid.close())

const audit = async (person: Person, query = '') =>
  (await person.call(`GET /api/v1/audit?limit=500${query}`)).body.items

test('who opened and downloaded what is an event of theirs; what was not shown is none', async () => {
  for (const path of [
    `interchanges/${interchange}`,
    `interchanges/${interchange}/payload`,
    `documents/${document}/timeline`,
  ]) {
    expect((await acmeAdmin.call(`GET /api/v1/${path}`)).status).toBe(200)
    expect((await admin.call(`GET /api/v1/${path}`)).status).toBe(200)
  }
  expect((await boltAdmin.call(`GET /api/v1/interchanges/${interchange}/payload`)).status).toBe(404)
  const looked = (of: string) => ({ kind: 'member', id: ids[of] })
  const seen = await audit(admin, `&subject=${interchange}&type=interchange.downloaded`)
  expect(seen.map((one: { actor: object }) => one.actor)).toEqual([
    { ...looked('admin'), name: '=Ada, "A"' },
    { ...looked('acmeAdmin'), name: 'anna' },
  ])
  expect(await audit(admin, `&actor=member:${ids['boltAdmin']}&type=interchange.*`)).toEqual([])
  expect(await audit(admin, `&subject=${document}&type=document.opened`)).toHaveLength(2)
})

test('looking leaves no trace where partners and programs look', async () => {
  const { events } = (await admin.call(`GET /api/v1/documents/${document}/timeline`)).body
  expect(events.length).toBeGreaterThan(1)
  expect(events.filter((one: { type: string }) => /opened|downloaded/.test(one.type))).toEqual([])
})

test("a partner's admin is shown what its own people did, and a role without the scope nothing", async () => {
  await boltAdmin.call('PATCH /api/v1/me', { locale: 'de' })
  const theirs = await audit(acmeAdmin, `&organization=${grid.app.exchange.directory.organizationBySlug('bolt')!.id}`)
  expect(theirs.length).toBeGreaterThan(2)
  expect(new Set(theirs.map((one: { actor: { id: string } }) => one.actor.id))).toEqual(new Set([ids['acmeAdmin']]))
  expect(await audit(acmeAdmin, `&actor=member:${ids['boltAdmin']}`)).toEqual([])
  expect(await audit(acmeAdmin, `&actor=system`)).toEqual([])
  const operator = await joined(grid, admin, { email: 'olga@hub.example', role: 'operator' })
  expect((await operator.call('GET /api/v1/audit')).body.code).toBe('scope-missing')
  expect((await operator.call('GET /api/v1/audit.csv')).body.code).toBe('scope-missing')
})

test('it comes in pages without gap or repeat, by time, and as CSV of all of it', async () => {
  const all = await audit(admin)
  const paged: unknown[] = []
  for (let next: string | null = '/api/v1/audit?limit=4'; next !== null; ) {
    const page: { items: unknown[]; next: string | null } = (await admin.call(`GET ${next}`)).body
    paged.push(...page.items)
    next = page.next
  }
  expect(paged).toEqual(all)
  const at = all[3].at
  const since = await audit(admin, `&from=${at}`)
  expect(since.length).toBeGreaterThanOrEqual(4)
  expect(since.every((one: { at: string }) => one.at >= at)).toBe(true)
  const csv = await admin.call('GET /api/v1/audit.csv')
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  const lines = csv.body.trimEnd().split('\r\n')
  expect(lines[0]).toBe('seq,at,actor_kind,actor,name,type,subject_kind,subject,data')
  expect(lines).toHaveLength(all.length + 1)
  expect(csv.body).toContain(`,member,${ids['admin']},"'=Ada, ""A""",`)
  const few = await acmeAdmin.call('GET /api/v1/audit.csv?type=member.*')
  expect(few.body).not.toContain(ids['admin'])
})

test('a line of CSV is no formula and one line', () => {
  const row = {
    seq: 1,
    at: new Date(0),
    type: 'x.y',
    subject_kind: 'x',
    subject: 's',
    actor: 'member:m',
    name: '@a\nb',
  }
  expect(csvLine({ ...row, data: { a: 'b' } }, [])).toBe(
    `1,1970-01-01T00:00:00.000Z,member,m,"'@a\nb",x.y,x,s,"{""a"":""b""}"\r\n`,
  )
})
