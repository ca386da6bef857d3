import ssh2, { type SFTPWrapper } from 'ssh2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../../test/client.ts'
import { contrl, edifact, edifactNetwork, ordersMessage } from '../../../../test/edifact-messages.ts'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { order } from '../../../../test/messages.ts'
import { startSink } from '../../../../test/sink.ts'
import { systemActor } from '../../../platform/actor.ts'
import { newKeyPair } from '../../../sftp/key-pair.ts'
import { addSftpKey } from '../../homes/verbs.ts'
import { applyNetwork } from '../../network/apply.ts'

let grid: TestGrid
let sink: Awaited<ReturnType<typeof startSink>>
let call: ReturnType<typeof clientOf>
const keys = { acme: '', bolt: '', hub: '' }
let control = 0

/** The 850 goes into Bolt's outbox, ORDERS to its HTTPS address. */
const agreed = (of: { x12?: string; edifact?: string }) =>
  edifactNetwork({ push: sink.url, ...(of.edifact ? { settings: of.edifact } : {}) }).replace(
    'type: "850", mode: test, channel: outbox, settings: { ',
    `$&duplicates: { originals: pass }, ${of.x12 ? `${of.x12}, ` : ''}`,
  )
const AS_ORDERS = 'deliverAs: { format: "edifact:d96a", losses: accept }'

async function agree(of: { x12?: string; edifact?: string }): Promise<void> {
  await applyNetwork(grid.app.grid, agreed(of), systemActor)
  await grid.app.reload()
}

beforeAll(async () => {
  sink = await startSink()
  grid = await startTestGrid({ network: agreed({ x12: AS_ORDERS }) })
  call = clientOf(grid.url)
  keys.acme = await grid.keyOf('acme')
  keys.bolt = await grid.keyOf('bolt')
  keys.hub = await grid.keyOf(null, ['*'])
})
afterAll(async () => {
  await grid.close()
  sink.close()
})

async function send(text: string, status: string, key = keys.acme) {
  const sent = await call(key, 'POST /api/v1/interchanges', text)
  return ofInterchange(sent.body.interchange, status)
}

const ofInterchange = (interchange: string, status: string) =>
  grid.until(`documents that are ${status}`, async () => {
    const rows = await grid.query('select * from documents where interchange = $1 order by position', [interchange])
    return rows.length > 0 && rows.every((row) => row['status'] === status) && rows
  })

const left = async (document: Record<string, any> | undefined) =>
  (await call(keys.bolt, `GET /api/v1/interchanges/${document!['outgoing']}/payload`)).body as string
const itemOf = async (document: Record<string, any> | undefined) =>
  (
    await grid.query('select class, problem from work_items where subject = $1 and closed_at is null', [
      document!['id'],
    ])
  )[0]
const shown = async (key: string, document: Record<string, any> | undefined) =>
  (await call(key, `GET /api/v1/documents/${document!['id']}/timeline`)).body

/** The home of an organization, as its own SFTP client sees it. */
async function homeOf(slug: string) {
  const pair = newKeyPair('ed25519')
  const organization = grid.app.exchange.directory.organizationBySlug(slug)!.id
  await addSftpKey(grid.app.grid, systemActor, { organization, line: pair.public })
  const client = new ssh2.Client()
  const sftp = await new Promise<SFTPWrapper>((resolve, reject) => {
    client
      .on('error', reject)
      .on('ready', () => client.sftp((error, stream) => (error ? reject(error) : resolve(stream))))
    client.connect({ host: '127.0.0.1', port: grid.app.sftp!.port, username: slug, privateKey: pair.private })
  })
  const put = (name: string, text: string) =>
    new Promise<void>((resolve, reject) => sftp.writeFile(`/inbox/${name}`, text, (e) => (e ? reject(e) : resolve())))
  const names = () =>
    new Promise<string[]>((resolve, reject) =>
      sftp.readdir('/outbox', (e, list) => (e ? reject(e) : resolve(list.map(({ filename }) => filename)))),
    )
  const get = (name: string) =>
    new Promise<string>((resolve, reject) =>
      sftp.readFile(`/outbox/${name}`, (e, bytes) => (e ? reject(e) : resolve(bytes.toString('latin1')))),
    )
  return { put, names, get, end: () => client.end() }
}

test('an 850 by SFTP lies at its supplier as ORDERS of D.96A, and its CONTRL completes it', async () => {
  const [acme, bolt] = [await homeOf('acme'), await homeOf('bolt')]
  await acme.put('order.edi', order({ control: ++control, po: 'PO1' }))
  const name = await grid.until('the order', async () => (await bolt.names()).find((one) => one.startsWith('ORDERS')))
  const text = await bolt.get(name)
  const number = /^ORDERS-acme-test-(\d{9})\.edi$/.exec(name)![1]!
  expect(text).toMatch(/^UNB\+UNOC:3\+4012345000009:14\+4098765000008:14\+\d{6}:\d{4}\+\d{9}\+{4}1\+\+1'/)
  expect(text).toContain("'UNH+0001+ORDERS:D:96A:UN'BGM+220+PO1+9'DTM+137:20261120:102'LIN+1'")
  expect(text).toMatch(new RegExp(`'UNT\\+16\\+0001'UNZ\\+1\\+${number}'$`))
  expect((await acme.names()).some((one) => one.startsWith('997-bolt-test-'))).toBe(true)
  await bolt.put('contrl.edi', contrl({ control: 'C1', answers: number }))
  const [document] = await grid.until('completion', async () => {
    const rows = await grid.query(`select * from documents where business_key = 'PO1' and status = 'completed'`)
    return rows.length === 1 && rows
  })
  expect(document).toMatchObject({ standard: 'x12', type: '850', sent_standard: 'edifact', sent_type: 'ORDERS' })
  acme.end()
  bolt.end()
  await bothSides(document!)
})

/** Each side has its own form, and is told of it only. */
async function bothSides(document: Record<string, any>): Promise<void> {
  const own = await shown(keys.acme, document)
  expect(own.document).toMatchObject({ type: '850', version: '004010', controlNumber: '0001', status: 'completed' })
  const translated = own.events.find((one: { type: string }) => one.type === 'document.translated')
  expect(translated.sentence).toBe('Translated from x12:850 to edifact:ORDERS:D96A: 1 value has no place there')
  expect(translated.data.losses).toEqual([{ path: 'type', value: 'stand-alone', reason: expect.any(String) }])
  const theirs = await shown(keys.bolt, document)
  expect(theirs.document).toMatchObject({ type: 'ORDERS', version: 'D.96A', controlNumber: '0001' })
  expect(JSON.stringify(theirs)).not.toMatch(/850|004010|x12/)
  const content = (key: string, form: string) =>
    call(key, `GET /api/v1/documents/${document['id']}/content?form=${form}`)
  expect((await content(keys.bolt, 'sent')).body.segments.slice(0, 2)).toMatchObject([{ tag: 'UNH' }, { tag: 'BGM' }])
  expect((await content(keys.acme, 'received')).body.segments[1]).toMatchObject({ tag: 'BEG' })
  expect((await content(keys.bolt, 'received')).status).toBe(404)
  expect((await content(keys.acme, 'sent')).status).toBe(404)
  const report = async (key: string, query = '') =>
    (await call(key, `GET /api/v1/documents/${document['id']}/translation${query}`)).body.translation
  expect(await report(keys.bolt)).toBeNull()
  expect(await report(keys.acme, '?lineage=true')).toMatchObject({ source: 'x12:850', lossCount: 1, lineage: null })
  expect((await report(keys.hub, '?lineage=true')).lineage).toContainEqual({
    ...{ path: 'number', from: expect.stringContaining('BEG'), to: expect.stringContaining('BGM') },
  })
}

/** UBL has no amount without its currency. */
const priced = (reference: string, po: string) =>
  ordersMessage(reference, po).replace('LIN+1', "CUX+2:EUR:9'LIN+1").replace('UNT+15', 'UNT+16')

test('ORDERS leaves as UBL by HTTPS, and as JSON, each a file by itself', async () => {
  await agree({ edifact: 'deliverAs: { format: "ubl:2.1", losses: accept }' })
  const messages = ['PO21', 'PO22'].map((po, at) => priced(String(at + 1), po))
  const documents = await send(edifact({ control: `E${++control}` }, messages), 'completed')
  expect(documents.map((one) => one['sent_type'])).toEqual(['Order', 'Order'])
  const posts = sink.posts.filter(({ name }) => name.startsWith('Order-acme-test-'))
  expect(posts.map(({ body }) => /<cbc:ID>(PO2\d)/.exec(body)![1]).sort()).toEqual(['PO21', 'PO22'])
  expect(posts[0]!.type).toBe('application/xml')
  expect(posts[0]!.name).toMatch(/\.xml$/)
  await agree({ edifact: 'deliverAs: { format: json, losses: accept }' })
  await send(edifact({ control: `E${++control}` }, [priced('1', 'PO23')]), 'completed')
  const post = sink.posts.find(({ name }) => name.startsWith('json-acme-test-'))!
  expect(JSON.parse(post.body)).toMatchObject({ kind: 'order', number: 'PO23' })
  expect(post.type).toBe('application/json')
})

test('where losses are asked for it waits, a person reads what would be lost, and lets it go', async () => {
  await agree({ x12: 'deliverAs: { format: "edifact:d96a" }' })
  const [document] = await send(order({ control: ++control, po: 'PO3' }), 'held')
  expect(await itemOf(document)).toMatchObject({ class: 'business', problem: { code: 'translation-loses', count: 1 } })
  const { document: own } = await shown(keys.acme, document)
  expect(own.problems.at(-1).sentence).toMatch(
    /^850 PO3 says what edifact:d96a has no place for: type "stand-alone" \(.+\)\. Release it without that, decline it, or correct it\.$/,
  )
  expect((await call(keys.bolt, `GET /api/v1/documents/${document!['id']}`)).status).toBe(404)
  const given = { decision: 'release', reason: 'not needed' }
  expect((await call(keys.hub, `PUT /api/v1/documents/${document!['id']}/decision`, given)).status).toBe(200)
  const [released] = await ofInterchange(document!['interchange'], 'released')
  expect(await left(released)).toContain('BGM+220+PO3+9')
  expect(await itemOf(document)).toBeUndefined()
})

test('what cannot be written, has no form, or has no name there waits with a reason, and goes on when that is mended', async () => {
  await agree({ x12: `invalid: { action: accept }, ${AS_ORDERS}` })
  const bad = order({ control: ++control, po: 'PO41' }).replace('20261120~PO1', '20261399~PO1')
  const [wrong] = await send(bad, 'held')
  expect(await itemOf(wrong)).toMatchObject({ class: 'validation', problem: { code: 'translation-impossible' } })
  expect((await shown(keys.acme, wrong)).document.problems.at(-1).sentence).toMatch(
    /^850 PO41 cannot be written as edifact:d96a: .*20261399/,
  )
  const given = { decision: 'release', reason: 'try' }
  const refused = await call(keys.hub, `PUT /api/v1/documents/${wrong!['id']}/decision`, given)
  expect(refused).toMatchObject({ status: 409, body: { code: 'document-not-releasable' } })
  const nameless = agreed({ x12: AS_ORDERS }).replace(/ +- \{ scheme: edifact-unb[^\n]+98765[^\n]+\n/, '')
  await applyNetwork(grid.app.grid, nameless, systemActor)
  await grid.query(`update identifiers set valid_until = now() where value = '4098765000008'`)
  await grid.app.reload()
  const [unnamed] = await send(order({ control: ++control, po: 'PO42' }), 'held')
  expect(await itemOf(unnamed)).toMatchObject({ class: 'configuration', problem: { code: 'translation-unnamed' } })
  await grid.query(`update identifiers set valid_until = 'infinity' where value = '4098765000008'`)
  await agree({ x12: AS_ORDERS })
  expect((await call(keys.hub, `PUT /api/v1/documents/${unnamed!['id']}/decision`, given)).status).toBe(200)
  await ofInterchange(unnamed!['interchange'], 'released')
})

test('a target that nobody knows, or that has no such document, is refused when it is agreed', async () => {
  const directory = grid.app.exchange.directory
  const [sender, receiver] = ['acme', 'bolt'].map((slug) => directory.organizationBySlug(slug)!.id)
  const channel = directory.channelOf(receiver!, 'out', 'sftp-home')!.id
  const made = (type: string, format: string) =>
    call(keys.hub, 'POST /api/v1/agreements', {
      ...{ sender, receiver, type, mode: 'test', channel, settings: { deliverAs: { format } } },
    })
  expect((await made('820', 'edifact:d03a')).status).toBe(400)
  expect(await made('820', 'cxml')).toMatchObject({ status: 422, body: { code: 'agreement-form-unfit' } })
  expect((await made('label', 'json')).body.detail).toContain('translation does not know this type')
  expect((await made('820', 'edifact:d96a')).status).toBe(201)
})
