import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../../test/database.ts'
import { testGrid, testHttp, testKey } from '../../../test/http.ts'
import { keepAnswer } from './idempotency.ts'
import { forgetAnswers } from './stored-answers.ts'
import { sendVersion } from './versions.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let server: Awaited<ReturnType<typeof testHttp>>
let key: string
let other: string
let done = 0

beforeAll(async () => {
  database = await testDatabase()
  const grid = testGrid(database)
  key = await testKey(grid, { scopes: ['partners:write'] })
  other = await testKey(grid, { scopes: ['partners:write'] })
  server = await testHttp(grid, (http) => {
    const config = { scope: 'partners:write' }
    const schema = {
      body: z.object({ name: z.string(), wait_ms: z.number().default(0), fail: z.string().default('') }),
    }
    http.post('/after', { config, schema }, async (request, reply) => {
      await sleep(request.body.wait_ms)
      if (request.body.fail === 'bug') throw new Error('bug')
      if (request.body.fail === 'refused') return reply.code(422).send({})
      done++
      return reply.code(201).header('location', `/things/${done}`).send({ name: request.body.name, done })
    })
    http.post(
      '/within',
      {
        config: { ...config, idempotency: 'within' },
        schema: { ...schema, response: { 201: z.object({ n: z.number() }) } },
      },
      async (request, reply) => {
        reply.code(201)
        const present = (n: number) => {
          sendVersion(reply, n)
          return { n, hidden: true }
        }
        const alongside = keepAnswer(request, reply, present)
        const n = await database.transaction(async (tx) => {
          await tx.insertInto('regions').values({ id: crypto.randomUUID(), name: request.body.name }).execute()
          await sleep(request.body.wait_ms)
          await alongside(tx, 7)
          if (request.body.fail === 'bug') throw new Error('bug')
          return 7
        })
        if (request.body.fail === 'after') throw new Error('died before it could answer')
        return present(n)
      },
    )
  })
})
afterAll(async () => {
  await server.close()
  await database.drop()
})

function post(path: string, name: string, body: object = {}, as = key) {
  return server.call(as, `POST ${path}`, { body: { name, ...body }, headers: { 'idempotency-key': name } })
}

function age(name: string) {
  return database.pool.query(
    `update idempotent_requests set created_at = now() - interval '61 seconds' where key = $1`,
    [name],
  )
}

async function regions(name: string): Promise<number> {
  return (await database.pool.query('select 1 from regions where name = $1', [name])).rowCount ?? 0
}

test('a repeat gets the stored answer, and the act is done once', async () => {
  const before = done
  const first = await post('/after', 'once')
  const second = await post('/after', 'once')
  expect(done).toBe(before + 1)
  expect([second.status, second.body]).toEqual([201, first.body])
  expect(second.headers.get('location')).toBe(first.headers.get('location'))
  expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'))
  expect(first.headers.get('idempotency-replayed')).toBeNull()
  expect(second.headers.get('idempotency-replayed')).toBe('true')
})

test('the same key with another body is refused; the same key of another client is another key', async () => {
  await post('/after', 'shared')
  const reused = await server.call(key, 'POST /after', {
    body: { name: 'x' },
    headers: { 'idempotency-key': 'shared' },
  })
  expect(reused).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } })
  const theirs = await post('/after', 'shared', {}, other)
  expect(theirs.headers.get('idempotency-replayed')).toBeNull()
})

test('of repeats at the same time one is done, the others wait', async () => {
  const before = done
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => post('/after', 'at-once', { wait_ms: 300 }).catch(() => null)),
  )
  expect(done).toBe(before + 1)
  const statuses = answers.map((answer) => answer?.status).sort()
  expect(statuses).toEqual([201, 409, 409, 409, 409])
})

test('what was refused may be sent again at once', async () => {
  expect((await post('/after', 'mended', { fail: 'refused' })).status).toBe(422)
  expect((await post('/after', 'mended')).status).toBe(201)
})

test('after a failure of ours nobody knows how far it came: a repeat is told so and not done', async () => {
  const before = done
  expect((await post('/after', 'failed', { fail: 'bug' })).status).toBe(500)
  expect((await post('/after', 'failed', { fail: 'bug' })).body.code).toBe('request-in-progress')
  await age('failed')
  const repeat = await post('/after', 'failed', { fail: 'bug' })
  expect(repeat).toMatchObject({ status: 409, body: { code: 'request-outcome-unknown' } })
  // The same key of another request is still that of another.
  expect((await post('/after', 'failed', {})).body.code).toBe('idempotency-key-reused')
  expect(done).toBe(before)
})

test('act and answer in one transaction: who dies between commit and answer has answered', async () => {
  expect((await post('/within', 'died', { fail: 'after' })).status).toBe(500)
  await age('died')
  const repeat = await post('/within', 'died', { fail: 'after' })
  expect(repeat).toMatchObject({ status: 201, body: { n: 7 } })
  expect(repeat.body).not.toHaveProperty('hidden')
  expect(repeat.headers.get('etag')).toBe('"v7"')
  expect(await regions('died')).toBe(1)
})

test('act and answer in one transaction: who dies before commit has done nothing, and a repeat may', async () => {
  expect((await post('/within', 'rolled-back', { fail: 'bug' })).status).toBe(500)
  expect(await regions('rolled-back')).toBe(0)
  await age('rolled-back')
  expect((await post('/within', 'rolled-back', { fail: 'bug' })).status).toBe(500)
  expect(await regions('rolled-back')).toBe(0)
})

test('a slow one that was taken over does not do it a second time', async () => {
  const slow = post('/within', 'slow', { wait_ms: 600 })
  await sleep(200)
  await age('slow')
  const taken = post('/within', 'slow', { wait_ms: 600 })
  expect([(await slow).status, (await taken).status].sort()).toEqual([201, 409])
  expect(await regions('slow')).toBe(1)
})

test('keys that are none are refused, and old answers are forgotten', async () => {
  const empty = await server.call(key, 'POST /after', {
    body: { name: 'x' },
    headers: { 'idempotency-key': 'x'.repeat(201) },
  })
  expect(empty.body.code).toBe('idempotency-key-invalid')
  await post('/after', 'old')
  await database.pool.query(`update idempotent_requests set created_at = now() - interval '25 hours' where key = 'old'`)
  expect(await forgetAnswers(database.kysely)).toBe(1)
  expect((await post('/after', 'old')).headers.get('idempotency-replayed')).toBeNull()
})
