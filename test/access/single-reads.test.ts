import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import { clientOf } from '../client.ts'
import { startTestGrid, type TestGrid } from '../grid.ts'
import { network, order } from '../messages.ts'

let grid: TestGrid
let call: ReturnType<typeof clientOf>
const keys: Record<string, string> = {}
/** Of acme; the other side of the agreement and of the document is bolt. */
const one = { item: newId(), hook: newId(), connection: newId(), agreement: '', document: '' }

/** What a partner reads one by one: its table, and the addresses that show a row of it. */
const READS: [table: string, paths: () => string[]][] = [
  ['work_items', () => [`work-items/${one.item}`]],
  ['webhooks', () => [`webhooks/${one.hook}`, `webhooks/${one.hook}/messages`]],
  ['connections', () => [`connections/${one.connection}`, `connections/${one.connection}/checks`]],
  ['agreements', () => [`agreements/${one.agreement}`, `agreements/${one.agreement}/versions`]],
  ['document_sides', () => ['', '/timeline', '/content', '/related'].map((part) => `documents/${one.document}${part}`)],
]
const LISTS: [table: string, path: string][] = [
  ['connections', 'connections'],
  ['connections', 'organizations/acme/connections'],
  ['agreements', 'agreements'],
]

beforeAll(async () => {
  grid = await startTestGrid({ network: network() })
  call = clientOf(grid.url)
  const scopes = ['exchange:read', 'exchange:write', 'work:read', 'partners:read', 'webhooks:read']
  for (const slug of ['acme', 'bolt']) keys[slug] = await grid.keyOf(slug, scopes)
  keys['grid'] = await grid.keyOf(null, ['*'])
  await call(keys['acme']!, 'POST /api/v1/interchanges', order({ control: 1, po: 'PO-1' }))
  const [document] = await grid.until('the order', async () => {
    const found = await grid.query(`select id from documents where status = 'released'`)
    return found.length > 0 && found
  })
  one.document = document!['id'] as string
  const acme = grid.app.exchange.directory.organizationBySlug('acme')!.id
  one.agreement = (await grid.query('select id from agreements where sender = $1', [acme]))[0]!['id'] as string
  await grid.query(
    `insert into work_items (id, kind, subject_kind, subject, organization, problem) values ($1, 'failure', 'document', $2, $3, '{"code":"held"}')`,
    [one.item, one.document, acme],
  )
  await grid.query(
    `insert into webhooks (id, organization, name, url, after_seq, types) values ($1, $2, 'hook', 'https://x.example', 0, '{*}')`,
    [one.hook, acme],
  )
  await grid.query(`insert into connections (id, organization, name, connector) values ($1, $2, 'theirs', 'sftp')`, [
    one.connection,
    acme,
  ])
})
afterAll(() => grid.close())

const statusOf = async (who: string, path: string) => (await call(keys[who]!, `GET /api/v1/${path}`)).status

test('a partner sees what its item is about, with the name of the other side', async () => {
  const { body } = await call(keys['acme']!, `GET /api/v1/work-items/${one.item}`)
  expect(body).toMatchObject({ about: { key: 'PO-1', sender: 'acme', receiver: 'bolt', agreed: true }, history: [] })
  expect((await call(keys['acme']!, `GET /api/v1/agreements/${one.agreement}`)).body).toMatchObject({
    ...{ sender: { slug: 'acme' }, receiver: { slug: 'bolt' }, channel: null },
  })
})

// Last: the rules of the tables are gone after it.
test('what the rule of its table hides no route shows to a partner, whatever the route itself would let pass', async () => {
  for (const [table, paths] of READS) {
    const lists = LISTS.filter(([of]) => of === table).map(([, path]) => path)
    for (const path of paths()) for (const who of ['acme', 'grid']) expect(await statusOf(who, path), path).toBe(200)
    for (const path of lists)
      expect((await call(keys['acme']!, `GET /api/v1/${path}`)).body.items, path).not.toEqual([])
    await grid.query(`alter policy partner on ${table} using (false)`)
    for (const path of paths()) {
      expect(await statusOf('acme', path), `${path}, as a partner`).toBe(404)
      expect(await statusOf('grid', path), path).toBe(200)
    }
    for (const path of lists) expect((await call(keys['acme']!, `GET /api/v1/${path}`)).body.items, path).toEqual([])
  }
})
