import { afterAll, beforeAll, expect, test } from 'vitest'
import { inChild } from '../../../../test/child.ts'
import { clientOf } from '../../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { network, order } from '../../../../test/messages.ts'
import { startSink } from '../../../../test/sink.ts'
import { startApp } from '../../../app.ts'

let grid: TestGrid
let sink: Awaited<ReturnType<typeof startSink>>
let call: ReturnType<typeof clientOf>
let admin: string
let acme: string
let control = 0
beforeAll(async () => {
  sink = await startSink()
  grid = await startTestGrid({ network: network({ push: sink.url, attemptsMax: 1 }) })
  call = clientOf(grid.url)
  admin = await grid.keyOf(null, ['*'])
  acme = await grid.keyOf('acme')
})
afterAll(async () => {
  await grid.close()
  sink.close()
})

const all = '/api/v1/bulk-resends'
/** Orders in interchanges of their own, all delivered. */
async function delivered(count: number, prefix: string): Promise<string[]> {
  const names = Array.from({ length: count }, (_, i) => `${prefix}${i}`)
  for (const po of names) await call(acme, 'POST /api/v1/interchanges', order({ control: ++control, po }))
  await grid.until(`${count} posts`, async () => times(prefix) === count)
  await grid.until('their records', async () => {
    const found = `select 1 from deliveries v join documents d on d.outgoing = v.interchange where d.business_key like $1 and v.status = 'sent'`
    return (await grid.query(found, [`${prefix}%`])).length === count
  })
  return (await grid.query(`select id from documents where business_key like $1 order by id`, [`${prefix}%`])).map(
    (row) => row['id'],
  )
}
const times = (text: string) => sink.posts.filter((post) => post.body.includes(`*${text}`)).length
const start = (body: object, more = '') => call(admin, `POST ${all}${more}`, { reason: 'their disk was lost', ...body })
const ended = (id: string) =>
  grid.until('the end', async () => {
    const { body } = await call(admin, `GET ${all}/${id}`)
    return body.status !== 'running' && body
  })

test('by filter, each document once, in new envelopes; a dry run counts and shows before', async () => {
  const from = new Date().toISOString()
  await delivered(5, 'ALPHA')
  const filter = { partner: 'bolt', type: '850', sentFrom: from }
  const tried = await start({ as: 'new', on: 'current', filter }, '?dryRun=true')
  expect(tried).toMatchObject({ status: 200, body: { total: 5 } })
  expect(tried.body.sample[0].differences.map((one: { what: string }) => one.what)).toEqual(['controlNumber'])
  expect(await grid.query('select 1 from bulk_resends')).toEqual([])
  const begun = await start({ as: 'new', filter })
  expect(begun).toMatchObject({ status: 202, body: { status: 'running', total: 5, sent: 0 } })
  expect(await ended(begun.body.id)).toMatchObject({ status: 'done', sent: 5, refused: 0 })
  await grid.until('posts', async () => times('ALPHA') === 10)
  expect(new Set(sink.posts.filter((post) => post.body.includes('*ALPHA')).map((post) => post.key)).size).toBe(10)
  const none = await start({ filter: { ...filter, sentUntil: from } })
  expect(none.body.code).toBe('bulk-empty')
  expect((await start({ filter: {} })).body.code).toBe('request-invalid')
  expect((await start({ filter: { partner: 'ghost' } })).body.code).toBe('bulk-organization-unknown')
})

test('the same again: an interchange of several documents once; what is refused is listed with its reason', async () => {
  const po = ['BETA1', 'BETA2', 'BETA3']
  await call(acme, 'POST /api/v1/interchanges', order({ control: ++control, po }))
  await grid.until('post', async () => times('BETA1') === 1)
  const [waiting] = await delivered(1, 'GAMMA')
  const rows = await grid.query(`select id, outgoing from documents where business_key like 'BETA%' or id = $1`, [
    waiting,
  ])
  await grid.until('sent', async () => {
    const found = await grid.query(`select status from deliveries where interchange = any($1::uuid[])`, [
      rows.map((row) => row['outgoing']),
    ])
    return found.every((row) => row['status'] === 'sent')
  })
  await grid.query(
    `update deliveries set status = 'waiting' where interchange = (select outgoing from documents where id = $1)`,
    [waiting],
  )
  const begun = await start({ filter: { documents: rows.map((row) => row['id']) } })
  const done = await ended(begun.body.id)
  expect(done).toMatchObject({ status: 'done', total: 4, sent: 3, refused: 1 })
  await grid.until('post', async () => times('BETA1') === 2)
  const refusals = (await call(admin, `GET ${all}/${done.id}/refusals`)).body.items
  expect(refusals).toMatchObject([{ document: waiting, code: 'resend-under-way' }])
})

test('it keeps to its pace, and stops when told', async () => {
  await delivered(6, 'DELTA')
  const documents = (await grid.query(`select id from documents where business_key like 'DELTA%'`)).map(
    (row) => row['id'],
  )
  const begun = await start({ as: 'new', filter: { documents }, perMinute: 120 })
  const began = Date.now()
  const running = await grid.until('some', async () => {
    const { body } = await call(admin, `GET ${all}/${begun.body.id}`)
    return body.sent >= 4 && body
  })
  expect(Date.now() - began).toBeGreaterThan(800)
  expect(running).toMatchObject({ status: 'running', sent: 4 })
  const stopped = await call(admin, `PUT ${all}/${begun.body.id}/cancellation`, { reason: 'enough' })
  expect(stopped.body).toMatchObject({ status: 'cancelled', sent: 4 })
  await new Promise((resolve) => setTimeout(resolve, 1_300))
  expect((await call(admin, `GET ${all}/${begun.body.id}`)).body.sent).toBe(4)
  expect((await call(admin, `GET ${all}`)).body.items[0].id).toBe(begun.body.id)
})

test('partners begin, see and stop none', async () => {
  const id = '01a1fd24-5307-7000-9c71-f66ac34f5f22'
  const attempts: [string, object?][] = [
    [`POST ${all}`, { reason: 'x', filter: { type: '850' } }],
    [`GET ${all}`],
    [`GET ${all}/${id}`],
    [`GET ${all}/${id}/refusals`],
    [`PUT ${all}/${id}/cancellation`, { reason: 'x' }],
  ]
  for (const [line, body] of attempts) expect((await call(acme, line, body)).body.code, line).toBe('grid-only')
})

test('killed again and again, it goes on where it stood, and no document is sent twice', async () => {
  const documents = await delivered(25, 'OMEGA')
  // Ten a step, so that there are several.
  const begun = await start({ as: 'new', filter: { documents }, perMinute: 600 })
  await grid.app.stop()
  const { config } = grid.app.grid
  const env = {
    ENTREPOT_DATA: config.dataFolder,
    ENTREPOT_DATABASE_URL: config.databaseUrl!,
    ENTREPOT_HTTP_PORT: '0',
    ENTREPOT_SFTP_PORT: '0',
    ENTREPOT_LOG_LEVEL: 'fatal',
    ENTREPOT_ROLES: 'worker',
  }
  const code = `const { startApp } = await import('${process.cwd()}/src/app.ts')
    const { readConfig } = await import('${process.cwd()}/src/config.ts')
    await startApp(readConfig(process.env))`
  for (const killAt of ['bulk:step', 'job:ran', 'bulk:step']) {
    expect((await inChild(code, { ...env, ENTREPOT_KILL_AT: killAt })).signal).toBe('SIGKILL')
  }
  const last = await startApp(config)
  const [bulk] = await grid.until('the end', async () => {
    const rows = await grid.query(`select * from bulk_resends where id = $1 and status <> 'running'`, [begun.body.id])
    return rows.length > 0 && rows
  })
  expect(bulk).toMatchObject({ status: 'done', sent: 25, refused: 0 })
  await grid.until(
    'posts',
    async () => new Set(sink.posts.filter((one) => one.body.includes('*OMEGA')).map((one) => one.key)).size === 50,
  )
  const [count] = await grid.query(
    'select count(*)::int as n, count(distinct document)::int as documents, count(distinct child)::int as children from resends where bulk = $1',
    [begun.body.id],
  )
  expect(count).toEqual({ n: 25, documents: 25, children: 25 })
  await last.stop()
}, 60_000)
