import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network, order } from '../../../test/messages.ts'

let grid: TestGrid
let call: ReturnType<typeof clientOf>
let acme: string
let control = 0
const opened: { close(): void }[] = []

beforeAll(async () => {
  grid = await startTestGrid({
    network: network().replace('organizations:', 'organizations:\n  cedar: { name: Cedar }'),
  })
  call = clientOf(grid.url)
  acme = await grid.keyOf('acme')
})
afterEach(() => {
  for (const one of opened.splice(0)) one.close()
})
afterAll(() => grid.close())

interface Followed {
  status: number
  text: string
  ended: boolean
}

/** Opens a connection and collects what it is told. */
async function follow(key: string, headers: Record<string, string> = {}): Promise<Followed> {
  const stopping = new AbortController()
  opened.push({ close: () => stopping.abort() })
  const answer = await fetch(`${grid.url}/api/v1/live`, {
    headers: { authorization: `Bearer ${key}`, ...headers },
    signal: stopping.signal,
  })
  const followed: Followed = { status: answer.status, text: '', ended: false }
  const read = async () => {
    for await (const piece of answer.body!) followed.text += Buffer.from(piece).toString()
    followed.ended = true
  }
  read().catch(() => {})
  if (followed.status === 200) await grid.until('the begin', async () => followed.text.includes('retry:'))
  await new Promise((resolve) => setTimeout(resolve, 100)) // it knows by now where it begins
  return followed
}

async function sendOrder(): Promise<string> {
  control++
  const { body } = await call(acme, 'POST /api/v1/interchanges', order({ control }))
  return body.interchange
}

const idsIn = ({ text }: Followed) => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))

test('each side is told of its events, in order, the stranger of none', async () => {
  const [sender, receiver, stranger] = await Promise.all([
    follow(acme),
    follow(await grid.keyOf('bolt')),
    follow(await grid.keyOf('cedar')),
  ])
  const interchange = await sendOrder()
  await grid.until('the sender hears of it', async () => sender.text.includes('"type":"document.released"'))
  await grid.until('the receiver too', async () => receiver.text.includes('"type":"delivery.sent"'))
  expect(sender.text).toContain(
    `data: {"type":"interchange.received","subject":{"kind":"interchange","id":"${interchange}"}}`,
  )
  expect(idsIn(sender)).toEqual(idsIn(sender).toSorted((a, b) => a - b))
  expect(receiver.text).not.toContain('interchange.received')
  expect(idsIn(stranger)).toEqual([])
})

test('who comes back goes on behind the last event, and is told of all of them once', async () => {
  const first = await follow(acme)
  await sendOrder()
  await grid.until('it', async () => first.text.includes('document.released'))
  const seen = idsIn(first)
  const again = await follow(acme, { 'last-event-id': String(seen[0]) })
  await grid.until('the rest', async () => idsIn(again).length >= seen.length - 1)
  expect(idsIn(again).slice(0, seen.length - 1)).toEqual(seen.slice(1))
})

test('too much to tell, or a number that was never given: reset, then what comes', async () => {
  await grid.query(`with h as (update event_head set n = n + 500 returning n), a as (select id from organizations where slug = 'acme')
    insert into events (seq, type, subject_kind, subject, organizations, actor, data) select h.n - g, 'x', 'x', a.id, array[a.id], 'system', '{}' from h, a, generate_series(0, 499) g`)
  for (const last of ['1', '999999999']) {
    const followed = await follow(acme, { 'last-event-id': last })
    await grid.until('the reset', async () => followed.text.includes('event: reset'))
    expect(followed.text).not.toContain('event: change')
    await sendOrder()
    await grid.until('what comes', async () => followed.text.includes('event: change'))
  }
})

test('a connection ends when the key behind it is revoked; one without the right is refused', async () => {
  expect((await follow(await grid.keyOf('acme', ['work:read']))).status).toBe(403)
  const admin = await grid.keyOf(null, ['*'])
  const made = await call(admin, 'POST /api/v1/api-keys', { name: 'short', scopes: ['exchange:read'] })
  const followed = await follow(made.body.key)
  expect(followed).toMatchObject({ status: 200, ended: false })
  await call(admin, `POST /api/v1/api-keys/${made.body.id}/revocation`)
  await grid.until('the end', async () => followed.ended)
})

test('an actor has eight connections at most, and gets one back for one that is closed', async () => {
  const key = await grid.keyOf('bolt')
  for (let i = 0; i < 8; i++) expect((await follow(key)).status).toBe(200)
  expect((await follow(key)).status).toBe(429)
  opened[0]!.close()
  await grid.until('a place', async () => (await follow(key)).status === 200)
})
