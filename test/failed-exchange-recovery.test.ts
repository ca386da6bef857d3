import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from './client.ts'
import { startTestGrid, type TestGrid } from './grid.ts'
import { network, order } from './messages.ts'
import { startSink } from './sink.ts'

// A failed exchange, found, mended and sent again by API and command line; and each wrong input with its answer.

const MAIN = resolve(import.meta.dirname, '../src/cli/main.ts')
let grid: TestGrid
let sink: Awaited<ReturnType<typeof startSink>>
let call: ReturnType<typeof clientOf>
let env: NodeJS.ProcessEnv
let admin: string
let acme: string
let control = 0
beforeAll(async () => {
  sink = await startSink()
  grid = await startTestGrid({ network: network({ push: sink.url, attemptsMax: 1, expect: 'none' }) })
  call = clientOf(grid.url)
  admin = await grid.keyOf(null, ['*'])
  acme = await grid.keyOf('acme')
  env = { ...process.env, ENTREPOT_URL: grid.url, ENTREPOT_API_KEY: admin }
})
afterAll(async () => {
  await grid.close()
  sink.close()
})

const cli = (...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((done) => {
    execFile(process.execPath, [MAIN, ...args], { env }, (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
async function send(text: string): Promise<string> {
  const { body } = await call(acme, 'POST /api/v1/interchanges', text)
  await grid.until('decision', async () => {
    const [row] = await grid.query('select status from interchanges where id = $1', [body.interchange])
    return row!['status'] !== 'received'
  })
  return body.interchange
}
const documentOf = async (interchange: string) =>
  (await call(admin, `GET /api/v1/documents?interchange=${interchange}`)).body.items[0]
const payload = async (noun: string, id: string) => (await call(admin, `GET /api/v1/${noun}/${id}/payload`)).body
const correct = (noun: string, id: string, text: string) =>
  call(admin, `POST /api/v1/${noun}/${id}/corrections?reason=mended`, text)
const resend = (correction: string) =>
  call(admin, `POST /api/v1/corrections/${correction}/resend`, { reason: 'mended' })
const itemOf = (subject: string) =>
  grid.until('item', async () => {
    const [row] = await grid.query('select id from work_items where subject = $1 and closed_at is null', [subject])
    return row && (await call(admin, `GET /api/v1/work-items/${row['id']}`)).body
  })
const posts = (po: string) => sink.posts.filter((post) => post.body.includes(`*${po}*`)).length

test('each failure leaves its payload, its reason and what can be done', async () => {
  const unknown = order({ control: ++control, receiver: 'NOBODY' })
  const without = order({ control: ++control }).replaceAll('ST*850', 'ST*875')
  sink.answers.next = () => 503
  const [first, second, third] = [await send(unknown), await send(without), await send(order({ control: ++control }))]
  const left = await documentOf(second)
  const delivery = await grid.until('failure', async () => {
    const found = `select v.id, v.interchange from deliveries v join documents d on d.outgoing = v.interchange where d.interchange = $1 and v.status = 'failed'`
    return (await grid.query(found, [third]))[0]
  })
  sink.answers.next = () => 200
  expect(await itemOf(first)).toMatchObject({ class: 'routing', problem: { code: 'receiver-unknown' } })
  expect(await payload('interchanges', first)).toBe(unknown)
  expect(await itemOf(left.id)).toMatchObject({ class: 'routing', problem: { code: 'agreement-missing' } })
  expect(without).toContain(await payload('documents', left.id))
  const failed = await itemOf(delivery['id'])
  expect(failed).toMatchObject({ class: 'connectivity', problem: { code: 'http-try-later' } })
  expect(await payload('interchanges', delivery['interchange'])).toContain('ST*850')
  for (const item of [await itemOf(first), await itemOf(left.id), failed]) {
    expect(item.problem.sentence.length).toBeGreaterThan(40)
    expect(item.next[0].cli).toMatch(/^entrepot /)
    const shown = await cli('work', 'show', item.id)
    expect(shown.out).toContain(item.problem.sentence)
    expect(shown.out).toContain(item.next[0].cli)
  }
})

test('a correction that is still invalid is kept, not sent; the next one is', async () => {
  const interchange = await send(order({ control: ++control, po: 'STILL' }).replace('*10*EA', '*TEN*EA'))
  const { id } = await documentOf(interchange)
  const text = await payload('documents', id)
  const still = await correct('documents', id, text.replace('*TEN*', '*ELEVEN*'))
  expect(still).toMatchObject({ status: 201, body: { verdict: { valid: false }, sentAs: null } })
  const refused = await resend(still.body.id)
  expect(refused).toMatchObject({ status: 422, body: { code: 'correction-invalid' } })
  expect(refused.body.parameters.problems[0]).toMatchObject({ severity: 'error' })
  const file = join(grid.app.grid.config.dataFolder, 'still.edi')
  await writeFile(file, text.replace('*TEN*', '*TWELVE*'))
  const tried = await cli('correct', 'document', id, file, '--dry-run')
  expect(tried).toMatchObject({ code: 1 })
  expect(tried.out).toMatch(/Still not valid/)
  expect(await cli('resend', 'correction', still.body.id, '--reason', 'x')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/is still not valid/),
  })
  expect(await payload('documents', id)).toBe(text)
  expect(posts('STILL')).toBe(0)

  const mended = await correct('documents', id, text.replace('*TEN*', '*10*'))
  const gone = await resend(mended.body.id)
  expect(gone.body).toMatchObject({ as: 'corrected', parent: interchange, document: id })
  await grid.until('post', async () => posts('STILL') === 1)
  const other = await correct('documents', id, text.replace('*TEN*', '*11*'))
  expect((await resend(other.body.id)).body).toMatchObject({ code: 'correction-done' })
  expect((await resend(mended.body.id)).body).toMatchObject({ code: 'correction-done' })
  expect(posts('STILL')).toBe(1)
})

test('nothing that is completed is corrected, as a document or as a whole', async () => {
  const interchange = await send(order({ control: ++control, po: 'DONE' }))
  const { id } = await documentOf(interchange)
  await grid.until('completion', async () => (await documentOf(interchange)).status === 'completed')
  const text = await payload('documents', id)
  const late = await correct('documents', id, text.replace('*10*', '*12*'))
  expect(late).toMatchObject({
    status: 409,
    body: { code: 'correction-too-late', parameters: { id, status: 'completed' } },
  })
  const whole = await payload('interchanges', interchange)
  const partly = await correct('interchanges', interchange, whole.replace('*10*', '*12*'))
  expect(partly).toMatchObject({ status: 409, body: { code: 'correction-partly-done' } })
  const file = join(grid.app.grid.config.dataFolder, 'late.edi')
  await writeFile(file, text.replace('*10*', '*12*'))
  const told = await cli('correct', 'document', id, file, '--reason', 'x')
  expect(told.code).toBe(1)
  expect(told.err).toMatch(/is completed: it has gone its way, and a correction would be a second one/)
  expect(await grid.query('select 1 from corrections where document = $1', [id])).toEqual([])
  expect(posts('DONE')).toBe(1)
})

test('what was valid when it was kept is judged again when it is sent: it may be completed by then', async () => {
  const interchange = await send(order({ control: ++control, po: 'RACED' }).replace('*10*EA', '*TEN*EA'))
  const { id } = await documentOf(interchange)
  const text = await payload('documents', id)
  const kept = await correct('documents', id, text.replace('*TEN*', '*10*'))
  expect(kept.body.verdict.valid).toBe(true)
  // Meanwhile its sender sends the corrected original itself.
  await send(order({ control, po: 'RACED' }))
  await grid.until('post', async () => posts('RACED') === 1)
  const late = await resend(kept.body.id)
  expect(late).toMatchObject({ status: 422, body: { code: 'correction-invalid' } })
  expect(late.body.parameters.problems).toMatchObject([{ code: 'control-number-reused' }])
  expect(posts('RACED')).toBe(1)
})

test('what is no correction at all says so', async () => {
  const interchange = await send(order({ control: ++control }).replace('*10*EA', '*TEN*EA'))
  const { id } = await documentOf(interchange)
  const text = await payload('documents', id)
  const nobody = grid.app.exchange.newId()
  const wrong: [string, string, string, number, string][] = [
    ['documents', id, text, 422, 'correction-same'],
    ['documents', nobody, text, 404, 'correction-nothing'],
    ['interchanges', nobody, text, 404, 'correction-nothing'],
  ]
  for (const [noun, of, body, status, code] of wrong) {
    expect(await correct(noun, of, body), code).toMatchObject({ status, body: { code } })
  }
  expect((await resend(nobody)).body.code).toBe('correction-unknown')
  for (const body of ['', 'rubbish', text + text.replaceAll('0001~', '0002~'), text.replace(/SE\*.*/s, '')]) {
    const tried = await call(admin, `POST /api/v1/documents/${id}/corrections?dryRun=true`, body)
    expect(tried.body.verdict, body).toMatchObject({ valid: false })
  }
})

test('many at once by filter; one that is not failed is refused with its reason and does not stop the others', async () => {
  sink.answers.next = () => 503
  for (const po of ['MANY1', 'MANY2', 'MANY3']) await send(order({ control: ++control, po }))
  const found = `select v.id from deliveries v join documents d on d.outgoing = v.interchange where d.business_key like 'MANY%' and v.status = 'failed' order by v.id`
  const failed = await grid.until('failures', async () => {
    const rows = await grid.query(found)
    return rows.length === 3 && rows
  })
  sink.answers.next = () => 200
  await grid.query(`update deliveries set status = 'waiting' where id = $1`, [failed[1]!['id']])
  const documents = (await grid.query(`select id from documents where business_key like 'MANY%'`)).map(
    (row) => row['id'],
  )
  const { body } = await call(admin, 'POST /api/v1/bulk-resends', {
    filter: { documents },
    reason: 'their server is back',
  })
  await grid.until('end', async () => (await call(admin, `GET /api/v1/bulk-resends/${body.id}`)).body.status === 'done')
  const status = await cli('resend', 'status', body.id)
  expect(status.out).toMatch(/done, 2 of 3 sent again, 1 refused\.\n +\S+ +\S+ is still on its way/)
  await grid.until('posts', async () => posts('MANY1') + posts('MANY2') + posts('MANY3') === 2)
  const none = await call(admin, 'POST /api/v1/bulk-resends', { filter: { key: 'NOSUCH' }, reason: 'x' })
  expect(none).toMatchObject({ status: 422, body: { code: 'bulk-empty' } })
})
