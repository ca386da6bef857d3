import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { Secret, Secrets } from './secrets.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
const [one, two] = [randomBytes(32), randomBytes(32)]
const secrets = new Secrets({ current: one, old: [] })

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

test('a secret opens only under its name, and whole', () => {
  const sealed = secrets.seal('a', 'word')
  expect(secrets.open('a', sealed)).toBe('word')
  expect(secrets.seal('a', 'word').equals(sealed)).toBe(false)
  expect(sealed.includes('word')).toBe(false)
  expect(() => secrets.open('b', sealed)).toThrow(expect.objectContaining({ code: 'secret-damaged' }))
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at]! ^= 1
    expect(() => secrets.open('a', changed), `byte ${at}`).toThrow(/secret "a"/)
    expect(() => secrets.open('a', sealed.subarray(0, at)), `cut at ${at}`).toThrow(/secret "a"/)
  }
})

test('a secret never prints itself', () => {
  const secret = new Secret('tiger')
  const shown = [`${secret}`, String(secret), JSON.stringify({ secret }), inspect({ secret }, { showHidden: true })]
  for (const text of shown) expect(text).toContain('[secret]')
  expect(shown.join()).not.toContain('tiger')
  expect({ ...secret }).toEqual({})
  expect(secret.reveal()).toBe('tiger')
})

test('a secret is put in the place of the one before, in the transaction of whoever puts it', async () => {
  await database.transaction((tx) => secrets.put(tx, 'sftp password', 'first'))
  await database.transaction((tx) => secrets.put(tx, 'sftp password', 'second'))
  const undone = database.transaction(async (tx) => {
    await secrets.put(tx, 'sftp password', 'third')
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect((await secrets.of(database.kysely, 'sftp password'))?.reveal()).toBe('second')
  expect(await secrets.of(database.kysely, 'other')).toBe(undefined)
})

test('two processes that make a secret at once agree on one', async () => {
  const made = await Promise.all(
    Array.from({ length: 20 }, (_, i) => secrets.keepOnce(database.pool, 'host key', () => `made by ${i}`)),
  )
  expect(new Set(made).size).toBe(1)
})

test('after a change of keys the old one opens until everything is sealed again', async () => {
  const { rows } = await database.pool.query('select count(*) as n from secrets')
  const changing = new Secrets({ current: two, old: [one] })
  expect((await changing.of(database.kysely, 'sftp password'))?.reveal()).toBe('second')
  expect(await changing.rotate(database.pool)).toBe(rows[0].n)
  expect(await changing.rotate(database.pool)).toBe(0)
  const changed = new Secrets({ current: two, old: [] })
  expect((await changed.of(database.kysely, 'sftp password'))?.reveal()).toBe('second')
  const before = secrets.of(database.kysely, 'sftp password')
  await expect(before).rejects.toMatchObject({ code: 'secret-key-missing', parameters: { name: 'sftp password' } })
})
