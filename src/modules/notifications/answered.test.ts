import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network, order } from '../../../test/messages.ts'
import { accepted, joined, PASSWORD, type Person } from '../../../test/person.ts'
import { firstSignInLink } from '../members/verbs/links.ts'

let grid: TestGrid
let abe: Person
/** The others who were asked. */
let others: Person[]
let acmeKey: string
let control = 0

beforeAll(async () => {
  grid = await startTestGrid({
    network: network().replace('settings: {', 'settings: { approval: { release: required },'),
  })
  const { link } = (await firstSignInLink(grid.app.grid, grid.url))!
  const admin = await accepted(grid, link, { name: 'Ada', email: 'ada@hub.example', password: PASSWORD })
  abe = await joined(grid, admin, { email: 'abe@hub.example', role: 'approver', name: 'Abe' })
  others = [admin, await joined(grid, admin, { email: 'eve@hub.example', role: 'approver', name: 'Eve' })]
  acmeKey = await grid.keyOf('acme')
}, 60_000)
afterAll(() => grid.close())

/** An order that waits for an approval, of which everybody was told. */
async function asked(): Promise<string> {
  const headers = { authorization: `Bearer ${acmeKey}`, 'content-type': 'application/edi-x12' }
  const body = order({ control: ++control, po: `PO-${control}` })
  const sent = await fetch(`${grid.url}/api/v1/interchanges`, { method: 'POST', body, headers })
  const { interchange } = (await sent.json()) as { interchange: string }
  const id = await grid.until('the document', async () => {
    const [row] = await grid.query(`select id from documents where interchange = $1 and status = 'unapproved'`, [
      interchange,
    ])
    return row?.['id'] as string | undefined
  })
  await readUp()
  return id
}

async function readUp(): Promise<void> {
  const [head] = await grid.query('select n from event_head')
  await grid.until('read', async () => {
    const [row] = await grid.query("select cursor from readers where name = 'notifications'")
    return row!['cursor'] >= head!['n']
  })
}

async function answer(person: Person, id: string, decision: string): Promise<void> {
  const { body } = await person.call(`GET /api/v1/documents/${id}/approval`)
  const given = { decision, reason: 'Looked at it.', outgoing: body.items[0].outgoing }
  expect((await person.call(`PUT /api/v1/documents/${id}/approval`, given)).status).toBe(200)
}

const unread = (people: Person[]) =>
  Promise.all(people.map(async (one) => (await one.call('GET /api/v1/notifications?unread=true')).body.items))

test('when one of them answers, what the others were told is read with that very answer', async () => {
  for (const decision of ['approve', 'decline']) {
    const id = await asked()
    const [one, more] = await unread(others)
    expect(one).toMatchObject([{ kind: 'approval-waiting', count: 1, subject: { id } }])
    expect(more).toHaveLength(1)
    await answer(abe, id, decision)
    expect(await unread([abe, ...others])).toEqual([[], [], []])
  }
})

test('of several at once it stays unread until the last one is answered', async () => {
  const ids = [await asked(), await asked()]
  expect((await unread(others))[0]).toMatchObject([{ kind: 'approval-waiting', count: 2 }])
  await answer(abe, ids[1]!, 'approve')
  for (const left of await unread(others)) expect(left).toHaveLength(1)
  await answer(abe, ids[0]!, 'approve')
  expect(await unread(others)).toEqual([[], []])
})

test('what is told a moment after the answer is read, too, and nobody is told of what was answered before', async () => {
  await grid.query('update notifications set read_at = null')
  await grid.query("update readers set cursor = 0 where name = 'notifications'")
  await readUp()
  expect(await unread(others)).toEqual([[], []])
  const [{ n }] = (await grid.query('select sum(count)::int as n from notifications')) as [{ n: number }]
  expect(n).toBe(3 * (1 + 1 + 2))
})
