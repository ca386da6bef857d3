import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../../test/client.ts'
import { contrl, edifact, edifactNetwork, ordersMessage } from '../../../../test/edifact-messages.ts'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { startSink } from '../../../../test/sink.ts'

let grid: TestGrid
let sink: Awaited<ReturnType<typeof startSink>>
let call: ReturnType<typeof clientOf>
let acme: string
let bolt: string

beforeAll(async () => {
  sink = await startSink()
  const settings = 'batch: { afterMinutes: 60, documentsMax: 3 }'
  grid = await startTestGrid({ network: edifactNetwork({ push: sink.url, settings }) })
  call = clientOf(grid.url)
  acme = await grid.keyOf('acme')
  bolt = await grid.keyOf('bolt')
})
afterAll(async () => {
  await grid.close()
  sink.close()
})

const send = (key: string, body: string) => call(key, 'POST /api/v1/interchanges', body)
const documents = () => grid.query('select business_key, status, outgoing, sent_number from documents order by id')

test('messages of two files leave in one interchange, numbered anew, and its CONTRL speaks of them by these numbers', async () => {
  const foreseen = await call(
    acme,
    'POST /api/v1/routes/dry-run',
    edifact({ control: 'F1' }, [ordersMessage('1', 'F1')]),
  )
  expect(foreseen.body.interchanges[0].documents[0].batch).toMatchObject({ why: 'due', documents: 1 })
  await send(acme, edifact({ control: 'A1' }, [ordersMessage('1', 'PO1'), ordersMessage('2', 'PO2')]))
  await grid.until('release', async () => (await documents()).every(({ status }) => status === 'released'))
  expect(sink.posts).toEqual([])
  await send(acme, edifact({ control: 'A2' }, [ordersMessage('1', 'PO?:3')]))
  const { body } = await grid.until('the post', async () => sink.posts[0])
  expect(
    [...body.matchAll(/UNH\+(\d+)\+ORDERS:D:96A:UN:EAN008'BGM\+220\+(PO[^+]+)\+9'/g)].map((one) => one.slice(1)),
  ).toEqual([
    ['0001', 'PO1'],
    ['0002', 'PO2'],
    ['0003', 'PO?:3'],
  ])
  expect([...body.matchAll(/UNT\+15\+(\d+)'/g)].map(([, number]) => number)).toEqual(['0001', '0002', '0003'])
  const number = /UNZ\+3\+(\d{9})'$/.exec(body)![1]!
  expect(body.match(/UNB\+/g)).toHaveLength(1)
  expect(sink.posts).toHaveLength(1)
  expect(new Set((await documents()).map(({ outgoing }) => outgoing)).size).toBe(1)
  await send(bolt, contrl({ control: 'B1', answers: number, refused: ['0003'] }))
  await grid.until('both verdicts', async () => {
    const found = (await documents()).map(({ business_key: key, status }) => `${key} ${status}`)
    return found.join() === 'PO1 completed,PO2 completed,PO:3 declined'
  })
})

test('what differs in its UNB leaves by itself', async () => {
  const before = sink.posts.length
  await send(acme, edifact({ control: 'C1' }, [ordersMessage('1', 'C1'), ordersMessage('2', 'C2')]))
  await send(acme, edifact({ control: 'C2', syntax: 'UNOB:3' }, [ordersMessage('1', 'C3').toUpperCase()]))
  const waiting = await grid.until('entries', async () => {
    const { items } = (await call(acme, 'GET /api/v1/batches')).body
    return items[0]?.documents === 3 && items
  })
  expect(waiting).toHaveLength(1)
  expect(sink.posts).toHaveLength(before)
})
