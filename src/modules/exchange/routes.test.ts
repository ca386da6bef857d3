import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../test/client.ts'
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

test('a file keeps its name beyond ASCII, however the header says it', async () => {
  const key = await grid.keyOf('acme')
  const call = clientOf(grid.url)
  let control = 100
  const nameOf = async (header: string) => {
    const sent = await call(key, 'POST /api/v1/interchanges', order({ control: ++control }), {
      'entrepot-name': header,
    })
    if (sent.status !== 202) return sent.body
    return (await call(key, `GET /api/v1/interchanges/${sent.body.interchange}`)).body.name
  }
  const name = 'Bestellung Größe №1.edi'
  expect(await nameOf("UTF-8''Bestellung%20Gr%C3%B6%C3%9Fe%20%E2%84%961.edi")).toBe(name)
  expect(await nameOf(`utf-8'de'${encodeURIComponent(name)}`)).toBe(name)
  // As it is: in UTF-8, as curl sends it, and in Latin-1.
  expect(await nameOf(Buffer.from(name).toString('latin1'))).toBe(name)
  expect(await nameOf('Größe.edi')).toBe('Größe.edi')
  // A % in a plain name is one.
  expect(await nameOf('100%25.edi')).toBe('100%25.edi')
  expect(await nameOf("UTF-8''two%0D%0Alines%00.edi")).toBe('two__lines_.edi')
  expect(await nameOf(`UTF-8''${'x'.repeat(199)}${encodeURIComponent('😀')}`)).toBe('x'.repeat(199))
  expect(await nameOf("UTF-8''100%.edi")).toMatchObject({ code: 'file-name-unreadable', status: 400 })
})
