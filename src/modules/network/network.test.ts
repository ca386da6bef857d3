import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { systemActor } from '../../platform/actor.ts'
import { newId } from '../../platform/ids.ts'
import { openDirectory } from '../agreements/lookup.ts'
import { applyNetwork } from './apply.ts'
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
let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())
const apply = (text: string, options = {}) => applyNetwork({ database, newId }, text, systemActor, options)

test('a network is applied once, and its export changes nothing', async () => {
  expect((await apply(TEXT, { dryRun: true })).created).toHaveLength(11)
  expect((await database.pool.query('select count(*)::int as n from organizations')).rows[0].n).toBe(0)
  expect((await apply(TEXT)).created).toHaveLength(11)
  const exported = await exportNetwork(database)
  for (const text of [TEXT, exported]) expect(await apply(text)).toEqual({ created: [], changed: [] })
  expect(await exportNetwork(database)).toBe(exported)
})

test('the directory answers by identifier, exact type and date, and hears of changes', async () => {
  await apply(TEXT)
  const directory = await openDirectory(database, () => {})
  const at = new Date()
  const called = { scheme: 'x12-isa', qualifier: 'ZZ', mode: 'test' }
  const acme = directory.ownerOf({ ...called, value: 'ACME' }, at)!
  const bolt = directory.ownerOf({ ...called, value: 'BOLT' }, at)!
  expect(directory.organization(acme)?.slug).toBe('acme')
  expect(directory.ownerOf({ ...called, value: 'ACME', mode: 'production' }, at)).toBeUndefined()
  expect(directory.agreementsFor({ sender: acme, receiver: bolt, mode: 'test' }, '850', at)).toHaveLength(1)
  expect(directory.agreementsFor({ sender: bolt, receiver: acme, mode: 'test' }, '850', at)).toHaveLength(0)
  expect(await apply(TEXT.replace('Bolt Supply', 'Bolt & Sons'))).toEqual({
    created: [],
    changed: ['organization bolt'],
  })
  for (let i = 0; i < 100 && directory.organization(bolt)?.name !== 'Bolt & Sons'; i++)
    await new Promise((resolve) => setTimeout(resolve, 20))
  expect(directory.organization(bolt)?.name).toBe('Bolt & Sons')
  await directory.close()
})

test('all problems of a text are named at once, with their lines', async () => {
  const wrong = TEXT.replace('mode: test }]', 'mode: tset }]')
    .replace('channel: push }', 'channel: pull }')
    .replace('timeZone: Europe/Berlin', 'timezone: Europe/Berlin')
  const error = await apply(wrong).catch((one: Error) => one)
  expect((error as Error).message).toMatch(/line 6: organizations.acme: .*timezone/)
  expect((error as Error).message).toMatch(/line 11: organizations.acme.identifiers.0.mode/)
})
