import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network } from '../../../test/messages.ts'
import { accepted, joined, PASSWORD, Person } from '../../../test/person.ts'
import { firstSignInLink } from '../members/verbs/links.ts'

let grid: TestGrid
let ada: Person
let ben: Person
let cleo: Person
let agreement: string
const people: Record<string, Person> = {}

beforeAll(async () => {
  grid = await startTestGrid({ network: network({ expect: 'none' }) })
  const first = await firstSignInLink(grid.app.grid, grid.url)
  ada = await accepted(grid, first!.link, { name: 'Ada', email: 'ada@hub.example', password: PASSWORD })
  agreement = (await grid.query('select id from agreements'))[0]!['id']
})
afterAll(() => grid.close())

const switched = async (who: Person, required: boolean, of = 'agreements') => {
  const path = `/api/v1/four-eyes/${of}`
  const etag = (await who.call(`GET ${path}`)).headers.get('etag')!
  return who.call(`PUT ${path}`, { required }, { 'if-match': etag })
}
const shown = async () => (await ada.call(`GET /api/v1/agreements/${agreement}`)).body
const change = async (who: Person, settings: object) =>
  who.call(`PATCH /api/v1/agreements/${agreement}`, { settings }, { 'if-match': `"v${(await shown()).version}"` })
const proposed = async (who: Person, settings: object): Promise<string> => {
  const answer = await change(who, settings)
  expect([answer.status, answer.body.proposal?.status]).toEqual([202, 'open'])
  return answer.body.proposal.id
}
const answer = (who: Person, id: string, how: string, body: object = {}) =>
  who.call(`PUT /api/v1/proposals/${id}/${how}`, body)
const statusOf = async (id: string) => (await ada.call(`GET /api/v1/proposals/${id}`)).body.status
const asKey =
  (secret: string) =>
  async (line: string, body?: unknown, more: Record<string, string> = {}) => {
    const person = new Person(grid)
    return person.call(line, body, { authorization: `Bearer ${secret}`, ...more })
  }

test('it takes two people to switch it on, and whoever may change nothing here switches nothing', async () => {
  expect((await switched(ada, true)).body).toMatchObject({ code: 'four-eyes-alone', parameters: { count: 1 } })
  ben = await joined(grid, ada, { email: 'ben@hub.example', role: 'engineer' })
  cleo = await joined(grid, ada, { email: 'cleo@hub.example', role: 'admin' })
  people['auditor'] = await joined(grid, ada, { email: 'olga@hub.example', role: 'auditor' })
  const partner = { email: 'anna@acme.example', role: 'partner-admin' }
  const organization = grid.app.exchange.directory.organizationBySlug('acme')!.id
  people['partner'] = await joined(grid, ada, { ...partner, organization })
  const form = [{ required: true }, { 'if-match': '"v0"' }] as const
  expect((await people['auditor'].call('PUT /api/v1/four-eyes/agreements', ...form)).status).toBe(403)
  expect(await change(ada, { order: 'strict' })).toMatchObject({ status: 200, body: { version: 2 } })
  expect((await switched(ben, true)).body).toEqual({ class: 'agreements', required: true, version: 1 })
})

test('a change is proposed and nothing changes until another person approves it; what is unfit is refused at once', async () => {
  const id = await proposed(ada, { order: 'none' })
  expect(await shown()).toMatchObject({ version: 2, said: { order: 'strict' } })
  const seen = (await ben.call(`GET /api/v1/proposals/${id}`)).body
  expect([seen.before.settings, seen.after.settings]).toEqual([{ order: 'strict' }, { order: 'none' }])
  expect(seen.proposedBy.name).toBe('Ada')
  const unfit = { channel: agreement }
  const refused = await ada.call(`PATCH /api/v1/agreements/${agreement}`, unfit, { 'if-match': '"v2"' })
  expect(refused.body.code).toBe('agreement-way-unfit')
  expect(await change(ada, { order: 'strict' })).toMatchObject({ status: 200, body: { version: 2 } })
  expect(await proposed(ada, { order: 'none' })).toBe(id)
  expect((await answer(ada, id, 'approval')).body.code).toBe('proposal-own')
  expect((await answer(people['auditor']!, id, 'approval')).body.code).toBe('scope-missing')
  expect((await people['partner']!.call(`GET /api/v1/proposals/${id}`)).status).toBe(403)
  expect(await answer(ben, id, 'approval', { reason: 'Right.' })).toMatchObject({
    status: 200,
    body: { status: 'approved', reason: 'Right.', settledBy: { name: 'ben' } },
  })
  expect(await shown()).toMatchObject({ version: 3, said: { order: 'none' } })
})

test('of two approvals at the same moment one counts, and it is done once', async () => {
  const id = await proposed(ada, { order: 'strict' })
  const answers = await Promise.all([ben, cleo, ben, cleo].map((who) => answer(who, id, 'approval')))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
  const told = answers.filter(({ status }) => status === 409).map(({ body }) => body.code)
  expect(new Set(told)).toEqual(new Set(['proposal-settled']))
  expect((await shown()).version).toBe(4)
  const events = await grid.query("select actor from events where type = 'proposal.approved' and subject = $1", [id])
  expect(events).toHaveLength(1)
})

test('an approval and a refusal at the same moment: one counts', async () => {
  const id = await proposed(ada, { order: 'none' })
  const before = (await shown()).version
  const answers = await Promise.all([
    answer(ben, id, 'approval'),
    answer(cleo, id, 'refusal', { reason: 'Too early.' }),
  ])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  const became = await statusOf(id)
  expect((await shown()).version - before).toBe(became === 'approved' ? 1 : 0)
})

test('a proposal goes stale when what it was made to is no longer current', async () => {
  const [one, other] = [
    await proposed(ada, { order: 'strict', expect: { withinMinutes: 30 } }),
    await proposed(ben, { order: 'strict', expect: { withinMinutes: 60 } }),
  ]
  expect((await answer(cleo, one, 'approval')).status).toBe(200)
  expect(await statusOf(other)).toBe('stale')
  expect((await answer(cleo, other, 'approval')).body).toMatchObject({
    code: 'proposal-settled',
    parameters: { status: 'stale' },
  })
})

test('who proposed it withdraws it, others decline it with a reason', async () => {
  const id = await proposed(ada, { order: 'none' })
  expect((await answer(ben, id, 'withdrawal')).body.code).toBe('proposal-others')
  expect((await answer(ben, id, 'refusal')).status).toBe(400)
  expect((await answer(ada, id, 'withdrawal')).body.status).toBe('withdrawn')
  const again = await proposed(ada, { order: 'none' })
  expect(again).not.toBe(id)
  expect((await answer(ben, again, 'refusal', { reason: 'No.' })).body).toMatchObject({
    status: 'declined',
    reason: 'No.',
  })
  expect((await answer(ben, again, 'approval')).body.code).toBe('proposal-settled')
})

test('a key neither approves nor is somebody else: what it proposed is not approved by who made it', async () => {
  const scopes = ['partners:read', 'partners:write', 'access:write']
  const made = (await ada.call('POST /api/v1/api-keys', { name: 'deploy', scopes })).body
  const key = asKey(made.key)
  const second = (await key('POST /api/v1/api-keys', { name: 'of the key', scopes })).body
  const third = (await key(`POST /api/v1/api-keys/${second.id}/successor`, { overlapMinutes: 0 })).body
  const { version } = await shown()
  const asked = await asKey(third.key)(
    `PATCH /api/v1/agreements/${agreement}`,
    { settings: { order: 'none' } },
    { 'if-match': `"v${version}"` },
  )
  expect(asked.status).toBe(202)
  const { id } = asked.body.proposal
  expect((await answer(ada, id, 'approval')).body.code).toBe('proposal-own')
  expect((await key(`PUT /api/v1/proposals/${id}/approval`, {})).body.code).toBe('proposal-needs-person')
  expect((await answer(ben, id, 'approval')).status).toBe(200)
})

test('making and ending take two as well, at the moment of the approval', async () => {
  const { sender, receiver, channel } = await shown()
  const form = { sender: sender.slug, receiver: receiver.slug, type: '860', mode: 'test', channel: channel.id }
  const asked = await ada.call('POST /api/v1/agreements', form)
  expect([asked.status, asked.body.proposal.subject, asked.body.proposal.before]).toEqual([202, null, null])
  const of = "select id, valid_until from agreements where document_type = '860'"
  expect(await grid.query(of)).toEqual([])
  expect((await answer(ben, asked.body.proposal.id, 'approval')).status).toBe(200)
  const [made] = await grid.query(of)
  const ending = await ada.call(`PUT /api/v1/agreements/${made!['id']}/ending`, {})
  expect(ending.status).toBe(202)
  expect((await answer(ben, ending.body.proposal.id, 'approval')).status).toBe(200)
  const [ended] = await grid.query(of)
  expect(Number(ended!['valid_until'])).toBeLessThanOrEqual(Date.now())
})

const applied = (text: string) =>
  fetch(`${grid.url}/api/v1/network`, {
    method: 'PUT',
    body: text,
    headers: {
      cookie: [...ada.cookies].map((one) => one.join('=')).join('; '),
      origin: ada.origin!,
      'content-type': 'application/yaml',
    },
  }).then((answered) => answered.json() as Promise<Record<string, string[]>>)

test('the network file says what it proposed, and makes the rest; applied again it is the same proposal', async () => {
  const text = network({ expect: 'none', attemptsMax: 9 }).replace('name: Bolt Supply', 'name: Bolt Supply Ltd')
  const apply = () => applied(text)
  const report = await apply()
  expect(report['proposed']).toEqual(['agreement acme → bolt on 850 in test'])
  expect(report['changed']).toEqual(['organization bolt'])
  expect((await apply())['proposed']).toEqual(report['proposed'])
  const open = (await ben.call('GET /api/v1/proposals?status=open')).body.items
  expect(open).toHaveLength(1)
  expect((await shown()).said.retry).toBeUndefined()
  expect((await answer(ben, open[0].id, 'approval')).status).toBe(200)
  expect((await shown()).said.retry).toMatchObject({ attemptsMax: 9 })
  expect((await apply())['proposed']).toEqual([])
})

test('to switch it off again takes two', async () => {
  const asked = await switched(ada, false)
  expect([asked.status, asked.body.proposal?.after]).toEqual([202, { required: false }])
  expect(await change(ada, { order: 'strict' })).toMatchObject({ status: 202 })
  expect((await answer(ben, asked.body.proposal.id, 'approval')).status).toBe(200)
  expect(await change(ada, { order: 'strict' })).toMatchObject({ status: 200 })
})

const putAt = async (who: Person, path: string, body: object) => {
  const etag = (await who.call(`GET ${path}`)).headers.get('etag')!
  return who.call(`PUT ${path}`, body, { 'if-match': etag })
}

test('defaults of the grid and of an organization take two people: the first word too, and the second is out of date', async () => {
  expect((await switched(ada, true, 'agreement-defaults')).status).toBe(200)
  for (const path of [
    '/api/v1/agreement-defaults/production',
    '/api/v1/organizations/acme/agreement-defaults/sending/production',
  ]) {
    const first = await putAt(ada, path, { order: 'strict' })
    const second = await putAt(ada, path, { order: 'none' })
    expect([first.status, second.status]).toEqual([202, 202])
    expect((await putAt(ada, path, { order: 'strict' })).body.proposal.id).toBe(first.body.proposal.id)
    expect((await putAt(ada, path, {})).body).toEqual({ settings: {}, version: 0 })
    expect((await answer(ada, first.body.proposal.id, 'approval')).body.code).toBe('proposal-own')
    expect((await answer(ben, first.body.proposal.id, 'approval')).status).toBe(200)
    expect((await ada.call(`GET ${path}`)).body).toEqual({ settings: { order: 'strict' }, version: 1 })
    expect(await statusOf(second.body.proposal.id)).toBe('stale')
    const again = await putAt(ada, path, { order: 'none' })
    expect(again.body.proposal).toMatchObject({ version: 1, before: { settings: { order: 'strict' } } })
    expect((await answer(ben, again.body.proposal.id, 'refusal', { reason: 'No.' })).status).toBe(200)
    expect((await ada.call(`GET ${path}`)).body.version).toBe(1)
  }
  const mode = (await grid.query('select scope, mode from agreement_defaults order by scope')).map(({ scope }) => scope)
  expect(mode).toEqual(['grid', 'sending'])
})

test('so do the rules of routing, alone: defaults and agreements are other matters; the network file proposes them', async () => {
  const path = '/api/v1/routing-rules/test'
  const held = [{ name: 'look', when: {}, act: { hold: 'look at it' } }]
  expect(await putAt(ada, path, { rules: [] })).toMatchObject({ status: 200, body: { version: 0 } })
  expect((await switched(ada, true, 'routing-rules')).status).toBe(200)
  const unfit = [{ name: 'away', when: {}, act: { receiver: 'nobody' } }]
  expect((await putAt(ada, path, { rules: unfit })).body.code).toBe('rule-unfit')
  const { body } = await putAt(ada, path, { rules: held })
  expect(body.proposal).toMatchObject({ class: 'routing-rules', after: { scope: 'routing', mode: 'test' } })
  expect((await ada.call(`GET ${path}`)).body).toEqual({ rules: [], version: 0 })
  expect((await answer(cleo, body.proposal.id, 'approval')).status).toBe(200)
  expect((await ada.call(`GET ${path}`)).body).toMatchObject({ rules: [{ name: 'look' }], version: 1 })
  const text = 'organizations: {}\nrouting: { test: [] }\ndefaults: { test: { order: strict } }'
  expect((await applied(text))['proposed']).toEqual(['defaults of the grid in test', 'routing rules in test'])
  expect((await ada.call(`GET ${path}`)).body.version).toBe(1)
})
