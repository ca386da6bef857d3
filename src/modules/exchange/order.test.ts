import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network, order } from '../../../test/messages.ts'
import { startSink } from '../../../test/sink.ts'

let grid: TestGrid
let sink: Awaited<ReturnType<typeof startSink>>
let call: ReturnType<typeof clientOf>
let acme: string
let admin: string
let control = 0

beforeAll(async () => {
  sink = await startSink()
  const text = network({ push: sink.url, expect: 'none', order: 'business-key', attemptsMax: 100 })
  // The same key twice is what this is about.
  grid = await startTestGrid({ network: text.replace('order:', 'duplicates: { originals: pass }, order:') })
  call = clientOf(grid.url)
  acme = await grid.keyOf('acme')
  admin = await grid.keyOf(null, ['*'])
})
afterAll(async () => {
  await grid.close()
  sink.close()
})

const send = (po: string | string[], lines = 2) =>
  call(acme, 'POST /api/v1/interchanges', order({ control: ++control, po, lines }))
const posted = (part: string) => sink.posts.filter((post) => post.body.includes(part))
const lanes = (like: string) => grid.query('select name from lanes where name like $1', [like])

test('what a receiver refuses holds back only what shares its business key', async () => {
  let refused = 0
  let away = true
  sink.answers.next = (body) => {
    if (!away || !body.includes('*SA*STUCK*')) return 200
    refused++
    return 503
  }
  await send(['STUCK', 'FREE'], 1)
  await send(['STUCK', 'ALSO FREE'], 2)
  await grid.until('the others', async () => posted('ALSO FREE').length === 1 && posted('*SA*FREE*').length === 1)
  await grid.until('attempts', async () => refused >= 4)
  expect(posted('STUCK')).toEqual([])
  expect((await lanes('out:%:STUCK')).length).toBe(1)
  away = false
  const stuck = await grid.until('both', async () => posted('STUCK').length === 2 && posted('STUCK'))
  // One set each, in the order of their arrival.
  expect(stuck.map(({ body }) => /CTT\*(\d)/.exec(body)![1])).toEqual(['1', '2'])
  expect(posted('FREE').every(({ body }) => body.includes('~GE*1*'))).toBe(true)
  await grid.until('lanes of keys to go', async () => (await lanes('out:%:%')).length === 0)
})

test('sets of one key leave together; those without a key keep the order of the channel', async () => {
  sink.answers.next = () => 200
  await send(['TWICE', 'BETWEEN', 'TWICE'])
  const [post] = await grid.until('the post', async () => posted('TWICE').length > 0 && posted('TWICE'))
  expect(post!.body).toMatch(/^ISA.*GS.*TWICE.*TWICE.*GE\*2\*/)
  expect(posted('BETWEEN')[0]?.body ?? 'TWICE').not.toMatch(/GE\*2/)
  const keys = await grid.query(
    `select i.envelope->>'key' as key, i.document_count as n from documents d join interchanges i on i.id = d.outgoing where d.business_key in ('TWICE', 'BETWEEN') group by i.id order by 1`,
  )
  expect(keys).toEqual([
    { key: 'BETWEEN', n: 1 },
    { key: 'TWICE', n: 2 },
  ])
})

test('the same again waits in the lane of its key', async () => {
  sink.answers.next = (body) => (body.includes('*SA*LATER*') ? 400 : 200)
  await send('LATER')
  const failed = await grid.until(
    'failure',
    async () => (await grid.query(`select id from deliveries where status = 'failed'`))[0],
  )
  sink.answers.next = (body) => (body.includes('*SA*LATER*') ? 503 : 200)
  const again = await call(admin, `POST /api/v1/deliveries/${failed['id']}/resend`, { as: 'same', reason: 'mended' })
  expect(again.status).toBeLessThan(300)
  await grid.until('its lane', async () => (await lanes('out:%:LATER'))[0])
  sink.answers.next = () => 200
  await grid.until('the post', async () => posted('*SA*LATER*')[0])
})
