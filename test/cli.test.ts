import { execFile } from 'node:child_process'
import { chmod, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from './client.ts'
import { startTestGrid, type TestGrid } from './grid.ts'
import { network, order } from './messages.ts'
import { accepted, PASSWORD } from './person.ts'
import { startSink } from './sink.ts'

const MAIN = resolve(import.meta.dirname, '../src/cli/main.ts')
let grid: TestGrid
let sink: Awaited<ReturnType<typeof startSink>>
let env: NodeJS.ProcessEnv
let acme: string
let control = 0
beforeAll(async () => {
  sink = await startSink()
  grid = await startTestGrid({ network: network({ push: sink.url, attemptsMax: 1, expect: 'none' }) })
  acme = await grid.keyOf('acme')
  const { config } = grid.app.grid
  await writeFile(join(config.dataFolder, 'admin.key'), await grid.keyOf(null, ['*']), { mode: 0o600 })
  env = {
    ...process.env,
    ENTREPOT_URL: grid.url,
    ENTREPOT_DATA: config.dataFolder,
    ENTREPOT_DATABASE_URL: config.databaseUrl,
    ENTREPOT_HTTP_PORT: new URL(grid.url).port,
    ENTREPOT_SFTP_PORT: String(grid.app.sftp!.port),
  }
})
afterAll(async () => {
  await grid.close()
  sink.close()
})

const cli = (args: string[], more: NodeJS.ProcessEnv = {}) =>
  new Promise<{ code: number; out: string; err: string }>((done) => {
    execFile(process.execPath, [MAIN, ...args], { env: { ...env, ...more } }, (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, out, err }),
    )
  })

async function sent(text: string): Promise<string> {
  const { body } = await clientOf(grid.url)(acme, 'POST /api/v1/interchanges', text)
  return body.interchange
}

test('work: listed, shown, assigned, closed; wrong calls are exit code 2, refusals 1', async () => {
  const interchange = await sent(order({ control: ++control, receiver: 'B0LT' }))
  const id = await grid.until('item', async () => {
    const [row] = await grid.query('select id from work_items where subject = $1', [interchange])
    return row?.['id'] as string | undefined
  })
  const listed = await cli(['work'])
  expect(listed).toMatchObject({ code: 0 })
  expect(listed.out).toMatch(new RegExp(`${id} .*quarantine +routing +acme +-\n +The receiver ZZ/B0LT`))
  expect(JSON.parse((await cli(['work', 'list', '--text', 'b0lt', '--json'])).out)).toMatchObject([{ id }])
  expect((await cli(['work', 'list', '--older', '1d'])).out).toBe('Nothing needs a person.\n')
  expect((await cli(['work', 'counts'])).out).toMatch(/quarantine +routing +1 open +0 ignored\n1 open/)
  expect(await cli(['work', 'assign', id, 'carla'])).toMatchObject({ code: 0, out: `Done: assign ${id}.\n` })
  expect((await cli(['work', 'show', id])).out).toMatch(
    /carla sees to it[\s\S]*Edit a copy.*\n +entrepot correct interchange[\s\S]*entrepot reprocess[\s\S]*work.assigned/,
  )
  expect(await cli(['work', 'close', id])).toMatchObject({ code: 2 })
  expect(await cli(['work', 'mend', id])).toMatchObject({ code: 2 })
  expect(await cli(['work', 'close', id, '--colour', 'red'])).toMatchObject({ code: 2 })
  expect(await cli(['work', 'ignore', id, '--until', '2020-01-01', '--reason', 'x'])).toMatchObject({ code: 1 })
  expect((await cli(['work', 'close', id, '--reason', 'sent by mail'])).code).toBe(0)
  expect((await cli(['work', 'assign', id, 'dora'])).err).toMatch(/is closed.\nReopen it first/)
  expect((await cli(['wrk'])).err).toMatch(/Did you mean "work"/)
  expect((await cli(['resend', '--help'])).out).toMatch(/entrepot resend[\s\S]*--per-minute/)
}, 60_000)

test('correct and resend: one correction, then all that fits, with its end told by the exit code', async () => {
  const bad = order({ control: ++control, po: 'BAD' }).replace('BEG*00*SA*BAD', 'BEG*00*SA*')
  const interchange = await sent(bad)
  const document = await grid.until('document', async () => {
    const [row] = await grid.query('select id from documents where interchange = $1', [interchange])
    return row?.['id'] as string | undefined
  })
  const file = join(env['ENTREPOT_DATA']!, 'edited.edi')
  const set = bad.slice(bad.indexOf('ST*'), bad.indexOf('GE*'))
  await writeFile(file, set.replace('*10*EA', '*ten*EA'))
  const still = await cli(['correct', 'document', document, file, '--dry-run'])
  expect(still.code).toBe(1)
  expect(still.out).toMatch(/^@ segment 3\n- PO1[\s\S]*! [\s\S]*Still not valid. Nothing was kept./)
  await writeFile(file, set.replace('BEG*00*SA**', 'BEG*00*SA*GOOD*'))
  const kept = await cli(['correct', 'document', document, file, '--reason', 'a typo'])
  const id = /Kept as correction (\S+)\./.exec(kept.out)![1]!
  expect((await cli(['resend', 'correction', id, '--reason', 'agreed'])).out).toMatch(
    /^Sent: it came in as interchange/,
  )
  await grid.until('delivery', async () => {
    const found = `select 1 from deliveries v join documents d on d.outgoing = v.interchange where d.business_key = 'GOOD' and v.status = 'sent'`
    return (await grid.query(found)).length === 1
  })
  const all = ['resend', '--partner', 'bolt', '--type', '850', '--as', 'new']
  expect((await cli([...all, '--dry-run'])).out).toMatch(/^1 documents would be sent again\.\n.*\n +controlNumber/)
  expect((await cli(all)).code).toBe(2)
  const done = await cli([...all, '--reason', 'their disk was lost', '--json'])
  expect(JSON.parse(done.out)).toMatchObject({ status: 'done', total: 1, sent: 1, refused: 0 })
  expect(done.code).toBe(0)
  expect((await cli(['resend', 'document', document, '--reason', 'x'])).err).toMatch(/it has not been sent/)
}, 60_000)

test('resend status: what a bulk resend did not send, and why, page by page', async () => {
  const from = new Date().toISOString()
  for (const po of ['PAGE1', 'PAGE2', 'PAGE3']) await sent(order({ control: ++control, po }))
  const found = `select v.id from deliveries v join documents d on d.outgoing = v.interchange where d.business_key like 'PAGE%' and v.status = 'sent'`
  await grid.until('deliveries', async () => (await grid.query(found)).length === 3)
  await grid.query(`update deliveries set status = 'waiting' where id in (${found})`)
  const done = await cli(['resend', '--key', 'page1', '--reason', 'their disk was lost'])
  expect(done).toMatchObject({ code: 1 })
  expect(done.out).toMatch(/0 of 1 sent again, 1 refused\.\n +\S+ +\S+ is still on its way/)
  const all = await cli(['resend', '--from', from, '--reason', 'all of them', '--json'])
  const { id, refused } = JSON.parse(all.out)
  expect(refused).toBe(3)
  const first = await cli(['resend', 'status', id, '--limit', '2'])
  expect(first.out.match(/is still on its way/g)).toHaveLength(2)
  const cursor = /--cursor (\S+)/.exec(first.out)![1]!
  const next = await cli(['resend', 'status', id, '--limit', '2', '--cursor', cursor])
  expect(next.out.match(/is still on its way/g)).toHaveLength(1)
  expect(next.out).not.toContain('--cursor')
  const json = JSON.parse((await cli(['resend', 'status', id, '--json'])).out)
  expect(json.refusals).toMatchObject([{ code: 'resend-under-way' }, {}, {}])
  expect((await cli(['resend', 'status'])).out).toMatch(new RegExp(`^Bulk resend ${id}: done.*3 refused`))
  await grid.query(`update deliveries set status = 'sent' where status = 'waiting'`)
}, 60_000)

test('decide: what was held is released once; documents and show name what there is', async () => {
  for (const _ of [1, 2]) await sent(order({ control: ++control, po: 'TWICE' }))
  const held = await grid.until('held', async () => {
    const [row] = await grid.query(`select id from documents where business_key = 'TWICE' and status = 'held'`)
    return row?.['id'] as string | undefined
  })
  expect((await cli(['documents', 'held'])).out).toMatch(/^held +850 +TWICE/)
  expect(await cli(['documents', 'hold'])).toMatchObject({ code: 2 })
  expect((await cli(['show', 'twice'])).out).toContain(`document ${held}`)
  expect(await cli(['decide', held, 'release'])).toMatchObject({ code: 2 })
  const released = await cli(['decide', held, 'release', '--reason', 'another one'])
  expect(released).toMatchObject({ code: 0, out: 'Done: release 850 TWICE.\n' })
  expect((await cli(['decide', held, 'decline', '--reason', 'the same'])).err).toMatch(/there is nothing to decide/)
}, 60_000)

test('apply: secrets come from the environment of the command', async () => {
  const connection =
    'connections: { server: { connector: sftp, settings: { host: sftp.example, user: bolt, password: "$' +
    '{BOLT_PASSWORD}" } } }'
  const file = join(env['ENTREPOT_DATA']!, 'network.yaml')
  const text = (await cli(['export'])).out
  const at = text.indexOf('connections: {}', text.indexOf('  bolt:'))
  await writeFile(file, text.slice(0, at) + connection + text.slice(at + 'connections: {}'.length))
  expect((await cli(['apply', file])).err).toMatch(/set BOLT_PASSWORD where you apply/)
  const applied = await cli(['apply', file], { BOLT_PASSWORD: 'hunter3' })
  expect(applied).toMatchObject({ code: 0, out: '+ connection bolt/server\n' })
  expect((await cli(['export'])).out).not.toContain('hunter3')
}, 60_000)

test('show: what lies beside a document, with what took its place; attach says to which it belongs', async () => {
  await sent(order({ control: ++control, po: 'FILED' }))
  const id = await grid.until('the order', async () => {
    const [row] = await grid.query(`select id from documents where business_key = 'FILED'`)
    return row?.['id'] as string | undefined
  })
  const call = clientOf(`${grid.url}/api/v1`)
  for (const text of ['one', 'two'])
    await call(acme, `POST /documents/${id}/files?name=plan.pdf&relation=drawing`, Buffer.from(text))
  const { out } = await cli(['show', 'FILED'])
  expect(out).toMatch(/\n {2}file plan.pdf {3}drawing, version 1 of acme, 3 bytes, superseded\n/)
  expect(out).toMatch(/\n {2}file plan.pdf {3}drawing, version 2 of acme, 3 bytes\n/)
  expect(out).toMatch(/drawing plan.pdf added, version 2/)
  expect(await cli(['attach', id])).toMatchObject({ code: 2 })
  const wrong = await cli(['attach', id, id, '--reason', 'by mistake'])
  expect([wrong.code, wrong.err]).toEqual([1, expect.stringMatching(/does not say that it belongs to another one/)])
}, 30_000)

test('sign-in-link: whoever runs the machine lets an admin in', async () => {
  const made = await cli(['sign-in-link'])
  expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/join#[\w-]{32}\nIt works once, until 20/) })
  const ada = await accepted(grid, made.out, { name: 'Ada', email: 'ada@hub.example', password: PASSWORD })
  const again = JSON.parse((await cli(['sign-in-link', '--email', 'ada@hub.example', '--json'])).out)
  await accepted(grid, again.link, { password: 'another long password' })
  await grid.until('the first session is over', async () => (await ada.call('GET /api/v1/me')).status === 401)
  expect((await cli(['sign-in-link', '--email', 'nobody'])).err).toMatch(/body.email/)
  const lesser = { ENTREPOT_API_KEY: await grid.keyOf(null, ['people:read', 'people:write']) }
  expect((await cli(['sign-in-link'], lesser)).err).toMatch(/needs the scope \*/)
}, 60_000)

test('doctor: looks at everything, and says what to do', async () => {
  const seen = JSON.parse((await cli(['doctor', '--json'])).out)
  const states = Object.fromEntries(seen.checks.map((one: { check: string; state: string }) => [one.check, one.state]))
  expect(states).toMatchObject({
    node: 'ok',
    configuration: 'ok',
    'data folder': 'ok',
    http: 'ok',
    sftp: 'ok',
    database: 'failed', // tests run without fsync
    migrations: 'ok',
    clock: 'ok',
    keys: 'ok',
    'payload store': 'ok',
    jobs: 'ok',
    lanes: 'ok',
  })
  expect(Object.keys(states)).toEqual(expect.arrayContaining(['free space', 'work list']))
  expect(seen.checks.find((one: { check: string }) => one.check === 'database').found).toMatch(/fsync is off/)

  const key = await grid.keyOf(null, ['*'])
  const call = clientOf(`${grid.url}/api/v1`)
  const settings = { endpoint: 'http://127.0.0.1:9', bucket: 'none', accessKeyId: 'a', secretAccessKey: 'b' }
  const made = await call(key, 'PUT /organizations/acme/connections/away', { connector: 's3', settings })
  const target = { connection: made.body.id }
  for (const rule of [{ name: 'here' }, { name: 'there', target }]) await call(key, 'POST /archive-rules', rule)
  const archive = (await cli(['doctor'])).out.split('\n').filter((line) => / archive /.test(line))
  expect(archive).toEqual([
    expect.stringMatching(/^FAILED +archive +connection away \(there\): 127.0.0.1 port 9 cannot be reached/),
    expect.stringMatching(/^ok +archive +.*\/archive \(here\) takes files/),
  ])

  await chmod(join(env['ENTREPOT_DATA']!, 'secret.key'), 0o644)
  const other = Buffer.alloc(32, 7).toString('base64')
  const sick = await cli(['doctor'], { ENTREPOT_SECRET_KEY: other, ENTREPOT_SFTP_PORT: new URL(grid.url).port })
  expect(sick.code).toBe(1)
  expect(sick.out).toMatch(/FAILED +data folder +.*secret.key can be read by others\n +→ chmod 600/)
  expect(sick.out).toMatch(/FAILED +sftp +.*is no SFTP server|FAILED +sftp +.*does not answer/)
  expect(sick.out).toMatch(/FAILED +keys +\d of \d secrets do not open/)
  await chmod(join(env['ENTREPOT_DATA']!, 'secret.key'), 0o600)
  const away = await cli(['doctor'], {
    ENTREPOT_DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none',
    ENTREPOT_LOG_LEVEL: 'x',
  })
  expect(away.out).toMatch(/FAILED +configuration +ENTREPOT_LOG_LEVEL/)
  const gone = await cli(['doctor'], { ENTREPOT_DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' })
  expect(gone.out).toMatch(/FAILED +database +The database is away.*\n +→ Check ENTREPOT_DATABASE_URL/)
}, 60_000)

test('batches: listed, shown, let go; the dry run says when a file would leave', async () => {
  expect((await cli(['batches'])).out).toBe('Nothing waits.\n')
  const admin = await grid.keyOf(null, ['*'])
  const call = clientOf(grid.url)
  const [{ id }] = (await call(admin, 'GET /api/v1/agreements?type=850')).body.items
  const { etag, body } = await call(admin, `GET /api/v1/agreements/${id}`)
  const batch = { afterMinutes: 60 }
  const settings = { ...body.settings, batch }
  const changed = await call(admin, `PATCH /api/v1/agreements/${id}`, { settings }, { 'if-match': etag! })
  expect(changed.status).toBe(200)
  await grid.app.reload()
  const file = join(grid.app.grid.config.dataFolder, 'batched.edi')
  await writeFile(file, order({ control: 700, po: 'BATCHED' }))
  expect((await cli(['route', '--dry-run', file])).out).toMatch(/waits in a batch, 1 document by then, until 20/)
  await sent(order({ control: 701, po: 'BATCHED' }))
  await grid.until('an entry', async () => (await cli(['batches'])).out.includes(id))
  expect((await cli(['batches'])).out).toMatch(/850 acme → bolt {3}\(test\): 1 documents of 1 files, leaving by 20/)
  expect((await cli(['batches', 'show', id])).out).toMatch(/: 850 BATCHED\n {2}since 20/)
  expect((await cli(['batches', 'send', id])).out).toBe('1 documents of 1 files leave now.\n')
  await grid.until('the post', async () => sink.posts.some((post) => post.body.includes('*SA*BATCHED*')))
  expect((await cli(['batches', 'burn', id])).code).toBe(2)
})

test('send: the file keeps its name', async () => {
  const file = join(grid.app.grid.config.dataFolder, 'Bestellung Größe №1.edi')
  await writeFile(file, order({ control: ++control }))
  const { code, out } = await cli(['send', 'acme', file, '--json'])
  expect(code).toBe(0)
  const { body } = await clientOf(grid.url)(acme, `GET /api/v1/interchanges/${JSON.parse(out).interchange}`)
  expect(body.name).toBe('Bestellung Größe №1.edi')
})

test('guides: one is looked at, added, listed and shown; what is wrong is told with its place', async () => {
  const file = join(grid.app.grid.config.dataFolder, 'bolt-850.json')
  const guide = (version: string, max: number) =>
    writeFile(
      file,
      JSON.stringify({
        ...{ name: 'bolt-850', version, title: 'Orders to Bolt', standard: 'x12', release: '004010', document: '850' },
        segments: [{ at: 'BEG', elements: [{ at: '3', max }] }],
      }),
    )
  await guide('1', 40)
  const wrong = await cli(['guides', 'add', file])
  expect([wrong.code, wrong.err]).toMatchObject([1, expect.stringContaining('/segments/0/elements/0/max: found 40')])
  await guide('1', 10)
  expect((await cli(['guides', 'add', file])).out).toBe('Added bolt-850@1.\n')
  await guide('2', 8)
  expect((await cli(['guides', 'add', file, '--dry-run'])).out).toContain(
    'BEG 3 max: 10 → 8 (tightened)\nNothing was kept.',
  )
  expect((await cli(['guides'])).out).toBe('bolt-850@1  004010 850  Orders to Bolt\n')
  const shown = await cli(['guides', 'show', 'bolt-850'])
  expect(shown.out).toMatch(
    /^bolt-850@1 {2}004010 850 {2}Orders to Bolt\nversions: 1\nheader\n {2}ST {2}required 1\.\.1/,
  )
  expect((await cli(['guides', 'show', 'nobody'])).code).toBe(1)
  expect((await cli(['guides', 'mend'])).code).toBe(2)
})
