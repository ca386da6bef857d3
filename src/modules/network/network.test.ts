import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { testGrid } from '../../../test/http.ts'
import type { Grid } from '../../grid.ts'
import { type Actor, systemActor } from '../../platform/actor.ts'
import { Secrets } from '../../platform/secrets.ts'
import { secretHeaderOf } from '../channels/secret-header.ts'
import { type ApplyOptions, applyNetwork } from './apply.ts'
import { exportNetwork } from './export.ts'

const TEXT = `
regions: [EMEA]
calendars: { office: { hours: { mon: [["08:00", "17:00"]] }, holidays: [2026-12-25] } }
organizations:
  acme:
    name: ACME Stores
    timeZone: Europe/Berlin
    region: EMEA
    calendar: office
    units: { north: { name: North } }
    identifiers: [{ scheme: x12-isa, qualifier: ZZ, value: ACME, mode: test }]
    channels: { api: { direction: in, kind: api } }
    sftpKeys: [ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA first]
  bolt:
    name: Bolt Supply
    identifiers: [{ scheme: x12-isa, qualifier: ZZ, value: BOLT, mode: test }]
    channels: { push: { direction: out, kind: https, settings: { url: "http://127.0.0.1:9/in" } } }
agreements:
  - { sender: acme, receiver: bolt, type: "850", mode: test, channel: push }
`
const nothing = { created: [], changed: [], ended: [], proposed: [], unnamed: [] }
const secrets = new Secrets({ current: randomBytes(32), old: [] })
let database: Awaited<ReturnType<typeof testDatabase>>
let grid: Grid
let now: number
beforeEach(async () => {
  database = await testDatabase()
  now = Date.parse('2026-06-01T12:00:00Z')
  grid = testGrid(database, { secrets, now: () => now })
})
afterEach(() => database.drop())

const apply = (text: string, options: ApplyOptions = {}) => applyNetwork(grid, text, systemActor, options)
const exported = () => exportNetwork(database, new Date(now))
const events = async () =>
  (
    await database.pool.query<{ type: string; data: unknown }>(
      'select type, data, organizations from events order by seq',
    )
  ).rows
const refused = async (text: string, options: ApplyOptions = {}): Promise<string[]> => {
  const before = await events()
  const error = await apply(text, options).then(
    () => null,
    (one) => one,
  )
  expect(error, 'it was not refused').not.toBeNull()
  expect(error.code, String(error)).toBe('network-invalid')
  expect(await events()).toEqual(before)
  return error.parameters.places
}

test('a key of an organization applies nothing', async () => {
  const partner: Actor = { kind: 'api-key', id: 'k', name: 'k', organization: 'x', scopes: ['*'] }
  await expect(applyNetwork(grid, TEXT, partner)).rejects.toThrow(expect.objectContaining({ code: 'grid-only' }))
  expect(await events()).toEqual([])
})

test('a network is applied once, and neither it nor its export changes anything again', async () => {
  expect((await apply(TEXT, { dryRun: true })).created).toHaveLength(11)
  expect((await database.pool.query('select count(*)::int as n from organizations')).rows[0].n).toBe(0)
  expect((await apply(TEXT)).created).toHaveLength(11)
  expect(await events()).toHaveLength(11)
  const text = await exported()
  for (const one of [TEXT, text, TEXT]) expect(await apply(one, { prune: true })).toEqual(nothing)
  expect(await exported()).toBe(text)
  expect(await events()).toHaveLength(11)
})

test('the export of one grid makes the same network in another', async () => {
  await apply(TEXT)
  const text = await exported()
  const other = await testDatabase()
  const report = await applyNetwork({ ...grid, database: other }, text, systemActor)
  expect(report.created).toHaveLength(11)
  expect(await exportNetwork(other, new Date(now))).toBe(text)
  await other.drop()
})

test('what changes is one event each, with what it was before', async () => {
  await apply(TEXT)
  const text = TEXT.replace('Bolt Supply', 'Bolt & Sons')
    .replace('channel: push }', 'channel: push, settings: { order: strict } }')
    .replace('127.0.0.1:9', '127.0.0.1:10')
    .replace('name: North', 'name: The North')
  const report = await apply(text)
  expect(report).toEqual({
    ...nothing,
    changed: ['unit acme/north', 'organization bolt', 'channel bolt/push', 'agreement acme → bolt on 850 in test'],
  })
  const last = (await events()).slice(11)
  expect(last.map(({ type }) => type)).toEqual([
    'unit.changed',
    'organization.changed',
    'channel.changed',
    'agreement.changed',
  ])
  expect(last[1]!.data).toEqual({ slug: 'bolt', changes: { name: ['Bolt Supply', 'Bolt & Sons'] } })
})

test('defaults of the grid and of organizations are said sparsely, test and production apart', async () => {
  const text = TEXT.replace(
    'name: Bolt Supply',
    'name: Bolt Supply\n    defaults: { receiving: { test: { order: strict } } }',
  ).concat('defaults: { test: { retry: { attemptsMax: 3 } }, production: { retry: { attemptsMax: 30 } } }\n')
  expect((await apply(text)).changed).toEqual([
    'defaults of the grid in test',
    'defaults of the grid in production',
    'defaults of bolt, receiving, in test',
  ])
  expect(await apply(text, { prune: true })).toEqual(nothing)
  const out = await exported()
  expect(await apply(out, { prune: true })).toEqual(nothing)
  expect(out).toContain('attemptsMax: 30')
  expect((await apply(TEXT)).unnamed).toHaveLength(3)
  expect((await apply(TEXT, { prune: true })).changed).toHaveLength(3)
  expect(await apply(TEXT, { prune: true })).toEqual(nothing)
  const unfit = text.replace('{ attemptsMax: 3 }', '{ delayMaxMs: 100 }')
  expect(await refused(unfit)).toEqual([
    expect.stringMatching(
      /^line 21: defaults.test: .*acme → bolt on 850 in test would not fit together: retry: expected delayMaxMs/,
    ),
  ])
})

test('all misfits of a text are named at once, with their lines and what was meant', async () => {
  const wrong = TEXT.replace('mode: test }]', 'mode: tset }]')
    .replace('timeZone: Europe/Berlin', 'timezone: Europe/Berlin')
    .replace('url:', 'ulr:')
    .replace('regions:', 'region:')
  expect(await refused(wrong)).toEqual([
    'line 2: region: is not known: did you mean regions?',
    'line 7: organizations.acme.timezone: is not known: did you mean timeZone?',
    'line 11: organizations.acme.identifiers.0.mode: expected test or production',
    expect.stringMatching(/^line 17: organizations\.bolt\.channels\.push\.settings\.url: expected an address/),
    expect.stringMatching(/^line 17: organizations\.bolt\.channels\.push\.settings\.ulr: is not known/),
  ])
  expect(await refused('organizations: { acme: { name: A } ')).toEqual([expect.stringMatching(/^line 1: /)])
  expect(await refused('organizations:\n  acme: { name: A }\n  acme: { name: B }\n')).toEqual([
    expect.stringMatching(/^line \d: .*unique/),
  ])
})

test('what the text refers to must exist, in the text or in the grid', async () => {
  const misplaced = TEXT.replace('region: EMEA', 'region: APAC')
    .replace('receiver: bolt, type: "850"', 'receiver: blot, type: "850"')
    .concat('  - { sender: acme, receiver: bolt, type: "810", mode: test, channel: pull }\n')
  expect(await refused(misplaced)).toEqual([
    'line 5: organizations.acme: There is no region "APAC".',
    'line 19: agreements.0.receiver: there is no organization "blot"',
    'line 20: agreements.1.channel: bolt has no channel "pull" that leads out',
  ])
  await apply(TEXT)
  const alone = 'agreements: [{ sender: acme, receiver: bolt, type: "810", mode: test, channel: push }]'
  expect((await apply(alone)).created).toEqual(['agreement acme → bolt on 810 in test'])
})

test('an identifier has one owner at a time, and moves at a moment', async () => {
  await apply(TEXT)
  const both = TEXT.replace('value: BOLT', 'value: ACME')
  expect(await refused(both)).toEqual([
    'line 16: organizations.bolt.identifiers.0: In test, x12-isa ZZ/ACME belongs to acme in that time.',
  ])
  const moved = both.replace('value: ACME, mode: test }', 'value: ACME, mode: test, until: 2026-06-01T12:00:00Z }')
  const report = await apply(moved)
  expect(report).toMatchObject({
    ended: ['identifier x12-isa ZZ/ACME of acme in test'],
    created: ['identifier x12-isa ZZ/ACME of bolt in test'],
    unnamed: ['identifier x12-isa ZZ/BOLT of bolt in test'],
  })
  expect(await apply(moved)).toMatchObject({ created: [], changed: [], ended: [] })
  now += 86_400_000
  const { rows } = await database.pool.query(`select o.slug, valid_from, valid_until from identifiers i
    join organizations o on o.id = organization where value = 'ACME' order by valid_from`)
  const at = new Date('2026-06-01T12:00:00Z')
  expect(rows).toEqual([
    { slug: 'acme', valid_from: Number.NEGATIVE_INFINITY, valid_until: at },
    { slug: 'bolt', valid_from: at, valid_until: Number.POSITIVE_INFINITY },
  ])
  expect(await apply(await exported())).toEqual(nothing)
})

test('what a text does not name stays and is told, or ends where that is asked for', async () => {
  await apply(TEXT)
  const less = 'organizations: { acme: { name: ACME Stores, timeZone: Europe/Berlin, region: EMEA, calendar: office } }'
  const told = [
    'agreement acme → bolt on 850 in test',
    'identifier x12-isa ZZ/ACME of acme in test',
    'channel acme/api',
    'SFTP key first of acme',
    'organization bolt',
  ]
  expect(await apply(less)).toEqual({ ...nothing, unnamed: told })
  const report = await apply(less, { prune: true })
  expect(report.ended).toEqual([
    'agreement acme → bolt on 850 in test',
    'identifier x12-isa ZZ/ACME of acme in test',
    'identifier x12-isa ZZ/BOLT of bolt in test',
    'channel acme/api',
    'SFTP key first of acme',
    'channel bolt/push',
  ])
  expect(report.changed).toEqual(['organization bolt'])
  expect(await apply(less, { prune: true })).toEqual(nothing)
  expect((await apply(TEXT)).created).toHaveLength(6)
  expect(await apply(TEXT, { prune: true })).toEqual(nothing)
})

test('dates of agreements: an end can come, go, and be history', async () => {
  const until = (text: string) => TEXT.replace('channel: push }', `channel: push, until: ${text} }`)
  await apply(TEXT)
  expect((await apply(until('2027-01-01'))).changed).toEqual(['agreement acme → bolt on 850 in test'])
  expect(await apply(until('2027-01-01'))).toEqual(nothing)
  expect(await apply(await exported())).toEqual(nothing)
  expect((await apply(TEXT)).changed).toHaveLength(1)
  expect((await apply(until('2026-01-01'))).ended).toHaveLength(1)
  expect(await apply(until('2026-01-01'))).toEqual(nothing)
  now += 1000
  expect((await apply(TEXT)).created).toHaveLength(1)
  expect(await apply(TEXT)).toEqual(nothing)
})

test('a secret comes from where the text is applied, is sealed, and is in no export', async () => {
  const withHeader = (value: string) =>
    TEXT.replace('/in" }', `/in", secretHeader: { name: X-Api-Key${value === '' ? '' : `, value: "${value}"`} } }`)
  expect(await refused(withHeader('hunter2'))).toEqual([
    expect.stringMatching(/^line 17: .*does not belong in the file/),
  ])
  expect(await refused(withHeader(`\${BOLT_KEY}`))).toEqual([expect.stringMatching(/^line 17: .*set BOLT_KEY where/)])
  expect(await refused(withHeader(''))).toEqual([expect.stringMatching(/^line 17: .*X-Api-Key .*has no value/)])
  const given = (value: string) => apply(withHeader(`\${BOLT_KEY}`), { secrets: { BOLT_KEY: value } })
  expect((await given('hunter2')).created).toHaveLength(11)
  expect(await given('hunter2')).toEqual(nothing)
  const text = await exported()
  expect(text).toContain('X-Api-Key')
  expect(await apply(text)).toEqual(nothing)
  expect((await given('hunter3')).changed).toEqual(['channel bolt/push'])
  const { rows } = await database.pool.query(`select * from channels where name = 'push'`)
  expect(await secretHeaderOf(grid, rows[0])).toEqual({ 'X-Api-Key': 'hunter3' })
  const everything = await database.pool.query(
    `select (select json_agg(c) from channels c)::text || (select json_agg(e) from events e)::text || (select json_agg(s) from secrets s)::text as all`,
  )
  expect(everything.rows[0].all + text).not.toMatch(/hunter/)
  const plain = TEXT.replace('/in" }', '/in", headers: { Authorization: Bearer x } }')
  expect(await refused(plain)).toEqual([expect.stringMatching(/expected no credentials here/)])
})

test('a key with an end keeps it through the text; a line alone says nothing of an end; an end in the past is refused', async () => {
  const line = /ssh-ed25519 A+C3\w+ first/.exec(TEXT)![0]
  const ending = (until: string) => TEXT.replace(`[${line}]`, `[{ key: ${line}, until: ${until} }]`)
  expect((await apply(ending('2026-12-31'))).created).toContain('SFTP key first of acme')
  const text = await exported()
  expect(text).toContain('until: 2026-12-31T00:00:00.000Z')
  for (const one of [text, TEXT, ending('2026-12-31')]) expect(await apply(one, { prune: true })).toEqual(nothing)
  expect((await apply(ending('2027-01-31'))).changed).toEqual(['SFTP key first of acme'])
  expect((await refused(ending('2020-01-31'))).join()).toContain('is not in the future')
  expect((await apply(ending('null'))).changed).toEqual(['SFTP key first of acme'])
  expect(await exported()).not.toContain('until')
  await apply(ending('2026-06-02'))
  now += 2 * 86_400_000
  expect(await exported()).not.toContain(line)
})
