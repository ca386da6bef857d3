import { afterAll, beforeAll, expect, test } from 'vitest'
import { firstSignInLink } from '../../src/modules/members/verbs/links.ts'
import { applyNetwork } from '../../src/modules/network/apply.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { clientOf } from '../client.ts'
import { startTestGrid, type TestGrid } from '../grid.ts'
import { network, order } from '../messages.ts'
import { accepted, joined, PASSWORD, type Person } from '../person.ts'
import { startSink } from '../sink.ts'

/**
 * One document seen from its two sides. What is the sender's, the receiver's and the grid's own has words of its own in it, and
 * everything that a side can ask for is looked through for the words of the others.
 */
const words = {
  grid: ['INSIDE', 'GRID-RULE', '"type":"approval.', '"upon"', 'member:'],
  /** Never told in words of its own: settings of approvals, who of its people, and keys by their id. */
  inside: ['"approval":{', '"approval.', 'api-key:', 'Ada Hub'],
  /** With the hashes of what came in. */
  acme: ['ACME-FILE-NAME', 'PO-WAITING'],
  /** The hashes of what left. */
  bolt: [] as string[],
}

let grid: TestGrid
let sinks: Record<'acme' | 'bolt', Awaited<ReturnType<typeof startSink>>>
let call: ReturnType<typeof clientOf>
let admin: string
/** Of the grid, and of acme. */
let ada: Person
let cleo: Person
const keys: Record<'acme' | 'bolt', string> = { acme: '', bolt: '' }
let control = 100
/** Released: approved by the grid. Waiting: for an approval. Corrected: goes on as an edited copy. Flawed: accepted with errors. */
const found: Record<'released' | 'waiting' | 'corrected' | 'flawed', Document> = {} as never

interface Document {
  id: string
  interchange: string
  outgoing: string | null
}

const READ = ['exchange:read', 'exchange:write', 'work:read', 'partners:read', 'webhooks:write', 'webhooks:read']

beforeAll(async () => {
  sinks = { acme: await startSink(), bolt: await startSink() }
  grid = await startTestGrid({ network: agreed('approval: { release: required }') })
  call = clientOf(grid.url)
  admin = await grid.keyOf(null, ['*'])
  const { link } = (await firstSignInLink(grid.app.grid, grid.url))!
  ada = await accepted(grid, link, { name: 'Ada Hub', email: 'ada@hub.example', password: PASSWORD })
  const { id: organization } = grid.app.exchange.directory.organizationBySlug('acme')!
  cleo = await joined(grid, ada, {
    email: 'cleo@acme.example',
    role: 'partner-member',
    organization,
    name: 'Cleo Acme',
  })
  for (const slug of ['acme', 'bolt'] as const) {
    keys[slug] = await grid.keyOf(slug, READ)
    const hook = { name: 'hook', url: sinks[slug].url, types: ['*'] }
    expect((await call(keys[slug], 'POST /api/v1/webhooks', hook)).status).toBe(201)
  }
  await releasedAfterApproval()
  found.waiting = await send(order({ control: ++control, po: 'PO-WAITING' }), 'unapproved')
  await agree('invalid: { action: accept }')
  found.flawed = await send(order({ control: ++control, po: 'PO-FLAWED' }).replace('20261120~PO1', '20261399~PO1'))
  await agree('invalid: { action: reject }')
  await corrected()
  words.acme.push(...(await hashes('in', 'interchange')))
  words.bolt.push(...(await hashes('out', 'outgoing')))
}, 60_000)
afterAll(async () => {
  await grid.close()
  for (const sink of Object.values(sinks)) sink.close()
})

const agreed = (settings: string) =>
  network({ expect: 'none' })
    .replace('settings: {', `settings: { ${settings},`)
    .concat('defaults: { test: { retry: { attemptsMax: 4 } } }\n')
    .concat(`routing: { test: [{ name: GRID-RULE, when: { type: "850" }, act: { receiver: bolt } }] }\n`)

async function agree(settings: string): Promise<void> {
  await applyNetwork(grid.app.grid, agreed(settings), systemActor)
  await grid.app.reload()
}

async function send(text: string, status = 'released'): Promise<Document> {
  const headers = { 'entrepot-name': 'ACME-FILE-NAME.edi' }
  const sent = await call(keys.acme, 'POST /api/v1/interchanges', text, headers)
  expect(sent.status).toBe(202)
  return documentIn(sent.body.interchange, status)
}

const hashes = async (direction: string, by: 'interchange' | 'outgoing') =>
  (
    await grid.query(`select encode(payload, 'hex') as hash from interchanges where direction = $1 and id = any($2)`, [
      direction,
      Object.values(found).map((one) => one[by]),
    ])
  ).map((row) => row['hash'] as string)

const documentIn = (interchange: string, status: string) =>
  grid.until(`a document that is ${status}`, async () => {
    const rows = await grid.query('select id, interchange, outgoing, status from documents where interchange = $1', [
      interchange,
    ])
    return rows.find((row) => row['status'] === status || row['status'] === 'completed') as Document | undefined
  })

async function releasedAfterApproval(): Promise<void> {
  const { id, interchange } = await send(order({ control: ++control, po: 'PO-RELEASED' }), 'unapproved')
  const [request] = (await call(admin, `GET /api/v1/documents/${id}/approval`)).body.items
  const answer = { decision: 'approve', reason: 'INSIDE: looked at it', outgoing: request.outgoing }
  expect((await ada.call(`PUT /api/v1/documents/${id}/approval`, answer)).status).toBe(200)
  found.released = await documentIn(interchange, 'released')
  expect((await cleo.call(`POST /api/v1/documents/${id}/files?name=plan.json`, { by: 'us' })).status).toBe(201)
}

/** The grid edits a copy of what is not valid, and sends that. */
async function corrected(): Promise<void> {
  const bad = order({ control: ++control, po: 'PO-BAD' }).replace('BEG*00*SA*PO-BAD', 'BEG*00*SA*')
  const { id } = await send(bad, 'invalid')
  const text: string = (await call(admin, `GET /api/v1/documents/${id}/payload`)).body
  const edited = text.replace('BEG*00*SA*', 'BEG*00*SA*PO-MENDED')
  const kept = await call(admin, `POST /api/v1/documents/${id}/corrections?reason=INSIDE+their+typo`, edited)
  expect(kept.status).toBe(201)
  const gone = await ada.call(`POST /api/v1/corrections/${kept.body.id}/resend`, { reason: 'INSIDE by phone' })
  expect(gone.status).toBe(201)
  found.corrected = await documentIn(gone.body.child, 'released')
}

/** Everything that this side can ask about a document, and every list and search. */
async function seenBy(side: 'acme' | 'bolt'): Promise<{ path: string; text: string }[]> {
  const of = Object.values(found).flatMap(({ id, interchange, outgoing }) => [
    ...['', '/timeline', '/content', '/content?form=received', '/content?form=sent', '/related', '/payload'].map(
      (part) => `documents/${id}${part}`,
    ),
    ...['/approval', '/corrections', '/lineage', '/archived'].map((part) => `documents/${id}${part}`),
    ...[interchange, outgoing]
      .filter((one) => one !== null)
      .flatMap((one) => ['', '/payload', '/lineage', '/corrections'].map((part) => `interchanges/${one}${part}`)),
  ])
  const lists = ['documents', 'documents?keyPrefix=PO', 'documents?partner=acme', 'documents/volume', 'work-items']
  const searches = [...words.grid, 'PO-WAITING'].map((word) => `work-items?state=all&text=${word}`)
  const [agreement] = await grid.query(`select id from agreements where document_type = '850'`)
  const agreements = ['agreements', 'agreements?limit=100', `agreements/${agreement!['id']}`]
  const paths = [...of, ...lists, ...searches, 'batches', ...agreements, `agreements/${agreement!['id']}/versions`]
  return Promise.all(
    paths.map(async (path) => {
      const { status, body } = await call(keys[side], `GET /api/v1/${path}`)
      expect(status, path).toBeLessThan(500)
      return { path, text: status === 200 ? (typeof body === 'string' ? body : JSON.stringify(body)) : '' }
    }),
  )
}

const telling = (seen: { path: string; text: string }[], told: readonly string[]) =>
  seen.flatMap(({ path, text }) => told.filter((word) => text.includes(word)).map((word) => `${path} tells ${word}`))

test('the receiver sees its own form and nothing of the sender’s or the grid’s', async () => {
  const seen = await seenBy('bolt')
  expect(telling(seen, [...words.grid, ...words.inside, ...words.acme, '20261399', '"problems":[{'])).toEqual(
    // The bytes themselves went on as they were agreed to: with their errors.
    seen
      .filter(({ path, text }) => isOwnForm(path) && text.includes('20261399'))
      .map(({ path }) => `${path} tells 20261399`),
  )
  const incoming = Object.values(found).map(({ interchange }) => interchange)
  const read = seen.filter(
    ({ path, text }) => text !== '' && incoming.some((one) => path.startsWith(`interchanges/${one}`)),
  )
  expect(read).toEqual([])
  expect(seen.find(({ path }) => path === `documents/${found.released.id}/content`)!.text).toContain('PO-RELEASED')
  expect(seen.filter(({ path, text }) => path.startsWith(`documents/${found.waiting.id}`) && text !== '')).toEqual([])
})

const isOwnForm = (path: string) =>
  path.startsWith(`interchanges/${found.flawed.outgoing}/payload`) ||
  [`documents/${found.flawed.id}/content`, `documents/${found.flawed.id}/content?form=sent`].includes(path)

test('the sender sees its own form and nothing of the receiver’s or the grid’s', async () => {
  const seen = await seenBy('acme')
  expect(telling(seen, [...words.grid, ...words.inside, ...words.bolt])).toEqual([])
  const outgoing = Object.values(found).flatMap((one) => one.outgoing ?? [])
  expect(outgoing).toHaveLength(3)
  const read = seen.filter(
    ({ path, text }) => text !== '' && outgoing.some((one) => path.startsWith(`interchanges/${one}`)),
  )
  expect(read).toEqual([])
  const sent = seen.filter(({ path, text }) => path.endsWith('form=sent') && text !== '')
  expect(sent).toEqual([])
  expect(seen.find(({ path }) => path === `documents/${found.waiting.id}`)!.text).toContain('PO-WAITING')
  expect(seen.find(({ path }) => path === `interchanges/${found.released.interchange}`)!.text).toContain(
    'ACME-FILE-NAME',
  )
})

test('who did a thing is told by name to their own side only; to a partner the grid is the grid', async () => {
  const actors = async (side: 'acme' | 'bolt' | null, one: Document, type: string) => {
    const { body } = await call(side ? keys[side] : admin, `GET /api/v1/documents/${one.id}/timeline`)
    return body.events
      .filter((event: { type: string }) => event.type === type)
      .map(({ actor }: { actor: string }) => actor)
  }
  expect(await actors('acme', found.released, 'document.file-added')).toEqual(['Cleo Acme'])
  expect(await actors('bolt', found.released, 'document.file-added')).toEqual(['ACME Stores'])
  expect(await actors(null, found.released, 'document.file-added')).toEqual([expect.stringMatching(/^member:/)])
  expect(await actors('acme', found.corrected, 'interchange.corrected')).toEqual(['the grid'])
  const told = (side: 'acme' | 'bolt', type: string) =>
    sinks[side].posts.map(({ body }) => JSON.parse(String(body))).filter((event) => event.type === type)
  await grid.until('both webhooks', async () =>
    (['acme', 'bolt'] as const).every((side) => told(side, 'document.file-added').length > 0),
  )
  expect(told('acme', 'document.file-added')[0].data.actor).toBe('Cleo Acme')
  expect(told('bolt', 'document.file-added')[0].data.actor).toBe('ACME Stores')
})

test('webhooks tell each side its own, too', async () => {
  const told = (side: 'acme' | 'bolt') => sinks[side].posts.map(({ body }) => body).join('\n')
  // Several posts to one address are under way at a time: the last event may be told before an earlier one.
  await grid.until(
    'what both are told of the last two',
    async () =>
      (['acme', 'bolt'] as const).every((side) => told(side).includes(found.corrected.id)) &&
      told('bolt').includes(found.flawed.id),
  )
  const tells = (side: 'acme' | 'bolt', hidden: string[]) => hidden.filter((word) => told(side).includes(word))
  expect(tells('acme', [...words.grid, ...words.inside, ...words.bolt])).toEqual([])
  expect(tells('bolt', [...words.grid, ...words.inside, ...words.acme, '20261399', '"problems"'])).toEqual([])
})

test('the grid itself sees all of it', async () => {
  const timeline = await call(admin, `GET /api/v1/documents/${found.released.id}/timeline`)
  for (const word of words.grid) expect(JSON.stringify(timeline.body)).toContain(word)
})
