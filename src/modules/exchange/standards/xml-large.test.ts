import { afterAll, beforeAll, expect, test } from 'vitest'
import { ublOrder } from '../../../../test/xml-documents.ts'
import { startXmlGrid } from '../../../../test/xml-grid.ts'

let stage: Awaited<ReturnType<typeof startXmlGrid>>

beforeAll(async () => {
  stage = await startXmlGrid()
})
afterAll(() => stage.grid.close())

test('a document of several megabytes goes through as a stream, is refused for its last line, and not taken twice', async () => {
  const sent = ublOrder({ number: 'L-1', lines: 9_000 })
  expect(sent.length).toBeGreaterThan(3_000_000)
  const { id } = await stage.send('acme', sent)
  await stage.grid.until('the release', async () => (await stage.documents(id))[0]!['status'] === 'released')
  const [got] = await stage.got('bolt', id)
  expect(got!.text).toBe(sent)
  const again = await stage.send('acme', sent)
  expect(again).toMatchObject({ status: 'duplicate', duplicate_of: id })
  expect(await stage.documents(again['id'])).toEqual([])

  const at = ublOrder({ number: 'L-2', lines: 9_000 }).lastIndexOf('>10<')
  const wrong = `${ublOrder({ number: 'L-2', lines: 9_000 }).slice(0, at)}>ten<${ublOrder({ number: 'L-2', lines: 9_000 }).slice(at + 4)}`
  const refused = await stage.send('acme', wrong)
  const [document] = await stage.documents(refused['id'])
  expect(document!['problems']).toMatchObject([{ code: 'element-value', found: 'ten' }])
  await stage.grid.until('the refusal', async () => (await stage.documents(refused['id']))[0]!['status'] === 'invalid')
  expect(await stage.got('bolt', refused['id'])).toEqual([])
}, 60_000)
