import { afterAll, beforeAll, expect, test } from 'vitest'
import { scopes } from '../../src/modules/access/scopes.ts'
import type { DeclaredRoute } from '../../src/platform/http/access.ts'
import { startTestGrid, type TestGrid } from '../grid.ts'
import { network } from '../messages.ts'
import { type Asking, BODIES, expectedOf, hasIds, KNOWN, PUBLIC, pathOf, type Stage, setUp } from './routes-stage.ts'

let grid: TestGrid
let stage: Stage
let routes: { method: string; route: DeclaredRoute }[]

beforeAll(async () => {
  const cedar = 'organizations:\n  cedar: { name: Cedar Freight, channels: { api: { direction: in, kind: api } } }'
  grid = await startTestGrid({ network: network({ expect: 'none' }).replace('organizations:', cedar) })
  stage = await setUp(grid, scopes)
  routes = grid.app.http!.routes.flatMap((route) =>
    route.methods.filter((method) => method !== 'HEAD').map((method) => ({ method, route })),
  )
}, 60_000)
afterAll(() => grid.close())

interface Answered {
  status: number
  code: string | undefined
  text: string
}

async function ask(who: Asking, line: { method: string; path: string }, body?: unknown): Promise<Answered> {
  const given = body === undefined && line.method !== 'GET' && line.method !== 'DELETE' ? {} : body
  const type = typeof given === 'string' ? 'text/plain' : 'application/json'
  const headers = { ...who.headers, 'if-match': '"v1"', ...(given === undefined ? {} : { 'content-type': type }) }
  const sent = given === undefined ? {} : { body: typeof given === 'string' ? given : JSON.stringify(given) }
  const answer = await fetch(grid.url + line.path, { method: line.method, headers, redirect: 'manual', ...sent })
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
    await answer.body?.cancel()
    return { status: answer.status, code: undefined, text: '' }
  }
  const text = await answer.text()
  const problem = answer.status >= 400 && answer.headers.get('content-type')?.includes('json')
  return { status: answer.status, code: problem ? JSON.parse(text).code : undefined, text }
}

/** Which of the answers it is that a declaration can ask for. */
function classOf({ status, code }: Answered) {
  if (status === 401) return 'unknown'
  if (status === 403 && ['scope-missing', 'grid-only', 'sensitive-hidden'].includes(code ?? '')) return 'forbidden'
  return status < 500 ? 'admitted' : `${status} ${code}`
}

/** Asks for more than its scope says: the key of the command line, which no role is. */
const MORE = new Set(['POST /api/v1/sign-in-links'])

test('each route says what it takes to ask it, or why anybody may', () => {
  const listed = (list: Record<string, string>, url: string) =>
    Object.keys(list).some(
      (one) => one === url || (one.endsWith('/*') && one !== '/*' && url.startsWith(one.slice(0, -1))),
    )
  const console = (url: string) => ['/icon.svg', '/first-paint.js', '/assets/*'].includes(url)
  const silent = routes.filter(({ route }) => {
    const { url } = route
    if (route.public) return !listed(PUBLIC, url) && !console(url)
    return route.known ? !listed(KNOWN, url) : !(scopes as readonly string[]).includes(route.scope ?? '')
  })
  expect(silent, 'say config.scope, or give the reason in routes-stage.ts').toEqual([])
  expect(routes.length).toBeGreaterThan(100)
})

test('nobody is asked who they are where anybody may ask, and nothing breaks', async () => {
  const [nobody] = stage.everybody
  for (const { method, route } of routes) {
    if (!route.public || route.url.startsWith('/api/auth/')) continue
    const { status } = await ask(nobody!, { method, path: pathOf(method, route.url, null) })
    expect(`${method} ${route.url} ${status}`).toMatch(/ (200|30\d|400|404|410|415|422)$/)
  }
})

test('each route answers each role and key as it says and as the table of roles says', async () => {
  const wrong: string[] = []
  for (const { method, route } of routes) {
    if (route.public) continue
    for (const who of stage.everybody) {
      const named = `${method} ${route.url}`
      const expected = MORE.has(named) ? more(expectedOf(route, who)) : expectedOf(route, who)
      // About what belongs to nobody: whoever is let in changes nothing.
      const answered = await ask(who, { method, path: pathOf(method, route.url, null) })
      const found = classOf(answered)
      if (found !== expected) {
        wrong.push(`${named}, ${who.name}: ${answered.status} ${answered.code}, expected ${expected}`)
      }
    }
  }
  expect(wrong).toEqual([])
}, 120_000)

const more = (expected: string) => (expected === 'admitted' ? 'forbidden' : expected)

test("what belongs to another organization does not exist, whoever of a partner's people or keys asks", async () => {
  const wrong: string[] = []
  let asked = 0
  for (const { method, route } of routes) {
    if (!hasIds(route.url)) continue
    for (const who of stage.everybody) {
      if (who.organization !== 'cedar' || expectedOf(route, who) !== 'admitted') continue
      asked += 1
      const named = `${method} ${route.url}`
      const answered = await ask(who, { method, path: pathOf(method, route.url, stage.ids) }, BODIES[named])
      if (![403, 404].includes(answered.status))
        wrong.push(`${named}, ${who.name}: ${answered.status} ${answered.text.slice(0, 200)}`)
    }
  }
  expect(wrong).toEqual([])
  expect(asked).toBeGreaterThan(50)
}, 60_000)

test("no list of a partner names what is another's", async () => {
  const secrets = [...Object.values(stage.ids).filter(Boolean), 'SECRET-PO', 'SECRET-PERSON', 'ACME Stores', 'acme']
  const wrong: string[] = []
  for (const { method, route } of routes) {
    if (method !== 'GET' || hasIds(route.url)) continue
    for (const who of stage.everybody) {
      if (who.organization !== 'cedar' || expectedOf(route, who) !== 'admitted') continue
      const { status, text } = await ask(who, { method, path: pathOf(method, route.url, null) })
      const told = secrets.filter((secret) => text.includes(secret))
      if (status >= 500 || told.length > 0) wrong.push(`${route.url}, ${who.name}: ${status} ${told.join(' ')}`)
    }
  }
  expect(wrong).toEqual([])
})

test('what is their own is there for those whose role may see it, and for the grid', async () => {
  const wrong: string[] = []
  for (const { method, route } of routes) {
    if (method !== 'GET' || !hasIds(route.url) || !(nounOf(route.url) in { ...stage.ids, organizations: '' })) continue
    for (const who of stage.everybody) {
      if (who.organization === 'cedar' || expectedOf(route, who) !== 'admitted') continue
      const answered = await ask(who, { method, path: pathOf(method, route.url, stage.ids) })
      if (answered.status !== 200)
        wrong.push(`GET ${route.url}, ${who.name}: ${answered.status} ${answered.text.slice(0, 200)}`)
    }
  }
  expect(wrong).toEqual([])
}, 60_000)

const nounOf = (url: string) => /^\/api\/v1\/([a-z-]+)\//.exec(url)?.[1] ?? ''
