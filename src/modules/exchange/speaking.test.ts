import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { network, order } from '../../../test/messages.ts'
import { systemActor } from '../../platform/actor.ts'
import { applyNetwork } from '../network/apply.ts'
import { exportNetwork } from '../network/export.ts'

let grid: TestGrid
let key: string
let control = 0
const withVan = (speaksFor: string) =>
  network().replace(
    'agreements:',
    `  van: { name: A Network, channels: { api: { direction: in, kind: api }, outbox: { direction: out, kind: sftp-home } }, speaksFor: ${speaksFor} }\nagreements:`,
  )
const agree = async (text: string) => {
  const report = await applyNetwork(grid.app.grid, text, systemActor)
  await grid.app.reload()
  return report
}
beforeAll(async () => {
  grid = await startTestGrid({ network: withVan('[]') })
  key = await grid.keyOf('van')
})
afterAll(() => grid.close())

async function send(text: string) {
  const headers = { authorization: `Bearer ${key}` }
  const response = await fetch(`${grid.url}/api/v1/interchanges`, { method: 'POST', body: text, headers })
  const { interchange: id } = (await response.json()) as { interchange: string }
  return grid.until('decision', async () => {
    const [row] = await grid.query(
      `select i.*, s.slug as from, a.name as answer_name, ao.slug as answered from interchanges i left join organizations s on s.id = i.sender
        left join interchanges a on a.id = i.answer left join organizations ao on ao.id = a.organization where i.id = $1`,
      [id],
    )
    return row!['status'] !== 'received' && row
  })
}

test('a network sends for its customer where that is stated, and gets the answer; else the sender mismatches', async () => {
  const before = await send(order({ control: ++control }))
  expect([before['status'], before['problems'][0].code]).toEqual(['quarantined', 'sender-not-yours'])
  expect((await agree(withVan('[{ organization: acme, mode: test }]'))).created).toEqual([
    'van speaks for acme in test',
  ])
  const sent = await send(order({ control: ++control, po: 'VAN-1' }))
  expect(sent).toMatchObject({
    status: 'processed',
    from: 'acme',
    answered: 'van',
    answer_name: '997-for-acme-bolt-test-000000001.edi',
  })
  const [document] = await grid.query(
    `select s.slug as sender, d.status from documents d join organizations s on s.id = d.sender where business_key = 'VAN-1'`,
  )
  expect(document).toEqual({ sender: 'acme', status: 'released' })
  const other = await send(order({ control: ++control, sender: 'BOLT', receiver: 'ACME' }))
  expect(other['problems'][0].code).toBe('sender-not-yours')
  const production = await send(order({ control: ++control, usage: 'P' }))
  expect(production['status']).toBe('quarantined')
})

test('it has dates, and is exported', async () => {
  const text = await exportNetwork(grid.app.grid.database)
  expect(await agree(text)).toMatchObject({ created: [], changed: [], ended: [] })
  expect(text).toMatch(/speaksFor:\n\s+- organization: acme\n\s+mode: test/)
  const until = new Date(Date.now() + 86_400_000).toISOString()
  expect((await agree(withVan(`[{ organization: acme, mode: test, until: "${until}" }]`))).changed).toHaveLength(1)
  const admin = await grid.keyOf(null, ['*'])
  const call = async (method: string, path: string, body?: object) => {
    const headers = { authorization: `Bearer ${admin}`, 'content-type': 'application/json' }
    const answer = await fetch(`${grid.url}/api/v1${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return (await answer.json()) as any
  }
  const { items } = await call('GET', '/organizations/van/speaks-for')
  expect(items).toMatchObject([{ mode: 'test', from: null, until }])
  await call('PUT', `/speaks-for/${items[0].id}/ending`, {})
  await grid.app.reload()
  expect((await send(order({ control: ++control })))['status']).toBe('quarantined')
  expect(await call('POST', '/organizations/van/speaks-for', { organization: 'van', mode: 'test' })).toMatchObject({
    code: 'speaks-for-itself',
  })
  await call('POST', '/organizations/van/speaks-for', { organization: 'acme', mode: 'test' })
  await grid.app.reload()
  expect((await send(order({ control: ++control })))['status']).toBe('processed')
})
