import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { isa, network, orderSet } from '../../../../test/messages.ts'
import { startSink } from '../../../../test/sink.ts'
import { systemActor } from '../../../platform/actor.ts'
import { applyNetwork } from '../../network/apply.ts'

let grid: TestGrid
let sink: Awaited<ReturnType<typeof startSink>>
let call: ReturnType<typeof clientOf>
let admin: string
let acme: string
let control = 0
beforeAll(async () => {
  sink = await startSink()
  grid = await startTestGrid({ network: agreed('invalid: { action: suspend }') })
  call = clientOf(grid.url)
  admin = await grid.keyOf(null, ['*'])
  acme = await grid.keyOf('acme')
})
afterAll(async () => {
  await grid.close()
  sink.close()
})

const agreed = (more: string) =>
  network({ push: sink.url }).replace('settings: { expect', `settings: { ${more}, expect`)
async function agree(more: string): Promise<void> {
  await applyNetwork(grid.app.grid, agreed(more), systemActor)
  await grid.app.reload()
}

const bad = (po: string, number: string) => orderSet(po, number).replace('*10*EA', '*TEN*EA')
const group = (number: number, sets: string[]) =>
  `GS*PO*ACME*BOLT*20261120*2230*${number}*X*004010~${sets.join('')}GE*${sets.length}*${number}~`
const interchange = (...groups: string[]) =>
  `${isa({ sender: 'ACME', receiver: 'BOLT', control: ++control })}${groups.join('')}IEA*${groups.length}*${String(control).padStart(9, '0')}~`

const decided = (id: string) =>
  grid.until('decision', async () => {
    const { body } = await call(admin, `GET /api/v1/interchanges/${id}`)
    return body.status !== 'received' && body
  })
async function send(text: string) {
  const { body } = await call(acme, 'POST /api/v1/interchanges', text)
  return decided(body.interchange)
}
const documentsOf = (id: string) =>
  grid.query('select id, status, outgoing from documents where interchange = $1 order by position', [id])
const statuses = async (id: string) => (await documentsOf(id)).map((one) => one['status'])
async function answersOf(id: string) {
  const rows = await grid.query(`select payload from interchanges where envelope->>'answers' = $1 order by id`, [id])
  const { payloads } = grid.app.exchange
  return Promise.all(rows.map(async (row) => Buffer.from(await payloads.bytes(row['payload'], 1e6)).toString()))
}
const answered = (id: string) =>
  grid.until('the answer', async () => {
    const found = await answersOf(id)
    return found.length > 0 && found
  })
const posted = (po: string) =>
  grid.until(`post ${po}`, async () => sink.posts.find((post) => post.body.includes(`*${po}*`)))
/** Edits what is wrong, and keeps it. */
async function mend(kind: 'documents' | 'interchanges', id: string) {
  const { body: text } = await call(admin, `GET /api/v1/${kind}/${id}/payload`)
  const edited = text.replaceAll('*TEN*EA', '*10*EA')
  const { body } = await call(admin, `POST /api/v1/${kind}/${id}/corrections?reason=ten`, edited)
  return body
}
const resend = (correction: string) =>
  call(admin, `POST /api/v1/corrections/${correction}/resend`, { reason: 'agreed by phone' })
const decide = (id: string, decision: string) =>
  call(admin, `PUT /api/v1/documents/${id}/decision`, { decision, reason: 'looked at it' })

test('a correction takes the place of the suspended set: its sender is told A, and the original is corrected', async () => {
  const original = await send(interchange(group(1, [orderSet('GOOD1', '0001'), bad('BAD1', '0002')])))
  expect(await answersOf(original.id)).toEqual([])
  const [, waiting] = await documentsOf(original.id)
  const kept = await mend('documents', waiting!['id'])
  const gone = await resend(kept.id)
  expect(gone).toMatchObject({ status: 201, body: { as: 'corrected', parent: original.id, document: waiting!['id'] } })
  expect(await statuses(original.id)).toEqual(['released', 'corrected'])
  const answers = await answered(original.id)
  expect(answers).toHaveLength(1)
  expect(answers[0]).toMatch(/AK2\*850\*0001~AK5\*A~AK2\*850\*0002~AK5\*A~AK9\*A\*2\*2\*2~/)
  const child = await decided(gone.body.child)
  expect(await statuses(child.id)).toEqual(['released'])
  expect((await posted('BAD1')).body).toContain('*10*EA')
  expect(sink.posts.filter((post) => post.body.includes('GOOD1'))).toHaveLength(1)
  expect(await answersOf(child.id)).toEqual([])
  const items = await grid.query('select closed_at, closed_by from work_items where subject = $1', [waiting!['id']])
  expect(items).toMatchObject([{ closed_at: expect.any(Date), closed_by: gone.body.by }])
  const lineage = (await call(admin, `GET /api/v1/documents/${waiting!['id']}/lineage`)).body.items
  expect(lineage).toMatchObject([{ as: 'corrected', parent: original.id, child: child.id, correction: kept.id }])

  for (const decision of ['release', 'decline']) {
    expect((await decide(waiting!['id'], decision)).body, decision).toMatchObject({ code: 'document-decided' })
  }
  const again = await call(
    admin,
    `POST /api/v1/documents/${waiting!['id']}/corrections?reason=x`,
    orderSet('B', '0002'),
  )
  expect((await resend(again.body.id)).body).toMatchObject({ code: 'correction-done', parameters: { by: child.id } })
})

test('of a release and a correction at the same moment one wins, and one order goes on', async () => {
  for (const po of ['RACE1', 'RACE2', 'RACE3']) {
    const original = await send(interchange(group(1, [bad(po, '0001')])))
    const [waiting] = await documentsOf(original.id)
    const kept = await mend('documents', waiting!['id'])
    const [sent, released] = await Promise.all([resend(kept.id), decide(waiting!['id'], 'release')])
    expect([sent.status, released.status].filter((status) => status < 300)).toHaveLength(1)
    await posted(po)
    await answered(original.id)
    expect(sink.posts.filter((post) => post.body.includes(`*${po}*`))).toHaveLength(1)
  }
})

test('all or nothing: what shares the fate of a corrected one is not refused any more, and all leave', async () => {
  await agree('invalid: { action: suspend, scope: group }')
  const original = await send(interchange(group(1, [orderSet('G2', '0001'), bad('B2', '0002'), bad('C2', '0003')])))
  const [, one, other] = await documentsOf(original.id)
  expect((await resend((await mend('documents', one!['id'])).id)).status).toBe(201)
  const refused = await decide(other!['id'], 'decline')
  expect(refused).toMatchObject({ status: 409, body: { code: 'document-shares-fate' } })
  expect(refused.body.parameters.other).toBe(one!['id'])
  expect(await statuses(original.id)).toEqual(['suspended', 'corrected', 'suspended'])
  expect((await resend((await mend('documents', other!['id'])).id)).status).toBe(201)
  expect((await answered(original.id))[0]).toMatch(/AK9\*A\*3\*3\*3~/)
  expect(await statuses(original.id)).toEqual(['released', 'corrected', 'corrected'])
  for (const po of ['G2', 'B2', 'C2']) await posted(po)
})

test('a suspended interchange is corrected as a whole', async () => {
  await agree('invalid: { action: suspend, scope: interchange }')
  const original = await send(interchange(group(1, [orderSet('G3', '0001'), bad('B3', '0002')])))
  expect(await statuses(original.id)).toEqual(['suspended', 'suspended'])
  const kept = await mend('interchanges', original.id)
  expect(kept.verdict).toMatchObject({ valid: true })
  const gone = await resend(kept.id)
  expect(gone.status).toBe(201)
  expect((await answered(original.id))[0]).toMatch(/AK9\*A\*2\*2\*2~/)
  expect(await statuses(original.id)).toEqual(['corrected', 'corrected'])
  expect(await statuses((await decided(gone.body.child)).id)).toEqual(['released', 'released'])
  expect((await posted('B3')).body).toContain('*G3*')
  const open = await grid.query(
    'select w.* from work_items w join documents d on d.id = w.subject where d.interchange = $1 and w.closed_at is null',
    [original.id],
  )
  expect(open).toEqual([])
})

test('what was held or set aside goes on once: corrected, it is neither released nor reprocessed', async () => {
  const unknown = await send(interchange(group(1, [orderSet('ASIDE', '0001')])).replaceAll('BOLT', 'B0LT'))
  const { body: text } = await call(admin, `GET /api/v1/interchanges/${unknown.id}/payload`)
  const path = `interchanges/${unknown.id}`
  const kept = await call(admin, `POST /api/v1/${path}/corrections?reason=x`, text.replaceAll('B0LT', 'BOLT'))
  expect((await resend(kept.body.id)).status).toBe(201)
  expect((await call(admin, `POST /api/v1/${path}/reprocess`)).body.code).toBe('interchange-not-aside')
  await posted('ASIDE')
  const twice = await send(interchange(group(1, [orderSet('ASIDE', '0001')])))
  const [held] = await documentsOf(twice.id)
  expect(held!['status']).toBe('held')
  const edited = (await call(admin, `GET /api/v1/documents/${held!['id']}/payload`)).body.replace('*ASIDE*', '*OTHER*')
  const other = await call(admin, `POST /api/v1/documents/${held!['id']}/corrections?reason=x`, edited)
  expect((await resend(other.body.id)).status).toBe(201)
  expect((await decide(held!['id'], 'release')).body.code).toBe('document-decided')
  await posted('OTHER')
  expect(sink.posts.filter((post) => post.body.includes('*ASIDE*'))).toHaveLength(1)
})
