import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { type ConfigProblems, defaultDataFolder, readConfig } from './config.ts'
import { configurationPage } from './config-page.ts'

function problemsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env)
  } catch (error) {
    return (error as ConfigProblems).problems
  }
  return []
}

test('an empty environment starts everything on loopback, with the embedded database', () => {
  const config = readConfig({ PATH: '/bin' })
  expect(config.http).toEqual({ host: '127.0.0.1', port: 4080, proxies: [] })
  expect(config.sftp).toMatchObject({ host: '127.0.0.1', port: 4022 })
  expect(config.roles).toEqual(['web', 'worker', 'sftp', 'scheduler'])
  expect(config.databaseUrl).toBeUndefined()
  expect(config.payloads).toEqual({ encrypted: false, inlineBytesMax: 65_536, s3: undefined })
  expect(config.interchangeBytesMax).toBe(5 * 2 ** 30)
  expect(config.publicUrl).toBe('http://127.0.0.1:4080')
  expect(config.sample).toBe(true)
})

test('all problems are told at once, with the value found', () => {
  expect(
    problemsOf({
      ENTREPOT_HTTP_PORT: 'eighty',
      ENTREPOT_ROLES: 'web,wroker',
      ENTREPOT_INLINE_BYTES_MAX: '64 potatoes',
      ENTREPOT_PUBLIC_URL: 'grid.example',
      ENTREPOT_DATABASE_CONNECTIONS: '3',
    }),
  ).toEqual([
    'ENTREPOT_PUBLIC_URL: expected an address that begins with http:// or https://, found "grid.example"',
    'ENTREPOT_ROLES: expected web or worker or sftp or scheduler, found "web,wroker"',
    'ENTREPOT_HTTP_PORT: expected a port, 0 to 65535 (0: any free one), found "eighty"',
    'ENTREPOT_INLINE_BYTES_MAX: expected a size such as 65536, 64 KB or 5 GB, found "64 potatoes"',
    'ENTREPOT_DATABASE_CONNECTIONS: expected at least 6',
  ])
})

test('a mistyped variable is a problem that names the one meant', () => {
  expect(problemsOf({ ENTREPOT_HTTPPORT: '80' })).toEqual([
    'ENTREPOT_HTTPPORT is not known: did you mean ENTREPOT_HTTP_PORT?',
  ])
  expect(problemsOf({ ENTREPOT_WHATEVER_ELSE: '1' })).toEqual(['ENTREPOT_WHATEVER_ELSE is not known'])
})

test('a secret that cannot be read is not repeated in the problem', () => {
  const problems = problemsOf({ ENTREPOT_SECRET_KEY: 'hunter2', ENTREPOT_DATABASE_URL: 'mysql://me:hunter2@db/x' })
  expect(problems).toHaveLength(2)
  expect(problems.join()).not.toContain('hunter2')
})

test('an empty variable counts as one that is not set', () => {
  expect(readConfig({ ENTREPOT_HTTP_PORT: '', ENTREPOT_DATABASE_URL: '' }).http.port).toBe(4080)
})

test('keys are 32 bytes in base64, and former ones are a list', () => {
  const [current, old, older] = [randomBytes(32), randomBytes(32), randomBytes(32)]
  const config = readConfig({
    ENTREPOT_SECRET_KEY: current.toString('base64'),
    ENTREPOT_SECRET_KEYS_OLD: `${old.toString('base64')}, ${older.toString('base64url')}`,
  })
  expect(config.secretKeys).toEqual({ current, file: undefined, old: [old, older] })
  expect(problemsOf({ ENTREPOT_SECRET_KEY: randomBytes(31).toString('base64') })).toHaveLength(1)
})

test('settings that contradict each other are problems', () => {
  expect(problemsOf({ ENTREPOT_PAYLOADS: 's3' })).toEqual(['ENTREPOT_S3_BUCKET is needed when ENTREPOT_PAYLOADS is s3'])
  expect(problemsOf({ ENTREPOT_S3_ACCESS_KEY: 'a' })).toHaveLength(1)
  expect(problemsOf({ ENTREPOT_ROLES: ' , ' })).toHaveLength(1)
})

test('two clones keep their data apart', () => {
  expect(defaultDataFolder('/a/entrepot')).not.toBe(defaultDataFolder('/b/entrepot'))
})

test('docs/configuration.md is the table (npm test -- src/config.test.ts -u writes it)', async () => {
  await expect(configurationPage()).toMatchFileSnapshot('../docs/configuration.md')
})
