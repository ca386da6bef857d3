import { afterAll, beforeAll, expect, test } from 'vitest'
import { contrl, edifact, edifactNetwork, ordersMessage } from '../../../../test/edifact-messages.ts'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { order } from '../../../../test/messages.ts'

let grid: TestGrid
let acme: string
let bolt: string

beforeAll(async () => {
  grid = await startTestGrid({ network: edifactNetwork() })
  acme = await grid.keyOf('acme')
  bolt = await grid.keyOf('bolt')
})
afterAll(() => grid.close())

async function send(key: string, body: string): Promise<string> {
  const response = await fetch(`${grid.url}/api/v1/interchanges`, {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/octet-stream' },
  })
  expect(response.status).toBe(202)
  return ((await response.json()) as { interchange: string }).interchange
}

async function get(key: string, path: string) {
  const response = await fetch(`${grid.url}${path}`, { headers: { authorization: `Bearer ${key}` } })
  return (await response.json()) as any
}

const decided = (id: string, key = acme) =>
  grid.until('decision', async () => {
    const body = await get(key, `/api/v1/interchanges/${id}`)
    return body.status !== 'received' && body
  })

/** What lies in an outbox because of this interchange. */
async function gotFor(slug: string, cause: string) {
  const rows = await grid.query(
    `select d.name, i.payload, i.control_number from deliveries d join interchanges i on i.id = d.interchange
      join organizations o on o.id = d.receiver where o.slug = $1 and d.outbox and i.cause = $2 order by d.id`,
    [slug, cause],
  )
  const { payloads } = grid.app.grid
  return Promise.all(
    rows.map(async (row) => ({
      name: String(row['name']),
      number: String(row['control_number']),
      text: Buffer.from(await payloads.bytes(row['payload'], 100_000_000)).toString('latin1'),
    })),
  )
}

const documentOf = (id: string) => grid.query('select * from documents where interchange = $1 order by position', [id])
const statusOf = async (id: string) => (await documentOf(id)).map((row) => row['status'])
const isOwn = (key: string) =>
  grid.until('completion', async () => {
    const { items } = await get(acme, `/api/v1/documents?key=${key}`)
    return items[0]?.status === 'completed' && items[0]
  })

test('an order goes in, is answered by CONTRL, lies at the supplier in an envelope of the grid, and its CONTRL completes it', async () => {
  const message = ordersMessage('M1', 'PO4711')
  const id = await send(acme, edifact({ control: 'A1' }, [message]))
  expect(await decided(id)).toMatchObject({
    ...{ status: 'processed', sender: 'acme', receiver: 'bolt', mode: 'test', documents: 1, problems: [] },
  })
  const [answer] = await gotFor('acme', id)
  expect(answer!.name).toMatch(/^CONTRL-bolt-test-\d{9}\.edi$/)
  expect(answer!.text).toMatch(
    /^UNB\+UNOC:3\+4098765000008:14\+4012345000009:14\+\d{6}:\d{4}\+\d{9}\+{6}1'UNH\+1\+CONTRL:D:3:UN'UCI\+A1\+4012345000009:14\+4098765000008:14\+7'UNT\+3\+1'UNZ\+1\+\d{9}'$/,
  )
  const [got] = await gotFor('bolt', id)
  expect(got!.name).toBe(`ORDERS-acme-test-${got!.number}.edi`)
  expect(got!.text).toMatch(/^UNB\+UNOC:3\+4012345000009:14\+4098765000008:14\+\d{6}:\d{4}\+\d{9}\+{4}1\+\+1'UNH/)
  expect(got!.text).toContain(`'${message}UNZ+1+${got!.number}'`)
  expect(await documentOf(id)).toMatchObject([
    {
      standard: 'edifact',
      type: 'ORDERS',
      version: 'D.96A',
      control_number: 'M1',
      group_number: '',
      status: 'released',
    },
  ])
  const receipt = await send(bolt, contrl({ control: 'B1', answers: got!.number }))
  const document = await isOwn('PO4711')
  expect(await gotFor('bolt', receipt)).toEqual([])
  expect((await get(acme, `/api/v1/documents/${document.id}/timeline`)).events.at(-2).sentence).toBe(
    'The receiver acknowledged it (CONTRL 7)',
  )
  const { events } = await get(acme, `/api/v1/documents/${document.id}/timeline`)
  expect(events.map(({ type }: { type: string }) => type).slice(-2)).toEqual([
    'receipt.positive',
    'documents.completed',
  ])
})

test('a message that is not valid is refused with segment and element, and the other one goes on', async () => {
  const id = await send(
    acme,
    edifact({ control: 'A2' }, [ordersMessage('1', 'PO21'), ordersMessage('2', 'PO22', 'TEN')]),
  )
  await decided(id)
  const [answer] = await gotFor('acme', id)
  expect(answer!.text).toContain("+7'UCM+2+ORDERS:D:96A:UN:EAN008+4'UCS+11'UCD+37+2:2'UNT+6+1'")
  expect(await statusOf(id)).toEqual(['released', 'invalid'])
  const [got] = await gotFor('bolt', id)
  expect(got!.text).toMatch(/UNZ\+1\+/)
  expect(got!.text).not.toContain('PO22')
})

test('what the receiver refuses is declined with its reason in words, and the rest is completed', async () => {
  const id = await send(acme, edifact({ control: 'A3' }, [ordersMessage('1', 'PO31'), ordersMessage('2', 'PO32')]))
  await decided(id)
  const [got] = await gotFor('bolt', id)
  await send(bolt, contrl({ control: 'B3', answers: got!.number, refused: ['2'] }))
  await grid.until('the refusal', async () => (await statusOf(id)).includes('declined'))
  expect(await statusOf(id)).toEqual(['completed', 'declined'])
  const { items } = await get(acme, '/api/v1/documents?key=PO32')
  expect(items[0].problems[0].sentence).toContain(
    "The receiver's CONTRL refused this document: segment 11, element 1, component 2: the form of a value is not that of its type (37).",
  )
})

test('a rejected interchange declines all of it, and a mere receipt settles nothing', async () => {
  const id = await send(acme, edifact({ control: 'A4' }, [ordersMessage('1', 'PO41')]))
  await decided(id)
  const [got] = await gotFor('bolt', id)
  const arrived = await send(bolt, contrl({ control: 'B41', answers: got!.number, action: '8' }))
  await decided(arrived, bolt)
  expect(await statusOf(id)).toEqual(['released'])
  await send(bolt, contrl({ control: 'B42', answers: got!.number, action: '4+23' }))
  await grid.until('the refusal', async () => (await statusOf(id))[0] === 'declined')
  const [item] = await grid.query(
    `select problem from work_items where subject = (select outgoing from documents where interchange = $1)`,
    [id],
  )
  expect(item!['problem']).toMatchObject({ code: 'group-refused', type: 'CONTRL', errors: ['23'], refused: 1, sent: 1 })
})

test('a repeat is answered again; other content under its number is rejected with 26 and set aside', async () => {
  const text = edifact({ control: 'A5' }, [ordersMessage('1', 'PO51')])
  const first = await send(acme, text)
  await decided(first)
  expect(await decided(await send(acme, text))).toMatchObject({ status: 'duplicate', duplicateOf: first })
  const other = await send(acme, text.replace('21:10', '21:11'))
  const aside = await decided(other)
  expect(aside).toMatchObject({ status: 'quarantined', problems: [{ code: 'control-number-reused' }] })
  expect(aside.problems[0].sentence).toContain('UNB 0020')
  const [answer] = await gotFor('acme', other)
  expect(answer!.text).toContain("UCI+A5+4012345000009:14+4098765000008:14+4+26+UNB+6'")
})

test('an envelope that does not hold is rejected by CONTRL', async () => {
  const id = await send(acme, edifact({ control: 'A6' }, [ordersMessage('1', 'PO61')]).replace('UNZ+1+', 'UNZ+2+'))
  expect(await decided(id)).toMatchObject({ status: 'rejected' })
  const [answer] = await gotFor('acme', id)
  expect(answer!.text).toContain("+4+29+UNZ+2'")
})

test('a sender that is not ours is set aside, and told so by its place in the UNB', async () => {
  const id = await send(acme, edifact({ control: 'A7', sender: '4000000000000:14' }, [ordersMessage('1', 'PO71')]))
  const aside = await decided(id)
  expect(aside).toMatchObject({ status: 'quarantined', problems: [{ code: 'sender-not-yours' }] })
  expect(aside.problems[0].sentence).toContain('14/4000000000000 (UNB S002)')
  expect(await gotFor('acme', id)).toEqual([])
})

test('a file may hold X12 and then EDIFACT', async () => {
  const text = `${order({ control: 71, po: 'MIXED1' })}\r\n${edifact({ control: 'A8' }, [ordersMessage('1', 'MIXED2')])}\r\n`
  const id = await send(acme, text)
  await decided(id)
  await grid.until('both', async () => {
    const rows = await grid.query(
      `select standard from documents where business_key in ('MIXED1', 'MIXED2') and status = 'released' order by standard`,
    )
    return rows.length === 2 && rows[0]!['standard'] === 'edifact'
  })
})

test('a CONTRL that rejects is no answer to a 997, and none is answered', async () => {
  const id = await send(acme, order({ control: 72, po: 'X12ONLY' }))
  await decided(id)
  const [got] = await gotFor('bolt', id)
  const receipt = await send(bolt, contrl({ control: 'B9', answers: got!.number, action: '4+18' }))
  expect(await decided(receipt, bolt)).toMatchObject({ status: 'processed', documents: 0 })
  expect(await statusOf(id)).toEqual(['released'])
  expect(await gotFor('bolt', receipt)).toEqual([])
})
