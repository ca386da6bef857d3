import ssh2, { type OpenMode, type SFTPWrapper } from 'ssh2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network, order } from '../../../test/messages.ts'
import { systemActor } from '../../platform/actor.ts'
import { newKeyPair } from '../../sftp/key-pair.ts'
import { addSftpKey } from './verbs.ts'

let grid: TestGrid
let client: ssh2.Client
let sftp: SFTPWrapper
let control = 500

beforeAll(async () => {
  grid = await startTestGrid({ network: network() })
  const pair = newKeyPair('ed25519')
  const organization = grid.app.exchange.directory.organizationBySlug('acme')!.id
  await addSftpKey(grid.app.grid, systemActor, { organization, line: pair.public })
  client = new ssh2.Client()
  sftp = await new Promise((resolve, reject) => {
    client.on('error', reject)
    client.on('ready', () => client.sftp((error, stream) => (error ? reject(error) : resolve(stream))))
    client.connect({ host: '127.0.0.1', port: grid.app.sftp!.port, username: 'acme', privateKey: pair.private })
  })
})
afterAll(async () => {
  client.end()
  await grid.close()
})

const open = (name: string, mode: OpenMode | number) =>
  new Promise<Buffer>((resolve, reject) =>
    sftp.open(`/inbox/${name}`, mode, (error, handle) => (error ? reject(error) : resolve(handle))),
  )
const write = (handle: Buffer, bytes: Buffer, at: number) =>
  new Promise<void>((resolve, reject) =>
    sftp.write(handle, bytes, 0, bytes.length, at, (error) => (error ? reject(error) : resolve())),
  )
const close = (handle: Buffer) =>
  new Promise<void>((resolve, reject) => sftp.close(handle, (error) => (error ? reject(error) : resolve())))
const names = () =>
  new Promise<string[]>((resolve, reject) =>
    sftp.readdir('/inbox', (error, list) => (error ? reject(error) : resolve(list.map((one) => one.filename)))),
  )
async function put(name: string, text: string): Promise<void> {
  const handle = await open(name, 'w')
  await write(handle, Buffer.from(text), 0)
  await close(handle)
}
const received = (name: string) =>
  grid.query('select status, size_bytes, problems from interchanges where name = $1 order by id', [name])
const decided = (name: string, count: number) =>
  grid.until(`${name} decided`, async () => {
    const rows = await received(name)
    return rows.length === count && rows.every((row) => row.status !== 'received') && rows
  })

test('a file that grows for a while is taken when it is closed, whole and once', async () => {
  const whole = Buffer.from(order({ control: ++control, po: 'GROWING', lines: 900 }))
  const handle = await open('growing.edi', 'w')
  const step = Math.ceil(whole.length / 5)
  for (let at = 0; at < whole.length; at += step) {
    await write(handle, whole.subarray(at, at + step), at)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await received('growing.edi')).toEqual([])
    expect(await names()).not.toContain('growing.edi')
  }
  await close(handle)
  expect(await decided('growing.edi', 1)).toMatchObject([{ status: 'processed', size_bytes: whole.length }])
})

test('what has been taken cannot be appended to or changed: the client is told to send the whole file again', async () => {
  const text = order({ control: ++control, po: 'CLOSED' })
  await put('closed.edi', text)
  for (const mode of ['a', 'a+', 'r+'] as const) {
    await expect(open('closed.edi', mode), mode).rejects.toThrow('upload the whole file again')
  }
  // Without "append" and without "truncate" a client may write behind what it believes to be there.
  const { OPEN_MODE } = ssh2.utils.sftp
  const behind = await open('closed.edi', OPEN_MODE.WRITE)
  await write(behind, Buffer.from('MORE'), text.length)
  await expect(close(behind)).rejects.toThrow(/0 to \d+/)
  expect(await decided('closed.edi', 1)).toMatchObject([{ status: 'processed', size_bytes: text.length }])
})

test('a file sent again after it has grown is a new one: its number has been used for other bytes, so it is quarantined', async () => {
  const options = { control: ++control, po: ['FIRST'] }
  await put('grown.edi', order(options))
  await decided('grown.edi', 1)
  await put('grown.edi', order({ ...options, po: ['FIRST', 'SECOND'] }))
  const [first, second] = await decided('grown.edi', 2)
  expect(first).toMatchObject({ status: 'processed' })
  expect(second).toMatchObject({ status: 'quarantined', problems: [{ code: 'control-number-reused' }] })
})

test('two uploads of one name at the same time are two files', async () => {
  const texts = [1, 2].map((n) => order({ control: ++control, po: `TWIN${n}`, lines: 2 * n }))
  const handles = [await open('twin.edi', 'w'), await open('twin.edi', 'w')]
  const half = 200
  for (const [i, text] of texts.entries()) await write(handles[i]!, Buffer.from(text.slice(0, half)), 0)
  for (const [i, text] of texts.entries()) await write(handles[i]!, Buffer.from(text.slice(half)), half)
  for (const handle of handles) await close(handle)
  const rows = await decided('twin.edi', 2)
  expect(rows.map((row) => [row.status, row.size_bytes])).toEqual(texts.map((text) => ['processed', text.length]))
})

test('300 tiny files over one connection, many at a time, are received once each', async () => {
  const files = Array.from({ length: 300 }, (_, i) => ({
    name: `tiny-${i}.edi`,
    text: order({ control: ++control, po: `TINY${i}`, lines: 1 }),
  }))
  const left = [...files]
  const sender = async () => {
    for (let file = left.pop(); file; file = left.pop()) await put(file.name, file.text)
  }
  await Promise.all(Array.from({ length: 30 }, sender))
  const rows = await grid.query(
    `select name, count(*)::int as n from interchanges where name like 'tiny-%' group by name`,
  )
  expect(new Set(rows.map((row) => row.name))).toEqual(new Set(files.map((file) => file.name)))
  expect(rows.filter((row) => row.n !== 1)).toEqual([])
  await grid.until('documents', async () =>
    (
      await grid.query(
        `select count(distinct business_key)::int as orders, count(*)::int as documents from documents where business_key like 'TINY%' and status = 'released'`,
      )
    ).every((row) => row.orders === files.length && row.documents === files.length),
  )
})

test('blanks behind the end of a large file are no second interchange', async () => {
  const text = order({ control: ++control, po: Array.from({ length: 6_000 }, (_, i) => `TAIL${i}`) })
  await put('tail.edi', `${text}\r\n  \x1a`)
  await decided('tail.edi', 1)
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(await decided('tail.edi', 1)).toMatchObject([{ status: 'processed' }])
})
