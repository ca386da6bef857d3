import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { firstScripts } from '../../bench/console.ts'
import { buildConsole } from '../../src/console/building.ts'
import { BUILT } from '../../src/console/folder.ts'
import { firstSignInLink } from '../../src/modules/members/verbs/links.ts'
import { startTestGrid, type TestGrid } from '../grid.ts'
import { network } from '../messages.ts'
import { accepted, PASSWORD } from '../person.ts'

let grid: TestGrid

beforeAll(async () => {
  await buildConsole(() => {})
  grid = await startTestGrid({ network: network() })
}, 120_000)
afterAll(() => grid.close())

const get = (path: string, headers: Record<string, string> = {}) => fetch(grid.url + path, { headers })

test('the first script is under 250 kB compressed; charts and pages come later', () => {
  const { names, kilobytes } = firstScripts()
  expect(kilobytes).toBeLessThan(250)
  expect(names.some((name) => /Chart/.test(name))).toBe(false)
  // A request takes longer than the bytes of a small part.
  expect(names.length).toBeLessThan(4)
})

test('every address that is none of the API is the page, with a policy of its own', async () => {
  const pages = await Promise.all(['/', '/documents', '/documents/x?tab=1', '/no/such/page'].map((path) => get(path)))
  const nonces = pages.map((page) => /'nonce-([^']+)'/.exec(page.headers.get('content-security-policy')!)![1]!)
  expect(new Set(nonces).size).toBe(pages.length)
  for (const [index, page] of pages.entries()) {
    expect(page.status).toBe(200)
    expect(page.headers.get('cache-control')).toBe('no-store')
    const policy = page.headers.get('content-security-policy')!
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
    const text = await page.text()
    expect(text).toContain(nonces[index])
    expect(text).not.toContain('__NONCE__')
  }
})

test('to who is signed in the page brings what it asks for first, as the API answers it', async () => {
  const { link } = (await firstSignInLink(grid.app.grid, grid.app.grid.config.publicUrl))!
  const person = await accepted(grid, link, { name: 'Ada', email: 'ada@hub.example', password: PASSWORD })
  const answersIn = async (path: string, headers: Record<string, string>) => {
    const found = /id="answers">(.*)<\/script>/.exec(await (await get(path, headers)).text())
    return found && JSON.parse(found[1]!)
  }
  const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const brought = await answersIn('/', { cookie })
  expect(Object.keys(brought)).toContain('/api/v1/documents?limit=8')
  for (const [path, answer] of Object.entries(brought))
    expect([path, answer]).toEqual([path, await (await get(path, { cookie })).json()])
  expect(Object.keys(await answersIn('/documents', { cookie })).sort()).toEqual([
    '/api/v1/me',
    '/api/v1/notifications/unread',
  ])
  expect(await answersIn('/sign-in', { cookie })).toBeNull()
  expect(await answersIn('/', { cookie: 'entrepot.session_token=forged.forged' })).toBeNull()
  expect(await answersIn('/', {})).toBeNull()
})

test('what begins as the API is never the page', async () => {
  for (const path of ['/api', '/api/v1/nothing', '/api/nothing', '/health/nothing', '/metrics/x']) {
    const answer = await get(path)
    expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 404, 'application/problem+json'])
  }
  expect((await fetch(`${grid.url}/documents`, { method: 'POST' })).status).toBe(404)
})

test('files are named after their content: kept for ever, sent compressed; missing ones are no page', async () => {
  const script = firstScripts().names[0]!
  const answer = await get(`/${script}`, { 'accept-encoding': 'br' })
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(answer.headers.get('content-encoding')).toBe('br')
  expect(answer.headers.get('content-type')).toContain('javascript')
  expect(await answer.text()).toContain('import')
  for (const path of [
    '/assets/none.js',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/assets/../../package.json',
    '/assets/%2e%2e/.vite/manifest.json',
    '/.vite/manifest.json',
    '/.sources',
  ]) {
    const { status, headers } = await get(path)
    expect([path, status === 200 && !headers.get('content-type')?.startsWith('text/html')]).toEqual([path, false])
  }
})

test('it is built once: again, when nothing changed, says nothing', async () => {
  const said: string[] = []
  const before = statSync(join(BUILT, 'index.html')).mtimeMs
  await buildConsole((line) => said.push(line))
  expect(said).toEqual([])
  expect(statSync(join(BUILT, 'index.html')).mtimeMs).toBe(before)
})
