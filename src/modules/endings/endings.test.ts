import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network } from '../../../test/messages.ts'
import { accepted, joined, PASSWORD, type Person } from '../../../test/person.ts'
import { perform } from '../../platform/act.ts'
import { systemActor } from '../../platform/actor.ts'
import { newKeyPair } from '../../sftp/key-pair.ts'
import { firstSignInLink } from '../members/verbs/links.ts'
import type { Ending } from './policy.ts'
import { lookAtEndings } from './verbs.ts'

let grid: TestGrid
let key: string
let call: ReturnType<typeof clientOf>
const people: Record<string, Person> = {}

beforeAll(async () => {
  grid = await startTestGrid({ network: network() })
  call = clientOf(grid.url)
  key = await grid.keyOf(null, ['*'])
  const { link } = (await firstSignInLink(grid.app.grid, grid.url))!
  people['ada'] = await accepted(grid, link, { name: 'Ada', email: 'ada@hub.example', password: PASSWORD })
  for (const [name, role, slug] of [
    ['amy', 'partner-admin', 'acme'],
    ['max', 'partner-member', 'acme'],
    ['bob', 'partner-admin', 'bolt'],
  ] as const) {
    const organization = grid.app.exchange.directory.organizationBySlug(slug)!.id
    people[name] = await joined(grid, people['ada'], { email: `${name}@x.example`, role, organization, name })
  }
}, 60_000)
afterAll(() => grid.close())

const DAY_MS = 86_400_000

/** An SFTP key that was added long ago, and is said now to end in so many days. */
async function endingKey(slug: string, days: number): Promise<string> {
  const made = await call(key, `POST /api/v1/organizations/${slug}/sftp-keys`, {
    publicKey: newKeyPair('ed25519', slug).public,
    label: `of ${slug}`,
  })
  expect(made.status).toBe(201)
  await grid.query("update sftp_credentials set created_at = now() - interval '300 days' where id = $1", [made.body.id])
  const expiresAt = new Date(Date.now() + days * DAY_MS).toISOString()
  expect((await call(key, `PUT /api/v1/sftp-keys/${made.body.id}/expiry`, { expiresAt })).status).toBe(200)
  return made.body.id
}

const itemsOf = (subject: string) =>
  grid.query(
    'select id, class, organization, problem, closed_at, closed_by from work_items where subject = $1 order by id',
    [subject],
  )

const itemOf = (subject: string) => grid.until('an item', async () => (await itemsOf(subject))[0])

const isClosed = (subject: string) =>
  grid.until('it is closed', async () => (await itemsOf(subject)).every((item) => item['closed_at'] !== null))

/** Looks as if so many days had gone by. */
async function lookIn(days: number, certificates: Ending[] | null = []): Promise<void> {
  const now = () => Date.now() + days * DAY_MS
  await perform({ ...grid.app.grid, now }, systemActor, (act) => lookAtEndings(act, { days: [30, 7], certificates }))
}

const warnings = async (item: string) =>
  (await grid.query("select data from events where type = 'key.ending' and subject = $1 order by seq", [item])).map(
    ({ data }) => data['days'],
  )

const toldOf = async (who: string): Promise<{ called: string; subject: { id: string } }[]> =>
  (await people[who]!.call('GET /api/v1/notifications')).body.items.filter(
    ({ kind }: { kind: string }) => kind === 'key-ending',
  )

test('a month before an SFTP key ends there is a work item, and its partner and the grid are told; a week before, again', async () => {
  const subject = await endingKey('acme', 20)
  const item = await itemOf(subject)
  expect(item).toMatchObject({ class: 'access', problem: { code: 'sftp-key-ends', called: 'of acme', days: 30 } })
  for (const who of ['ada', 'amy']) {
    const [told] = await grid.until(`${who} is told`, async () => ((await toldOf(who)).length > 0 ? toldOf(who) : null))
    expect(told).toMatchObject({ called: 'of acme', subject: { kind: 'work-item', id: item['id'] } })
  }
  for (const who of ['max', 'bob']) expect(await toldOf(who)).toEqual([])
  const { body } = await people['amy']!.call(`GET /api/v1/work-items/${item['id']}`)
  expect(body).toMatchObject({ kind: 'ending', about: { organization: 'acme', name: 'of acme' } })
  expect(body.problem.sentence).toContain('The SFTP key "of acme" opens until')
  await lookIn(1)
  expect(await warnings(item['id'])).toEqual([30])
  await lookIn(14)
  await lookIn(15)
  expect(await warnings(item['id'])).toEqual([30, 7])
  // One that has ended stays until somebody has seen to it.
  await lookIn(21)
  expect(await itemsOf(subject)).toMatchObject([{ closed_at: null, problem: { days: 7 } }])
})

test('the item closes itself when another key was added, when it lasts longer, and when it is revoked', async () => {
  const replaced = await endingKey('bolt', 20)
  await itemOf(replaced)
  const next = { publicKey: newKeyPair('ed25519', 'next').public, label: 'next' }
  expect((await call(key, 'POST /api/v1/organizations/bolt/sftp-keys', next)).status).toBe(201)
  await isClosed(replaced)
  expect(await itemsOf(replaced)).toMatchObject([{ closed_by: 'system' }])
  await grid.query("delete from sftp_credentials where label = 'next'")
  const longer = await endingKey('bolt', 5)
  expect(await itemOf(longer)).toMatchObject({ problem: { days: 7 } })
  expect((await call(key, `PUT /api/v1/sftp-keys/${longer}/expiry`, { expiresAt: null })).status).toBe(200)
  await isClosed(longer)
  const revoked = await endingKey('bolt', 5)
  await itemOf(revoked)
  expect((await call(key, `PUT /api/v1/sftp-keys/${revoked}/revocation`, {})).status).toBe(200)
  await isClosed(revoked)
})

test('an API key is warned of until it was rotated; one that is rotated or was made for a short time is not', async () => {
  const make = async (name: string, days: number): Promise<string> => {
    const body = {
      name,
      scopes: ['exchange:read'],
      expiresAt: new Date(Date.now() + days * DAY_MS).toISOString(),
    }
    const made = await call(key, 'POST /api/v1/api-keys', body)
    expect(made.status).toBe(201)
    return made.body.id
  }
  const long = await make('ERP', 20)
  const short = await make('short', 20)
  await grid.query("update api_keys set created_at = now() - interval '300 days' where id = $1", [long])
  await lookIn(0)
  expect(await itemsOf(long)).toMatchObject([{ organization: null, problem: { code: 'api-key-ends', called: 'ERP' } }])
  expect(await itemsOf(short)).toEqual([])
  expect((await call(key, `POST /api/v1/api-keys/${long}/successor`, { overlapMinutes: 60 })).status).toBe(201)
  await isClosed(long)
  await lookIn(0)
  expect(await itemsOf(long)).toHaveLength(1)
})

test('a certificate is warned of, too; whoever cannot read it leaves its item alone, and another one closes it', async () => {
  const certificate: Ending = {
    ...{ kind: 'certificate', id: '01a1fdd7-96be-8000-81c7-7960bff6d040', organization: null, slug: null },
    ...{
      called: 'https://idp.example',
      replaced: false,
      madeAt: new Date(0),
      endsAt: new Date(Date.now() + 3 * DAY_MS),
    },
  }
  await lookIn(0, [certificate])
  expect(await itemsOf(certificate.id)).toMatchObject([
    { problem: { code: 'certificate-ends', days: 7 }, closed_at: null },
  ])
  await lookIn(0, null)
  expect(await itemsOf(certificate.id)).toMatchObject([{ closed_at: null }])
  await lookIn(0, [
    { ...certificate, id: '01a1fdd7-96be-8000-81c7-7960bff6d041', endsAt: new Date(Date.now() + 900 * DAY_MS) },
  ])
  await isClosed(certificate.id)
})
