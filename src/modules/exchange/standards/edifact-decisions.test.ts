import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf } from '../../../../test/client.ts'
import { contrl, edifact, edifactNetwork, ordersMessage } from '../../../../test/edifact-messages.ts'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { startSink } from '../../../../test/sink.ts'
import { systemActor } from '../../../platform/actor.ts'
import { applyNetwork } from '../../network/apply.ts'
import { decideDocument } from '../decisions.ts'

let grid: TestGrid
let sink: Awaited<ReturnType<typeof startSink>>
let call: ReturnType<typeof clientOf>
let admin: string
let acme: string
let bolt: string

beforeAll(async () => {
  sink = await startSink()
  grid = await startTestGrid({ network: edifactNetwork({ push: sink.url }) })
  call = clientOf(grid.url)
  admin = await grid.keyOf(null, ['*'])
  acme = await grid.keyOf('acme')
  bolt = await grid.keyOf('bolt')
})
afterAll(async () => {
  await grid.close()
  sink.close()
})

async function agree(settings: string): Promise<void> {
  await applyNetwork(grid.app.grid, edifactNetwork({ push: sink.url, settings }), systemActor)
  await grid.app.reload()
}

async function send(text: string, key = acme): Promise<string> {
  const { body } = await call(key, 'POST /api/v1/interchanges', text)
  await decided(body.interchange)
  return body.interchange
}

const decided = (id: string) =>
  grid.until('decision', async () => {
    const { body } = await call(admin, `GET /api/v1/interchanges/${id}`)
    return body.status !== 'received' && body
  })

const documentsOf = (id: string) => grid.query('select * from documents where interchange = $1 order by position', [id])
const statusesOf = async (id: string) => (await documentsOf(id)).map((one) => one['status'])
const postsWith = (text: string, count = 1) =>
  grid.until(`post ${count}`, async () => {
    const found = sink.posts.filter((post) => post.body.includes(text))
    return found.length >= count && found
  })

async function answersTo(id: string): Promise<string[]> {
  const rows = await grid.query(`select payload from interchanges where envelope->>'answers' = $1 order by id`, [id])
  const { payloads } = grid.app.grid
  return Promise.all(rows.map(async (one) => Buffer.from(await payloads.bytes(one['payload'], 1_000_000)).toString()))
}

const statusIs = (id: string, statuses: string[]) =>
  grid.until(statuses.join(), async () => String(await statusesOf(id)) === String(statuses))

test.each([
  ['decline', 'invalid', "+7'UCM+2+ORDERS:D:96A:UN:EAN008+4'UCS+11'UCD+37+2:2'UNT+6+1'"],
  ['release', 'released', "+7'UNT+3+1'"],
] as const)('suspended, then a person says %s: one CONTRL says how it ended', async (decision, ends, said) => {
  await agree('invalid: { action: suspend }')
  const id = await send(
    edifact({ control: `S${decision}` }, [
      ordersMessage('1', `GOOD${decision}`),
      ordersMessage('2', `BAD${decision}`, 'TEN'),
    ]),
  )
  expect(await statusesOf(id)).toEqual(['released', 'suspended'])
  expect(await answersTo(id)).toEqual([])
  const [, waiting] = await documentsOf(id)
  await decideDocument(grid.app.exchange, systemActor, waiting!['id'], { decision, reason: 'Looked at it.' })
  await statusIs(id, ['released', ends])
  const [answer] = await grid.until('the answer', async () => {
    const found = await answersTo(id)
    return found.length > 0 && found
  })
  expect(answer).toContain(said)
  if (decision === 'release') expect((await postsWith(`BAD${decision}`))[0]!.body).toContain("QTY+21:TEN'")
})

test('all or nothing: both are refused, each with its cause, the sound one without a closer word', async () => {
  await agree('invalid: { scope: interchange }')
  const id = await send(edifact({ control: 'ALL' }, [ordersMessage('1', 'ALL1'), ordersMessage('2', 'ALL2', 'TEN')]))
  expect(await statusesOf(id)).toEqual(['invalid', 'invalid'])
  expect((await answersTo(id))[0]).toContain(
    "+7'UCM+1+ORDERS:D:96A:UN:EAN008+4+18'UCM+2+ORDERS:D:96A:UN:EAN008+4'UCS+11'UCD+37+2:2'",
  )
})

test('nothing is answered where that is agreed, and who asks for a mere receipt gets one', async () => {
  await agree('acknowledge: { technical: none }')
  const quiet = await send(edifact({ control: 'QUIET' }, [ordersMessage('1', 'QUIET')]))
  expect(await answersTo(quiet)).toEqual([])
  await agree('acknowledge: { technical: auto }')
  const receipt = await send(edifact({ control: 'MERE', acknowledgement: '2' }, [ordersMessage('1', 'MERE')]))
  expect((await answersTo(receipt))[0]).toContain("4098765000008:14+8'UNT+3+1'")
})

test('messages wait for a batch as sets of X12 do', async () => {
  await agree('batch: { afterMinutes: 600, documentsMax: 4 }')
  const id = await send(edifact({ control: 'BATCH' }, [ordersMessage('1', 'BATCHED')]))
  expect(await grid.query('select status from batch_entries where interchange = $1', [id])).toEqual([
    { status: 'open' },
  ])
  expect(sink.posts.filter(({ body }) => body.includes('BATCHED'))).toEqual([])
  await agree('acknowledge: { technical: auto }')
})

test('groups are answered as groups, and leave without them', async () => {
  const message = ordersMessage('1', 'GROUPED')
  const group = `UNG+ORDERS+A+B+261120:2230+G1+UN+D:96A:EAN008'${message}${ordersMessage('2', 'GROUPED2', 'TEN')}UNE+2+G1'`
  const id = await send(edifact({ control: 'GROUPS' }, [group]))
  expect(await documentsOf(id)).toMatchObject([{ group_number: 'G1' }, { group_number: 'G1' }])
  expect((await answersTo(id))[0]).toContain("+7'UCF+G1+A+B+7'UCM+2+")
  const [post] = await postsWith('GROUPED')
  expect(post!.type).toBe('application/EDIFACT')
  expect(post!.body).toMatch(/^UNB\+[^']*'UNH/)
  expect(post!.body).toContain(`'${message}UNZ+1+`)
})

test('other service characters, and line ends: the new envelope has the same', async () => {
  const text = `UNA;*.! ~${edifact({ control: 'OTHER' }, [ordersMessage('1', 'OTHERS')])
    .replaceAll('?+', '+')
    .replaceAll('+', '*')
    .replaceAll(':', ';')
    .replaceAll("'", '~\r\n')
    .replace('WIDGET *', 'WIDGET !*')}`
  const id = await send(text)
  const [post] = await postsWith('OTHERS')
  expect(post!.body).toMatch(/^UNA;\*\.! ~UNB\*UNOC;3\*4012345000009;14\*/)
  expect(post!.body).toContain('WIDGET !* MORE~\r\n')
  expect((await answersTo(id))[0]).toMatch(/^UNA;\*\.! ~UNB\*.*UCI\*OTHER\*4012345000009;14\*4098765000008;14\*7~/)
})

test('a new envelope around what was sent, and the CONTRL for it completes', async () => {
  const id = await send(edifact({ control: 'AGAIN' }, [ordersMessage('1', 'AGAIN')]))
  const [first] = await postsWith('AGAIN')
  const [document] = await documentsOf(id)
  const sent = await grid.until('the repeat', async () => {
    const found = await call(admin, `POST /api/v1/documents/${document!['id']}/resend`, { as: 'new', reason: 'lost' })
    return found.status === 201 && found
  })
  expect(sent.body).toMatchObject({ as: 'new', parent: document!['outgoing'] })
  const posts = await postsWith('AGAIN', 2)
  const message = (body: string) => body.slice(body.indexOf('UNH'), body.indexOf('UNZ'))
  const number = (body: string) => /UNZ\+1\+(\d+)'/.exec(body)![1]!
  const [before, after] = [String(first!.body), String(posts[1]!.body)]
  expect(message(after)).toBe(message(before))
  expect(number(after)).not.toBe(number(before))
  await send(contrl({ control: 'BAGAIN', answers: number(after) }), bolt)
  await statusIs(id, ['completed'])
})

test('one message is corrected in a copy of its envelope, seen segment by segment, and goes on', async () => {
  const id = await send(edifact({ control: 'MEND' }, [ordersMessage('1', 'FINE'), ordersMessage('2', 'MENDED', 'TEN')]))
  const [, document] = await documentsOf(id)
  const { body: text } = await call(admin, `GET /api/v1/documents/${document!['id']}/payload`)
  expect(text).toBe(ordersMessage('2', 'MENDED', 'TEN'))
  const path = `/api/v1/documents/${document!['id']}/corrections?reason=typo`
  const kept = await call(admin, `POST ${path}`, text.replace('21:TEN', '21:12'))
  expect(kept).toMatchObject({
    status: 201,
    body: {
      verdict: { valid: true, problems: [] },
      diff: { unit: 'segment', hunks: [{ at: 11, removed: ['QTY+21:TEN'], added: ['QTY+21:12'] }] },
    },
  })
  const gone = await call(admin, `POST /api/v1/corrections/${kept.body.id}/resend`, { reason: 'agreed' })
  expect(gone.status).toBe(201)
  expect(await decided(gone.body.child)).toMatchObject({ status: 'processed' })
  expect((await postsWith('MENDED'))[0]!.body).toContain("QTY+21:12'")
})

test('the dry run names it, and an unknown receiver becomes an organization by its UNB', async () => {
  const dry = await call(admin, 'POST /api/v1/routes/dry-run', edifact({ control: 'DRY' }, [ordersMessage('1', 'DRY')]))
  expect(dry.body.interchanges).toMatchObject([
    {
      ...{ outcome: 'processed', sender: 'acme', receiver: 'bolt', controlNumber: 'DRY', answers: ['CONTRL'] },
      documents: [{ type: 'ORDERS', version: 'D.96A', key: 'DRY', status: 'released' }],
    },
  ])
  const id = await send(edifact({ control: 'NEWCO', receiver: 'Newco:ZZZ' }, [ordersMessage('1', 'NEWCO')]))
  const made = await call(admin, `POST /api/v1/interchanges/${id}/organization`, {})
  expect(made).toMatchObject({ status: 201, body: { slug: 'newco' } })
  const identifiers = await grid.query(
    'select scheme, qualifier, value, mode from identifiers where organization = $1',
    [made.body.id],
  )
  expect(identifiers).toEqual([{ scheme: 'edifact-unb', qualifier: 'ZZZ', value: 'Newco', mode: 'test' }])
})

test('the tree of a message: names, places of components, problems where they are', async () => {
  const id = await send(edifact({ control: 'TREE' }, [ordersMessage('1', 'TREE', 'TEN')]))
  const [document] = await documentsOf(id)
  const { body } = await call(acme, `GET /api/v1/documents/${document!['id']}/content`)
  const quantity = body.segments.find(({ tag }: { tag: string }) => tag === 'QTY')
  expect(quantity).toMatchObject({
    name: 'Quantity',
    elements: [
      { position: 1, component: 1, value: '21' },
      { position: 1, component: 2, name: 'Quantity', value: 'TEN' },
    ],
    problems: [{ element: 1 }],
  })
  expect(body.segments.find(({ tag }: { tag: string }) => tag === 'IMD').elements.at(-1).value).toBe('WIDGET + MORE')
})

test('a document that needs an approval leaves with it', async () => {
  await agree('approval: { release: required }')
  const id = await send(edifact({ control: 'APPROVE' }, [ordersMessage('1', 'APPROVE')]))
  expect(await statusesOf(id)).toEqual(['unapproved'])
  const [document] = await documentsOf(id)
  const which = document!['id']
  const [request] = await grid.query('select outgoing from approvals where document = $1', [which])
  const given = { decision: 'approve', reason: 'Looked at it.', outgoing: request!['outgoing'].toString('hex') }
  expect((await call(admin, `PUT /api/v1/documents/${which}/approval`, given)).status).toBe(200)
  expect((await postsWith('APPROVE'))[0]!.body).toContain(ordersMessage('1', 'APPROVE'))
  await agree('acknowledge: { technical: auto }')
})

test('its amount decides whether a person has to say yes', async () => {
  await agree('approval: { release: required, from: "249.90" }')
  const dear = await send(edifact({ control: 'DEAR' }, [ordersMessage('1', 'DEAR')]))
  expect(await statusesOf(dear)).toEqual(['unapproved'])
  await agree('approval: { release: required, from: "249.91" }')
  const cheap = await send(edifact({ control: 'CHEAP' }, [ordersMessage('1', 'CHEAP')]))
  expect(await statusesOf(cheap)).not.toContain('unapproved')
  expect((await postsWith('CHEAP')).length).toBe(1)
  await agree('acknowledge: { technical: auto }')
})
