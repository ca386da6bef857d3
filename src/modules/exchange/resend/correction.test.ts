import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { acknowledgement, network, order } from '../../../../test/messages.ts'
import { startSink } from '../../../../test/sink.ts'

let grid: TestGrid
let sink: Awaited<ReturnType<typeof startSink>>
let call: ReturnType<typeof clientOf>
let admin: string
let acme: string
let bolt: string
let control = 0
beforeAll(async () => {
  sink = await startSink()
  grid = await startTestGrid({ network: network({ push: sink.url, attemptsMax: 1 }) })
  call = clientOf(grid.url)
  admin = await grid.keyOf(null, ['*'])
  acme = await grid.keyOf('acme')
  bolt = await grid.keyOf('bolt')
})
afterAll(async () => {
  await grid.close()
  sink.close()
})

const decided = (id: string) =>
  grid.until('decision', async () => {
    const { body } = await call(admin, `GET /api/v1/interchanges/${id}`)
    return body.status !== 'received' && body
  })
async function sent(text: string) {
  const { body } = await call(acme, 'POST /api/v1/interchanges', text)
  return decided(body.interchange)
}
const documentsOf = async (interchange: string) =>
  (await call(admin, `GET /api/v1/documents?interchange=${interchange}`)).body.items
const answers = async () =>
  (await grid.query(`select count(*)::int as n from deliveries where purpose = 'acknowledgement'`))[0]!['n']
const correct = (path: string, body: string, more = 'reason=their+typo') =>
  call(admin, `POST /api/v1/${path}/corrections?${more}`, body)
const bad = (po: string | string[]) => order({ control: ++control, po }).replace(/BEG\*00\*SA\*BAD/, 'BEG*00*SA*')

test('one bad document of several: edited, seen, kept, sent; its neighbours and the original stay as they are', async () => {
  const original = await sent(bad(['FINE1', 'BAD', 'FINE2']))
  const document = (await documentsOf(original.id)).find((one: { status: string }) => one.status === 'invalid')
  const { body: text } = await call(admin, `GET /api/v1/documents/${document.id}/payload`)
  expect(text).toMatch(/^ST\*850\*0002~BEG\*00\*SA\*\*\*20261120~.*SE\*8\*0002~$/)
  const edited = text.replace('BEG*00*SA**', 'BEG*00*SA*MENDED*')
  const before = await answers()

  const still = await correct(`documents/${document.id}`, text.replace('*10*EA', '*ten*EA'), 'dryRun=true')
  expect(still.body.verdict).toMatchObject({ valid: false, documents: [{ status: 'invalid' }] })
  const tried = await correct(`documents/${document.id}`, edited, 'dryRun=true')
  expect(tried).toMatchObject({ status: 200, body: { verdict: { valid: true, problems: [] } } })
  expect(tried.body.diff).toMatchObject({
    unit: 'segment',
    hunks: [{ at: 2, removed: ['BEG*00*SA***20261120'], added: ['BEG*00*SA*MENDED**20261120'] }],
  })
  expect(await grid.query('select 1 from corrections')).toEqual([])

  const kept = await correct(`documents/${document.id}`, edited)
  expect(kept).toMatchObject({ status: 201, body: { document: document.id, reason: 'their typo', sentAs: null } })
  const gone = await call(admin, `POST /api/v1/corrections/${kept.body.id}/resend`, { reason: 'agreed by phone' })
  expect(gone).toMatchObject({ status: 201, body: { as: 'corrected', parent: original.id, document: document.id } })
  const child = await decided(gone.body.child)
  expect(child).toMatchObject({ status: 'processed', answer: null })
  const [mended] = await documentsOf(child.id)
  expect(mended).toMatchObject({ status: 'released', key: 'MENDED' })
  await grid.until('post', async () => sink.posts.some((post) => post.body.includes('MENDED')))
  expect(sink.posts.filter((post) => post.body.includes('FINE1'))).toHaveLength(1)
  // The 997 of the original has said what is to be said.
  expect(await answers()).toBe(before)
  const unchanged = await call(admin, `GET /api/v1/documents/${document.id}/payload`)
  expect(unchanged.body).toBe(text)
  const again = await correct(`documents/${document.id}`, edited.replace('MENDED', 'OTHER'))
  const twice = await call(admin, `POST /api/v1/corrections/${again.body.id}/resend`, { reason: 'x' })
  expect(twice.body).toMatchObject({ code: 'correction-done', parameters: { by: child.id } })
  const lineage = (await call(admin, `GET /api/v1/documents/${mended.id}/lineage`)).body.items
  expect(lineage).toMatchObject([{ as: 'corrected', parent: original.id, child: child.id, correction: kept.body.id }])
})

test('an interchange that was set aside is corrected as a whole, answered, and its item closed', async () => {
  const original = await sent(order({ control: ++control, receiver: 'B0LT' }))
  expect(original.status).toBe('quarantined')
  const { body: text } = await call(admin, `GET /api/v1/interchanges/${original.id}/payload`)
  const kept = await correct(`interchanges/${original.id}`, text.replaceAll('B0LT', 'BOLT'))
  expect(kept.body).toMatchObject({ verdict: { valid: true }, document: null, diff: { removed: 2, added: 2 } })
  const { body } = await call(admin, `POST /api/v1/corrections/${kept.body.id}/resend`, { reason: 'a zero for an O' })
  const child = await decided(body.child)
  expect(child.status).toBe('processed')
  expect(child.answer).not.toBeNull()
  const [item] = await grid.query('select * from work_items where subject = $1', [original.id])
  expect(item).toMatchObject({ close_reason: 'Corrected and sent.', closed_by: body.by })
  // The sender's own second try under the same number is looked at by a person, not delivered too.
  const again = await sent(order({ control, receiver: 'BOLT', po: 'ANOTHER' }))
  expect(again.problems[0].code).toBe('control-number-reused')
})

test('a document that the receiver refused is corrected; the refused one is not a second order', async () => {
  const original = await sent(order({ control: ++control, po: 'REFUSED' }))
  const [document] = await documentsOf(original.id)
  const post = await grid.until('post', async () => sink.posts.find((one) => one.body.includes('REFUSED')))
  const { body: text } = await call(admin, `GET /api/v1/documents/${document.id}/payload`)
  expect((await correct(`documents/${document.id}`, text.replace('*10*', '*12*'))).body.code).toBe(
    'correction-too-late',
  )
  const group = Number(/GS\*PO\*ACME\*BOLT\*\d+\*\d+\*(\d+)/.exec(post.body)![1])
  const refusal = acknowledgement({
    sender: 'BOLT',
    receiver: 'ACME',
    control: 9,
    group,
    code: 'R',
    sets: [['0001', 'R']],
  })
  await call(bolt, 'POST /api/v1/interchanges', refusal)
  const item = await grid.until('item', async () => {
    const found = await grid.query(`select * from work_items where subject = $1 and closed_at is null`, [
      document.outgoing,
    ])
    return found[0]
  })
  const kept = await correct(`documents/${document.id}`, text.replace('*10*', '*12*'))
  const { body } = await call(admin, `POST /api/v1/corrections/${kept.body.id}/resend`, { reason: 'x' })
  expect(await decided(body.child)).toMatchObject({ status: 'processed' })
  const [closed] = await grid.query('select closed_at from work_items where id = $1', [item['id']])
  expect(closed!['closed_at']).not.toBeNull()
})

test('what cannot be corrected, and corrections that are none, say why', async () => {
  const original = await sent(order({ control: ++control, po: ['DONE', 'BAD'] }).replace('BEG*00*SA*BAD', 'BEG*00*SA*'))
  const [one, other] = await documentsOf(original.id)
  const [released, invalid] = one.status === 'released' ? [one, other] : [other, one]
  expect((await correct(`documents/${released.id}`, 'ST*850*0001~')).body.code).toBe('correction-too-late')
  expect((await correct(`interchanges/${original.id}`, 'ISA')).body.code).toBe('correction-partly-done')
  const { body: text } = await call(admin, `GET /api/v1/documents/${invalid.id}/payload`)
  expect((await correct(`documents/${invalid.id}`, text)).body.code).toBe('correction-same')
  expect((await correct(`documents/${invalid.id}`, text, '')).body.code).toBe('request-invalid')
  expect((await correct(`documents/${original.id}`, text)).body.code).toBe('correction-nothing')
  expect((await correct(`interchanges/${released.outgoing}`, text)).body.code).toBe('correction-nothing')
  const twice = await correct(`documents/${invalid.id}`, text + text.replaceAll('0002', '0003'), 'dryRun=true')
  expect(twice.body.verdict.problems.map((p: { code: string }) => p.code)).toContain('correction-not-one')
  const nothing = await correct(`documents/${invalid.id}`, 'rubbish', 'dryRun=true')
  expect(nothing.body.verdict.valid).toBe(false)
  const kept = await correct(`documents/${invalid.id}`, text.replace('*10*EA', '*ten*EA'))
  expect(kept.body.verdict.valid).toBe(false)
  const refused = await call(admin, `POST /api/v1/corrections/${kept.body.id}/resend`, { reason: 'x' })
  expect(refused).toMatchObject({ status: 422, body: { code: 'correction-invalid' } })
  expect(refused.body.parameters.problems.length).toBeGreaterThan(0)
  const large = await fetch(`${grid.url}/api/v1/documents/${invalid.id}/corrections?reason=x`, {
    method: 'POST',
    headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/edi-x12' },
    body: Buffer.alloc(64 * 1_048_576 + 1),
  }).then((response) => response.json() as Promise<{ code: string }>)
  expect(large.code).toBe('correction-too-large')
})

test('rubbish is compared line by line; partners neither see nor send the edits of the grid', async () => {
  const original = await sent('one\ntwo\nthree\n')
  const tried = await correct(`interchanges/${original.id}`, 'one\nzwei\nthree\n', 'dryRun=true')
  expect(tried.body).toMatchObject({ diff: { unit: 'line', hunks: [{ at: 2, removed: ['two'], added: ['zwei'] }] } })
  const kept = await correct(`interchanges/${original.id}`, 'one\nzwei\nthree\n')
  const { id } = kept.body
  expect((await call(admin, `GET /api/v1/corrections?interchange=${original.id}`)).body.items).toHaveLength(1)
  expect((await call(admin, `GET /api/v1/corrections/${id}/payload`)).body).toBe('one\nzwei\nthree\n')
  const lines = [`GET /api/v1/corrections`, `GET /api/v1/corrections/${id}`, `GET /api/v1/corrections/${id}/payload`]
  for (const line of lines) expect((await call(acme, line)).body.code, line).toBe('grid-only')
  const code = async (line: string, body?: unknown, key = acme) => (await call(key, line, body)).body.code
  expect(await code(`POST /api/v1/interchanges/${original.id}/corrections?reason=x`, 'x')).toBe('grid-only')
  expect(await code(`POST /api/v1/corrections/${id}/resend`, { reason: 'x' })).toBe('correction-unknown')
  const [theirs] = await grid.query("select id from documents where status = 'released' limit 1")
  const path = `/api/v1/documents/${theirs!['id']}`
  expect(await code(`GET ${path}/payload`, undefined, bolt)).toBe('correction-nothing')
  expect(await code(`POST ${path}/corrections?reason=x`, 'x', bolt)).toBe('correction-nothing')
  expect(await code(`POST ${path}/corrections?reason=x`, 'x')).toBe('correction-too-late')
  const timeline = await grid.query(`select organizations from events where type = 'interchange.edited'`)
  expect(new Set(timeline.flatMap((event) => event['organizations']))).toEqual(new Set())
})
