import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { testGrid } from '../../../test/http.ts'
import type { Grid } from '../../grid.ts'
import { systemActor } from '../../platform/actor.ts'
import { Secrets } from '../../platform/secrets.ts'
import { applyNetwork } from '../network/apply.ts'
import { type OpenDirectory, openDirectory } from './lookup.ts'

const TEXT = `
organizations:
  acme:
    name: ACME Stores
    identifiers: [{ scheme: x12-isa, qualifier: ZZ, value: ACME, mode: test, until: 2027-01-01 }]
    channels: { api: { direction: in, kind: api } }
  bolt:
    name: Bolt Supply
    identifiers: [{ scheme: x12-isa, qualifier: ZZ, value: BOLT, mode: test }]
    channels: { push: { direction: out, kind: https, settings: { url: "http://127.0.0.1:9/in" } } }
agreements:
  - { sender: acme, receiver: bolt, type: "850", mode: test, channel: push, settings: { order: strict } }
  - { sender: acme, receiver: bolt, type: "*", mode: test, channel: push }
`
const at = new Date('2026-06-01T12:00:00Z')
let database: Awaited<ReturnType<typeof testDatabase>>
let grid: Grid
let directory: OpenDirectory
const failed = vi.fn()
beforeAll(async () => {
  database = await testDatabase()
  grid = testGrid(database, { secrets: new Secrets({ current: randomBytes(32), old: [] }), now: () => Number(at) })
  directory = await openDirectory(database, failed)
  await apply(TEXT)
  await vi.waitFor(() => expect(directory.organizationBySlug('bolt')).toBeDefined())
})
afterAll(async () => {
  await directory.close()
  await database.drop()
})

const apply = (text: string, options = {}) => applyNetwork(grid, text, systemActor, options)
const called = (value: string) => ({ scheme: 'x12-isa', qualifier: 'ZZ', value, mode: 'test' })
const idOf = (slug: string) => directory.organizationBySlug(slug)!.id
const between = () => ({ sender: idOf('acme'), receiver: idOf('bolt'), mode: 'test' })

test('it answers by identifier and date', () => {
  expect(directory.ownerOf(called('ACME'), at)).toBe(idOf('acme'))
  expect(directory.ownerOf({ ...called('ACME'), mode: 'production' }, at)).toBeUndefined()
  expect(directory.ownerOf(called('ACME'), new Date('2026-12-31T23:59:59Z'))).toBe(idOf('acme'))
  expect(directory.ownerOf(called('ACME'), new Date('2027-01-01'))).toBeUndefined()
})

test('the exact type goes before any type, and the other direction is another agreement', () => {
  const settingsOf = (type: string) => directory.agreementsFor(between(), type, at).map((one) => one.settings.order)
  expect(settingsOf('850')).toEqual(['strict'])
  expect(settingsOf('810')).toEqual(['none'])
  const back = { sender: idOf('bolt'), receiver: idOf('acme'), mode: 'test' }
  expect(directory.agreementsFor(back, '850', at)).toEqual([])
})

test('an agreement stays the same object until it is changed, and a change is heard', async () => {
  const [before] = directory.agreementsFor(between(), '850', at)
  await directory.reload()
  expect(directory.agreementsFor(between(), '850', at)[0]).toBe(before)
  await apply(TEXT.replace('order: strict', 'order: none'))
  await vi.waitFor(() => expect(directory.agreementsFor(between(), '850', at)[0]?.settings.order).toBe('none'))
  expect(before!.settings.order).toBe('strict')
})

test('a closed channel is no way any more, but still known', async () => {
  const api = directory.channelOf(idOf('acme'), 'in', 'api')!
  await database.pool.query('update channels set ended_at = now() where id = $1', [api.id])
  await directory.reload()
  expect(directory.channelOf(idOf('acme'), 'in', 'api')).toBeUndefined()
  expect(directory.channel(api.id)).toMatchObject({ name: 'api' })
})

test('an organization that is not active is nobody, but has its name', async () => {
  const parties = between()
  await database.pool.query(`update organizations set status = 'inactive' where slug = 'bolt'`)
  await directory.reload()
  expect(directory.ownerOf(called('BOLT'), at)).toBeUndefined()
  expect(directory.agreementsFor(parties, '850', at)).toEqual([])
  expect(directory.channelOf(parties.receiver, 'out', 'https')).toBeUndefined()
  expect(directory.organizationBySlug('bolt')?.name).toBe('Bolt Supply')
  await database.pool.query(`update organizations set status = 'active'`)
})

test('settings that cannot be read leave out their agreement only, and are told', async () => {
  const text = `update agreements set settings = '{"order": "alphabetical"}', version = version + 1 where document_type = '850'`
  await database.pool.query(text)
  await directory.reload()
  expect(failed).toHaveBeenCalledWith(expect.objectContaining({ message: expect.stringMatching(/is left out/) }))
  // Not by the agreement for any type: that one was not made for this.
  expect(directory.agreementsFor(between(), '850', at)).toEqual([])
  expect(directory.agreementsFor(between(), '810', at)).toHaveLength(1)
})

test('reloads that overlap end with what was committed last', async () => {
  for (let i = 0; i < 20; i++) {
    const writing = database.pool.query('update organizations set name = $1 where slug = $2', [`Bolt ${i}`, 'bolt'])
    await Promise.all([directory.reload(), writing])
    void directory.reload()
  }
  await directory.reload()
  expect(directory.organizationBySlug('bolt')?.name).toBe('Bolt 19')
})
