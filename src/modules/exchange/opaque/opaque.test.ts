import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { namedBy } from '../../channels/opaque.ts'

let grid: TestGrid
const keys: Record<string, string> = {}
const NETWORK = `
organizations:
  acme: { name: ACME, channels: { outbox: { direction: out, kind: sftp-home } } }
  bolt:
    name: Bolt
    channels:
      api:
        direction: in
        kind: api
        mode: test
        settings: { opaque: [{ files: "cert-*.pdf", type: certificate, sideFile: true }, { files: "{type}_{receiver}_{key}.pdf" }, { files: "big.bin", type: archive, receiver: acme }] }
agreements: [{ sender: bolt, receiver: acme, type: "*", mode: test, channel: outbox }]
`
beforeAll(async () => {
  grid = await startTestGrid({ network: NETWORK })
  keys['bolt'] = await grid.keyOf('bolt')
  keys['grid'] = await grid.keyOf(null, ['*'])
})
afterAll(() => grid.close())

async function post(path: string, name: string, body: Buffer | string, who = 'bolt') {
  const headers = { authorization: `Bearer ${keys[who]}`, 'entrepot-name': name, 'entrepot-organization': 'bolt' }
  const response = await fetch(`${grid.url}/api/v1/${path}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : new Uint8Array(body),
    headers,
  })
  return (await response.json()) as any
}
const interchange = async (id: string) => (await grid.query('select * from interchanges where id = $1', [id]))[0]!
async function send(name: string, body: Buffer | string) {
  const { interchange: id } = await post('interchanges', name, body)
  return id as string
}
const decided = (id: string) =>
  grid.until('decision', async () => {
    const row = await interchange(id)
    return row['status'] !== 'received' && row
  })
const documentOf = async (id: string) => (await grid.query('select * from documents where interchange = $1', [id]))[0]
const deliveries = (id: string) =>
  grid.query('select d.*, o.payload from deliveries d join interchanges o on o.id = d.interchange where o.cause = $1', [
    id,
  ])

test.each([
  ['{type}_{receiver}_{key}.pdf', 'label_acme_PO 4711.pdf', { type: 'label', receiver: 'acme', key: 'PO 4711' }],
  ['*.{type}', 'a.b.zpl', { type: 'zpl' }],
  ['a+(b).pdf', 'a+(b).pdf', {}],
  ['{type}.pdf', 'label.txt', null],
])('%s fits %s or not', (pattern, name, told) => {
  expect(namedBy(pattern, name)).toEqual(told)
})

test('by its name a file finds type, receiver and key, and is delivered unchanged; transport tells that it came', async () => {
  const bytes = randomBytes(5_000)
  const row = await decided(await send('label_acme_po-7.pdf', bytes))
  expect(row).toMatchObject({ status: 'processed', standard: 'opaque', document_count: 1, mode: 'test' })
  const document = await documentOf(row['id'])
  expect(document).toMatchObject({ type: 'label', standard: 'opaque', business_key: 'PO-7', status: 'released' })
  const [delivery] = await deliveries(row['id'])
  expect(delivery).toMatchObject({
    awaits: null,
    outbox: true,
    status: 'sent',
    name: expect.stringMatching(/^label_acme_po-7\.\w{6}\.pdf$/),
  })
  expect(Buffer.from(await grid.app.grid.payloads.bytes(delivery!['payload'], 10_000)).equals(bytes)).toBe(true)
  const [key] = await grid.query(
    'select kind, s.slug as issuer from document_keys k join organizations s on s.id = k.issuer where document = $1',
    [document!['id']],
  )
  expect(key).toEqual({ kind: 'purchase-order', issuer: 'acme' })
})

test('the same bytes again are held as a possible duplicate, and go on when a person says so', async () => {
  await decided(await send('label_acme_po-8.pdf', 'once more'))
  const row = await decided(await send('label_acme_po-9.pdf', 'once more'))
  const document = await documentOf(row['id'])
  expect(document!['status']).toBe('held')
  const answer = await fetch(`${grid.url}/api/v1/documents/${document!['id']}/decision`, {
    method: 'PUT',
    body: JSON.stringify({ decision: 'release', reason: 'another parcel' }),
    headers: { authorization: `Bearer ${keys['grid']}`, 'content-type': 'application/json' },
  })
  expect(await answer.json()).toMatchObject({ status: 'released' })
  expect(await deliveries(row['id'])).toHaveLength(1)
})

test.each([[true], [false]])('a side file says the rest, whichever comes first (%s)', async (first) => {
  const bytes = randomBytes(2_000_000) // decided as a large one
  const name = `cert-${first}.pdf`
  const said = JSON.stringify({
    receiver: 'acme',
    key: 'S-1',
    keyKind: 'shipment',
    keyIssuer: 'sender',
    sha256: createHash('sha256').update(bytes).digest('hex'),
  })
  const parts: [string, Buffer | string][] = [
    [`${name}.json`, said],
    [name, bytes],
  ]
  const ids = []
  for (const [one, body] of first ? parts : parts.reverse()) ids.push(await send(one, body))
  const rows = await Promise.all(ids.map(decided))
  const main = rows.find((row) => row['standard'] === 'opaque')!
  expect(rows.map((row) => row['status'])).toEqual(['processed', 'processed'])
  expect(await documentOf(main['id'])).toMatchObject({ type: 'certificate', business_key: 'S-1', status: 'released' })
  expect(await deliveries(main['id'])).toHaveLength(1)
})

test.each([
  ['no JSON', '{', 'no JSON'],
  ['an unknown field', '{"reciever":"acme"}', 'reciever'],
  ['another file', `{"receiver":"acme","sha256":"${'0'.repeat(64)}"}`, 'sha256 is not that of the file'],
])('a side file with %s sets the file aside with a sentence', async (what, said, expected) => {
  const name = `cert-${what}.pdf`
  const id = await send(name, randomBytes(10))
  await send(`${name}.json`, said)
  const row = await decided(id)
  expect([row['status'], row['problems'][0].code]).toEqual(['quarantined', 'side-file-wrong'])
  expect(row['problems'][0].problem).toContain(expected)
})

test('a side file that does not come in time, and one that stays alone', async () => {
  const ids = [await send('cert-alone.pdf', 'x'), await send('cert-other.pdf.json', '{"receiver":"acme"}')]
  const waiting = () => grid.query('select 1 from opaque_files where interchange = any($1)', [ids])
  await grid.until('waiting', async () => (await waiting()).length === 2)
  await grid.query(`update opaque_files set at = now() - interval '1 hour' where interchange = any($1)`, [ids])
  await grid.query(`update jobs set due_at = now() where kind = 'pair'`)
  await grid.query('select pg_notify($1, $2)', ['entrepot', 'test'])
  const rows = await Promise.all(ids.map(decided))
  expect(rows.map((row) => row['problems'][0].code)).toEqual(['side-file-missing', 'side-file-alone'])
})

test.each([['label'], ['side file']])(
  'what came too late still finds the %s that was set aside for want of it',
  async (first) => {
    const name = `cert-late-${first}.pdf`
    const parts: [string, string][] = [
      [name, `late ${first}`],
      [`${name}.json`, '{"receiver":"acme"}'],
    ]
    if (first === 'side file') parts.reverse()
    const early = await send(...parts[0]!)
    await grid.until(
      'waiting',
      async () => (await grid.query('select 1 from opaque_files where interchange = $1', [early]))[0],
    )
    await grid.query(`update opaque_files set at = now() - interval '1 hour' where interchange = $1`, [early])
    await grid.query(`update jobs set due_at = now() where kind = 'pair'`)
    expect((await decided(early))['status']).toBe('quarantined')
    await send(...parts[1]!)
    const delivered = await grid.until('the delivery', async () => {
      const rows = await grid.query(`select * from deliveries where name like $1`, [`cert-late-${first}%`])
      return rows.length > 0 && rows
    })
    expect(delivered).toHaveLength(1)
    const items = await grid.query('select closed_by from work_items where subject = $1', [early])
    expect(items).toEqual([{ closed_by: 'system' }])
  },
)

test('what is not known is refused, never guessed, and the dry run says so too', async () => {
  const row = await decided(await send('label_nobody_1.pdf', 'y'))
  expect(row['problems'][0]).toMatchObject({ code: 'opaque-receiver-unknown', receiver: 'nobody' })
  const text = await decided(await send('readme.txt', 'y'))
  expect(text['problems'][0].code).toBe('not-an-interchange')
  const foreseen = async (name: string) => (await post('routes/dry-run', name, 'z', 'grid')).interchanges[0]
  expect(await foreseen('label_nobody_1.pdf')).toMatchObject({
    outcome: 'quarantined',
    problems: [{ code: 'opaque-receiver-unknown' }],
  })
  expect(await foreseen('cert-1.pdf')).toMatchObject({ problems: [{ code: 'side-file-missing' }] })
  expect(await foreseen('label_acme_1.pdf')).toMatchObject({
    outcome: 'processed',
    answers: [],
    documents: [{ type: 'label', status: 'released' }],
  })
})
