import { afterAll, beforeAll, expect, test } from 'vitest'
import { inChild } from '../../../../test/child.ts'
import { clientOf } from '../../../../test/client.ts'
import { contrl, edifact, edifactNetwork, ordersMessage } from '../../../../test/edifact-messages.ts'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'

let grid: TestGrid

beforeAll(async () => {
  // It only takes in: whoever decides is a process that ends.
  grid = await startTestGrid({ network: edifactNetwork(), env: { ENTREPOT_ROLES: 'web' } })
})
afterAll(() => grid.close())

const WORKER = `const { startApp } = await import('${process.cwd()}/src/app.ts')
  const { readConfig } = await import('${process.cwd()}/src/config.ts')
  const app = await startApp(readConfig(process.env))
  const open = "select from jobs where kind in ('decide', 'decide-large', 'follow', 'complete', 'decline') union all select from interchanges where status = 'received' and direction = 'in'"
  while ((await app.grid.database.pool.query(open)).rows.length > 0) await new Promise((resolve) => setTimeout(resolve, 20))
  await app.stop({ postgres: false })
  process.exit(0)`

test('killed wherever a large interchange is decided on, every message leaves once, in one interchange', async () => {
  const call = clientOf(grid.url)
  const messages = Array.from({ length: 4_000 }, (_, at) =>
    ordersMessage(String(at + 1), `L${at + 1}`, at === 1_500 ? 'TEN' : '10'),
  )
  const text = edifact({ control: 'LARGE' }, messages)
  expect(text.length).toBeGreaterThan(1_048_576)
  const sent = await call(await grid.keyOf('acme'), 'POST /api/v1/interchanges', text)
  const env = { ...grid.env, ENTREPOT_LOG_LEVEL: 'fatal', ENTREPOT_ROLES: 'worker' }
  for (const point of ['large:batch', 'commit:before', 'lane:ran', 'large:followed']) {
    const ended = await inChild(WORKER, { ...env, ENTREPOT_KILL_AT: point })
    expect(ended.signal, point).toBe('SIGKILL')
  }
  expect(await inChild(WORKER, env)).toMatchObject({ code: 0 })
  const id = sent.body.interchange
  const counts = () =>
    grid.query('select status, count(*)::int as n from documents where interchange = $1 group by 1 order by 1', [id])
  expect(await counts()).toEqual([
    { status: 'invalid', n: 1 },
    { status: 'released', n: 3_999 },
  ])
  const out = await grid.query(
    `select i.payload, i.control_number, (i.envelope->>'answers') is not null as answers from interchanges i where i.direction = 'out' order by answers`,
  )
  expect(out).toHaveLength(2)
  const [left, answer] = await Promise.all(
    out.map(async (one) =>
      Buffer.from(await grid.app.grid.payloads.bytes(one['payload'], 10_000_000)).toString('latin1'),
    ),
  )
  const body = messages.filter((_, at) => at !== 1_500).join('')
  expect(left!.slice(left!.indexOf('UNH'))).toBe(`${body}UNZ+3999+${out[0]!['control_number']}'`)
  expect(answer).toContain("+7'UCM+1501+ORDERS:D:96A:UN:EAN008+4'UCS+11'UCD+37+2:2'UNT+6+1'")

  const receipt = contrl({ control: 'B', answers: out[0]!['control_number'], refused: ['7'] })
  await call(await grid.keyOf('bolt'), 'POST /api/v1/interchanges', receipt)
  expect(await inChild(WORKER, { ...env, ENTREPOT_KILL_AT: 'commit:before' })).toMatchObject({ signal: 'SIGKILL' })
  expect(await inChild(WORKER, env)).toMatchObject({ code: 0 })
  expect(await counts()).toEqual([
    { status: 'completed', n: 3_998 },
    { status: 'declined', n: 1 },
    { status: 'invalid', n: 1 },
  ])
}, 90_000)
