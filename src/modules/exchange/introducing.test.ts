import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network, order } from '../../../test/messages.ts'
import { systemActor } from '../../platform/actor.ts'
import { applyNetwork } from '../network/apply.ts'

let grid: TestGrid
const keys: Record<string, string> = {}
let control = 0
beforeAll(async () => {
  grid = await startTestGrid({ network: network() })
  keys['acme'] = await grid.keyOf('acme')
  keys['grid'] = await grid.keyOf(null, ['*'])
})
afterAll(() => grid.close())

const call = async (who: string, line: string, body?: unknown) => {
  const [method, path] = line.split(' ')
  const json = body !== undefined && typeof body !== 'string'
  const response = await fetch(`${grid.url}/api/v1${path}`, {
    method: method!,
    headers: { authorization: `Bearer ${keys[who]}`, ...(json ? { 'content-type': 'application/json' } : {}) },
    ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : (body as string) }),
  })
  return { status: response.status, body: (await response.json()) as any }
}
const decided = (id: string) =>
  grid.until('decision', async () => {
    const [row] = await grid.query('select * from interchanges where id = $1', [id])
    return row!['status'] !== 'received' && row
  })
const send = async (text: string) => decided((await call('acme', 'POST /interchanges', text)).body.interchange)
const known = async () =>
  (await grid.query('select slug, status from organizations order by slug')).map(
    (one) => `${one['slug']} ${one['status']}`,
  )

test('an unknown partner becomes an organization that a person confirms, and what was set aside is decided anew, once', async () => {
  const file = [order({ control: ++control, receiver: 'NEWCO' }), order({ control: ++control })].join('\n')
  const aside = await send(file)
  expect(aside).toMatchObject({
    status: 'quarantined',
    envelope: { receiverQualifier: 'ZZ', receiverId: 'NEWCO', gsReceiver: 'NEWCO' },
  })
  expect((await call('acme', `POST /interchanges/${aside['id']}/organization`, {})).status).toBe(403)
  const made = await call('grid', `POST /interchanges/${aside['id']}/organization`, {})
  expect(made).toMatchObject({ status: 201, body: { slug: 'newco', name: 'NEWCO', status: 'inactive' } })
  expect((await call('grid', `POST /interchanges/${aside['id']}/organization`, {})).body).toEqual(made.body)
  expect(await known()).toEqual(['acme active', 'bolt active', 'newco inactive'])
  const identifiers = await grid.query(
    'select scheme, qualifier, value, mode from identifiers where organization = $1 order by 1',
    [made.body.id],
  )
  expect(identifiers).toEqual([
    { scheme: 'x12-gs', qualifier: '', value: 'NEWCO', mode: 'test' },
    { scheme: 'x12-isa', qualifier: 'ZZ', value: 'NEWCO', mode: 'test' },
  ])
  await grid.app.reload()
  const early = await send(order({ control: ++control, receiver: 'NEWCO' }))
  expect(early['problems'][0].code).toBe('receiver-unknown')
  expect((await call('grid', 'PUT /organizations/newco/confirmation', {})).body.status).toBe('active')
  expect((await call('grid', 'PUT /organizations/newco/confirmation', {})).body.status).toBe('active')
  expect((await call('grid', 'PUT /organizations/bolt/confirmation', {})).status).toBe(404)
  const waiting = await call('grid', 'GET /organizations/newco/waiting-interchanges')
  expect(waiting.body.interchanges).toEqual([aside['id'], early['id']])
  const channel = `organizations: { newco: { name: NEWCO, channels: { outbox: { direction: out, kind: sftp-home } } } }`
  await applyNetwork(
    grid.app.grid,
    `${channel}\nagreements: [{ sender: acme, receiver: newco, type: "850", mode: test, channel: outbox }]`,
    systemActor,
  )
  await grid.app.reload()
  const answers = await Promise.all([1, 2, 3, 4].map(() => call('grid', `POST /interchanges/${aside['id']}/reprocess`)))
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.interchange}`)).size).toBe(1)
  const again = await decided(answers[0]!.body.interchange)
  expect(again).toMatchObject({ status: 'processed', document_count: 1, cause: aside['id'] })
  expect(again['payload'].equals(aside['payload'])).toBe(true)
  // The second interchange of the file was decided when it came, and is not decided again.
  const [{ n }] = (await grid.query(
    'select count(*)::int as n from interchanges where direction = $1 and payload = $2',
    ['in', aside['payload']],
  )) as [any]
  expect(n).toBe(3)
  expect(
    await grid.query(
      'select d.status, o.slug from documents d join organizations o on o.id = d.receiver where interchange = $1',
      [again['id']],
    ),
  ).toEqual([{ status: 'released', slug: 'newco' }])
  expect(
    await grid.query('select closed_by is not null as closed from work_items where subject = $1', [aside['id']]),
  ).toEqual([{ closed: true }])
  expect((await call('grid', `POST /interchanges/${again['id']}/reprocess`)).body.code).toBe('interchange-not-aside')
  expect((await call('grid', `POST /interchanges/${again['id']}/organization`, {})).body.code).toBe(
    'interchange-names-nobody',
  )
})

test('one that is known already is told, and a free slug is found', async () => {
  const aside = await send(order({ control: ++control, sender: 'BOLT', receiver: 'ACME' }))
  expect((await call('grid', `POST /interchanges/${aside['id']}/organization`, {})).body).toMatchObject({
    code: 'partner-known',
    parameters: { organization: 'bolt' },
  })
  const other = await send(order({ control: ++control, receiver: 'ACME.' }))
  expect((await call('grid', `POST /interchanges/${other['id']}/organization`, {})).body.slug).toBe('acme-2')
})

test('from the command line', async () => {
  const aside = await send(order({ control: ++control, receiver: 'LATE' }))
  const env = { ...process.env, ENTREPOT_URL: grid.url, ENTREPOT_API_KEY: keys['grid']! }
  const run = async (...args: string[]) =>
    (await promisify(execFile)(process.execPath, ['src/cli/main.ts', ...args], { env })).stdout
  expect(await run('organization', aside['id'])).toMatch(/late is inactive.*entrepot confirm late/)
  expect(await run('confirm', 'late')).toBe(
    `late is active.\nWhat waits for it:\n  entrepot reprocess ${aside['id']}\n`,
  )
  await grid.app.reload()
  expect(await run('reprocess', aside['id'])).toMatch(/decided anew as interchange/)
})
