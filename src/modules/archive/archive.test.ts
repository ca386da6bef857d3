import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { acknowledgement, network, order } from '../../../test/messages.ts'
import { archiveRuleForm } from './form.ts'
import { archivePath } from './path.ts'

let grid: TestGrid
let folder: string
const keys: Record<string, string> = {}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entrepot-archived-'))
  grid = await startTestGrid({
    network: network(),
    env: { ENTREPOT_DATA: folder, ENTREPOT_LOG_LEVEL: 'error' },
  })
  for (const slug of ['acme', 'bolt'])
    keys[slug] = await grid.keyOf(slug, ['exchange:read', 'exchange:write', 'archive:read'])
  keys['grid'] = await grid.keyOf(null, ['*'])
})
afterAll(async () => {
  await grid.close()
  await rm(folder, { recursive: true, force: true })
})

async function call(who: string, line: string, body?: object, version?: number) {
  const [method, path] = line.split(' ')
  const response = await fetch(`${grid.url}/api/v1${path}`, {
    method: method!,
    headers: {
      authorization: `Bearer ${keys[who]}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(version === undefined ? {} : { 'if-match': `"v${version}"` }),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return { status: response.status, body: (await response.json()) as any }
}
async function send(who: string, body: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const response = await fetch(`${grid.url}/api/v1/interchanges`, {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${keys[who]}`, 'content-type': 'application/edi-x12' },
  })
  return ((await response.json()) as { interchange: string }).interchange
}
/** Sends an order and the supplier's 997 for it; returns the document, completed. */
async function completed(control: number, before = async (_document: string) => {}) {
  const id = await send('acme', order({ control, po: `PO/${control}` }))
  const sent = await grid.until('the order at the supplier', async () => {
    const { body } = await call('grid', `GET /documents?interchange=${id}`)
    const [document] = body.items
    return document?.outgoing && document
  })
  await before(sent.id)
  const [{ control_number: number }] = (await grid.query('select control_number from interchanges where id = $1', [
    sent.outgoing,
  ])) as [{ control_number: string }]
  await send(
    'bolt',
    acknowledgement({ sender: 'BOLT', receiver: 'ACME', control: 5000 + control, group: Number(number) }),
  )
  return grid.until('completion', async () => {
    const [found] = await grid.query('select id, status from documents where id = $1', [sent.id])
    return found!['status'] === 'completed' && (found as { id: string })
  })
}

test('what is completed lies in its folder: original, sent form, acknowledgements of both sides, manifest', async () => {
  const made = await call('grid', 'POST /archive-rules', { name: 'orders', types: ['850'] })
  expect(made.status).toBe(201)
  const document = await completed(1)
  const [entry] = await grid.until('the archive', async () => {
    const { body } = await call('grid', `GET /documents/${document.id}/archived`)
    return body.items.length > 0 && body.items
  })
  expect(entry.path).toMatch(/^\d{4}\/\d\d\/[a-z]+\/850\/PO_1-[0-9a-f]{12}$/)
  const root = join(folder, 'archive', entry.path)
  const names = (await readdir(root)).sort()
  expect(names).toEqual(entry.files.map((file: { name: string }) => file.name).sort())
  expect(names.map((name) => name.split('-')[0])).toEqual([
    'acknowledgement',
    'acknowledgement',
    'manifest.json',
    'original',
    'sent',
  ])
  for (const { name, sha256, sizeBytes } of entry.files) {
    const bytes = await readFile(join(root, name))
    expect([createHash('sha256').update(bytes).digest('hex'), bytes.length]).toEqual([sha256, sizeBytes])
  }
  const original = await readFile(join(root, names.find((name) => name.startsWith('original'))!), 'utf8')
  expect(original).toBe(order({ control: 1, po: 'PO/1' }))
  const manifest = JSON.parse(await readFile(join(root, 'manifest.json'), 'utf8'))
  expect(manifest).toMatchObject({ documentCount: 1, documents: [{ type: '850', businessKey: 'PO/1' }] })
  expect(manifest.files).toHaveLength(4)
  expect(manifest.events.map((event: { type: string }) => event.type)).toContain('documents.completed')
  expect((await call('acme', `GET /documents/${document.id}/archived`)).body.code).toBe('grid-only')
})

test('a rule looks forward; a backfill archives what was completed before it, once', async () => {
  await call('grid', 'POST /archive-rules', { name: 'invoices', types: ['810'] })
  const rule = (await call('grid', 'POST /archive-rules', { name: 'all', path: 'all/{sender}/{hash}' })).body
  const before = await grid.query('select interchange from archived where rule = $1', [rule.id])
  expect(before).toEqual([])
  const window = { since: '2020-01-01T00:00:00Z', until: '2100-01-01T00:00:00Z' }
  expect((await call('grid', `POST /archive-rules/${rule.id}/backfills`, window)).body).toEqual({ interchanges: 1 })
  await grid.until(
    'the backfill',
    async () =>
      (await grid.query('select 1 from archived where rule = $1 and put_at is not null', [rule.id])).length === 1,
  )
  expect((await call('grid', `POST /archive-rules/${rule.id}/backfills`, window)).body).toEqual({ interchanges: 0 })
  expect(
    await grid.query(`select 1 from archived a join archive_rules r on r.id = a.rule where r.name = 'invoices'`),
  ).toEqual([])
  await call('grid', `PUT /archive-rules/${rule.id}/ending`)
  const document = await completed(2)
  await grid.until(
    'the archive',
    async () => (await call('grid', `GET /documents/${document.id}/archived`)).body.items.length > 0,
  )
  const { body } = await call('grid', `GET /documents/${document.id}/archived`)
  expect(body.items.map((one: { rule: string }) => one.rule)).toEqual(['orders'])
})

test('files beside a document are archived with it, in every version', async () => {
  const give = (who: string, bytes: string, name: string) => async (document: string) => {
    const answer = await fetch(`${grid.url}/api/v1/documents/${document}/files?name=${name}&relation=drawing`, {
      method: 'POST',
      body: bytes,
      headers: { authorization: `Bearer ${keys[who]}`, 'content-type': 'application/pdf' },
    })
    expect(answer.status).toBe(201)
  }
  const document = await completed(3, async (id) => {
    await give('acme', 'first plan', 'plan..%2B.pdf')(id)
    await give('acme', 'second plan', 'plan..%2B.pdf')(id)
    await give('bolt', 'packing', 'plan..%2B.pdf')(id)
  })
  const [entry] = await grid.until('the archive', async () => {
    const { body } = await call('grid', `GET /documents/${document.id}/archived`)
    return body.items.length > 0 && body.items
  })
  const root = join(folder, 'archive', entry.path)
  const manifest = JSON.parse(await readFile(join(root, 'manifest.json'), 'utf8'))
  const files = manifest.documents[0].files
  expect(files.map((one: { name: string; version: number }) => [one.name, one.version])).toEqual([
    ['plan..+.pdf', 1],
    ['plan..+.pdf', 2],
    ['plan..+.pdf', 1],
  ])
  expect(files[0]).toMatchObject({ type: 'application/pdf', relation: 'drawing', organization: 'acme', sizeBytes: 10 })
  expect(files[0].supersededBy).toBe(files[1].id)
  const bytes = await Promise.all(files.map(({ file }: { file: string }) => readFile(join(root, file), 'utf8')))
  expect(bytes).toEqual(['first plan', 'second plan', 'packing'])
  for (const { file, sha256 } of files) {
    expect(
      createHash('sha256')
        .update(await readFile(join(root, file)))
        .digest('hex'),
    ).toBe(sha256)
    expect(manifest.files).toContainEqual(expect.objectContaining({ name: file, sha256 }))
  }
})

test('what partners write cannot lead out of the archive', () => {
  const parts = { at: new Date('2026-03-04T23:00:00Z'), sender: 'acme', receiver: 'bolt', partner: 'bolt', type: '850' }
  const path = (number: string) =>
    archivePath('{yyyy}/{mm}/{dd}/{number}-{hash}', { ...parts, number, sha256: 'ab'.repeat(32) })
  expect(path('../../etc/passwd')).toBe('2026/03/04/__.._etc_passwd-abababababab')
  expect(path('..')).toBe('2026/03/04/_-abababababab')
  expect(path('Ü 1/2')).toBe('2026/03/04/__1_2-abababababab')
  for (const wrong of ['/{hash}', '{hash}/..', '{hash}/{nope}', 'x/{number}', 'a b/{hash}']) {
    expect(archiveRuleForm.safeParse({ name: 'x', path: wrong }).success, wrong).toBe(false)
  }
})

test('a paused rule archives nothing; what came meanwhile is archived when it goes on, as it says by then', async () => {
  const { body: rule } = await call('grid', 'POST /archive-rules', { name: 'pausing', types: ['850'] })
  const change = (version: number, body: object) => call('grid', `PATCH /archive-rules/${rule.id}`, body, version)
  expect((await change(1, { paused: true })).body).toMatchObject({ pausedAt: expect.any(String), version: 2 })
  expect(await change(1, { paused: false })).toMatchObject({ status: 412, body: { code: 'version-mismatch' } })
  const document = await completed(701)
  const archived = async () => {
    const { body } = await call('grid', `GET /documents/${document.id}/archived`)
    return (body.items as { rule: string; path: string }[]).find((one) => one.rule === 'pausing')
  }
  await grid.until('it has been looked at', async () => {
    const text = `select 1 from jobs where lane = $1 and due_at > now() + interval '1 minute'`
    return (await grid.query(text, [`any:archive:${rule.id}`])).length > 0
  })
  expect(await archived()).toBeUndefined()
  expect((await change(2, { paused: false, path: 'went-on/{hash}' })).body).toMatchObject({ pausedAt: null })
  const found = await grid.until('it is archived', archived)
  expect(found.path).toMatch(/^went-on\//)
  expect((await call('grid', `PUT /archive-rules/${rule.id}/ending`)).status).toBe(200)
  expect((await change(4, { paused: true })).body).toMatchObject({ code: 'archive-rule-ended' })
})
