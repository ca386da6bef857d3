import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import { clientOf } from '../client.ts'
import { startTestGrid, type TestGrid } from '../grid.ts'
import { network } from '../messages.ts'

/** What no column of an id, and none of text, can take: every place of every route gets it, and none may answer 500. */
const UNFIT = ['no-id', 'a\0b']

interface Schema {
  type?: string | string[]
  format?: string
  pattern?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  items?: Schema
  minItems?: number
  properties?: Record<string, Schema>
  required?: string[]
}
interface Described {
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}

let grid: TestGrid
let call: ReturnType<typeof clientOf>
let admin: string
let routes: { line: string; path: string; described: Described }[]

beforeAll(async () => {
  grid = await startTestGrid({ network: network() })
  call = clientOf(grid.url)
  admin = await grid.keyOf(null, ['*'])
  const { paths } = (await call(admin, 'GET /api/openapi.json')).body as {
    paths: Record<string, Record<string, Described>>
  }
  routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({ line: method.toUpperCase(), path, described })),
  )
})
afterAll(() => grid.close())

const WORDS = [
  'acme',
  '850',
  newId(),
  'BOLT',
  'x@hub.example',
  'https://hub.example/',
  '16:00',
  'a'.repeat(64),
  '{hash}',
]

/** A body of this form, as small as it may be. */
function sample(schema: Schema): unknown {
  const either = schema.anyOf ?? schema.oneOf
  if (either) return sample(either[0]!)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.format === 'uuid') return newId()
  if (schema.format === 'date-time') return '2030-01-01T00:00:00Z'
  switch ([schema.type].flat()[0]) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, one]) => [name, sample(one)] as const),
      )
    case 'array':
      return schema.items ? [sample(schema.items)] : []
    case 'integer':
    case 'number':
      return 1
    case 'boolean':
      return false
    case 'null':
      return null
    default:
      return WORDS.find((word) => new RegExp(schema.pattern ?? '').test(word)) ?? 'acme'
  }
}

/** The same body once for each text in it, with that one unfit. */
function spoiled(value: unknown, unfit: string): unknown[] {
  if (typeof value === 'string') return [unfit]
  if (Array.isArray(value)) return value.flatMap((one) => spoiled(one, unfit).map((other) => [other]))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, one]) =>
    spoiled(one, unfit).map((other) => ({ ...value, [name]: other })),
  )
}

/** Each way to ask this route with one value that is unfit. */
function askings({ line, path, described }: (typeof routes)[number], unfit: string) {
  const inQuery = (described.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => name)
  const filled = path.replace(/\{\w+\}/g, (word) => (word === '{organization}' ? 'acme' : newId()))
  const schema = described.requestBody?.content['application/json']?.schema
  const body = schema === undefined ? undefined : sample(schema)
  const cursor = Buffer.from(JSON.stringify([unfit, unfit, unfit])).toString('base64url')
  const queries = inQuery.map((name) => `${name}=${name === 'cursor' ? cursor : encodeURIComponent(unfit)}`)
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([word]) => word)
  return [
    ...names.map((word) => ({
      to: filled.split('/').with(path.split('/').indexOf(word), encodeURIComponent(unfit)).join('/'),
      body,
    })),
    ...queries.map((query) => ({ to: `${filled}?${query}`, body })),
    ...spoiled(body, unfit).map((spoilt) => ({ to: filled, body: spoilt })),
  ].map(({ to, body }) => ({ line: `${line} ${to}`, body }))
}

test.each(UNFIT)(
  'a value that fits no column is told by its field, wherever it stands: %j',
  async (unfit) => {
    const wrong: string[] = []
    let refused = 0
    for (const route of routes) {
      for (const { line, body } of askings(route, unfit)) {
        const answer = await call(admin, line, body, { 'if-match': '"v1"' })
        if (answer.status >= 500) wrong.push(`${line} ${JSON.stringify(body)}: ${answer.status}`)
        if (answer.body?.code === 'request-invalid') refused += 1
      }
    }
    expect(wrong).toEqual([])
    expect(refused).toBeGreaterThan(100)
  },
  120_000,
)

test('an id that is none is answered with its field, what was found, and what was expected', async () => {
  const agreement = { sender: 'acme', receiver: 'bolt', type: '850', mode: 'test', channel: 'outbox' }
  const expected = expect.stringContaining('expected an id')
  const asked = async (line: string, body?: object) => {
    const answer = await call(admin, line, body)
    expect(answer, line).toMatchObject({ status: 400, body: { code: 'request-invalid' } })
    return answer.body.parameters.fields
  }
  expect(await asked('POST /api/v1/agreements', agreement)).toEqual([
    { field: 'body.channel', found: 'outbox', expected },
  ])
  expect(await asked('GET /api/v1/documents/17')).toEqual([{ field: 'params.id', found: '17', expected }])
  const rule = { name: 'all', parties: [newId(), 'acme'] }
  expect(await asked('POST /api/v1/archive-rules', rule)).toEqual([
    { field: 'body.parties.1', found: 'acme', expected },
  ])
})
