import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network, order } from '../../../test/messages.ts'

let grid: TestGrid

beforeAll(async () => {
  grid = await startTestGrid({ network: network(), env: { ENTREPOT_INTERCHANGE_BYTES_MAX: '200 KB' } })
})
afterAll(() => grid.close())

test('after a body that was refused half-way, the next request on the same connection is answered', async () => {
  const { hostname, port } = new URL(grid.url)
  const key = await grid.keyOf('acme')
  const socket = connect(Number(port), hostname)
  let answers = ''
  socket.on('error', () => {}).on('data', (bytes) => (answers += bytes))
  const head = `POST /api/v1/interchanges HTTP/1.1\r\nhost: grid\r\nauthorization: Bearer ${key}\r\n`
  // Without a length there is nothing to refuse until too much has come.
  socket.write(`${head}transfer-encoding: chunked\r\n\r\n`)
  const piece = 'x'.repeat(65_536)
  for (let count = 0; count < 40; count++) socket.write(`10000\r\n${piece}\r\n`)
  socket.write('0\r\n\r\n')
  await grid.until('the refusal', async () => answers.includes(' 413 '))
  const small = order({ control: 1 })
  socket.write(`${head}content-length: ${small.length}\r\n\r\n${small}`)
  await grid.until('the next answer', async () => answers.includes(' 202 '))
  socket.destroy()
  expect(answers).toContain('payload-too-large')
})
