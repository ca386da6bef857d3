import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestGrid, type TestGrid } from '../../../test/grid.ts'
import { fillSample, makeSample } from './sample.ts'

let grid: TestGrid
const living = new AbortController().signal

beforeAll(async () => {
  grid = await startTestGrid({ network: 'organizations: {}' })
  await makeSample(grid.app.grid)
  await grid.app.reload()
  await fillSample(grid.app.exchange, living)
})
afterAll(() => grid.close())

const documents = async () =>
  (
    await grid.query(
      `select d.type || ' ' || d.business_key as name, d.status from documents d order by d.type, d.business_key, d.status`,
    )
  ).map(({ name, status }) => `${name} ${status}`)
const workItems = async () =>
  (
    await grid.query(
      `select kind || ' ' || (problem->>'code') as item from work_items where closed_at is null order by 1`,
    )
  ).map(({ item }) => item)

test('there is a document in every state, and what needs a person is in the work list', async () => {
  await grid.until('all decided', async () => (await documents()).length === 16)
  const stated = [
    '810 INV-2001 suspended',
    '810 INV-2002 quarantined',
    '850 PO-2001 completed',
    '850 PO-2002 held',
    '850 PO-2002 released',
    '850 PO-2003 invalid',
    '850 PO-2004 declined',
    '850 PO-2006 released',
    '850 PO-2007 released',
    '855 PO-2001 completed',
    '855 PO-2008 unapproved',
    '856 SH-2001 released',
    '856 SH-2006 released',
    '856 SH-2010 invalid',
    'ORDERS PO-2009 completed',
    'shipping-label PO-2006 released',
  ]
  await grid.until('their states', async () => (await documents()).join() === stated.join())
  const deliveries = `select v.status from documents d join deliveries v on v.interchange = d.outgoing where d.business_key = $1 and d.type = '850'`
  const wayOf = async (key: string) => (await grid.query(deliveries, [key]))[0]!['status']
  await grid.until('given up', async () => (await wayOf('PO-2006')) === 'failed')
  expect(await wayOf('PO-2007')).toBe('waiting')
  const before = await grid.query(
    `select status from interchanges where direction = 'in' and name = '850-103.edi' order by id`,
  )
  expect(before.map(({ status }) => status)).toEqual(['processed', 'duplicate'])

  // A minute passes.
  const [asked] = await grid.query(
    `select r.id from documents d join deliveries v on v.interchange = d.outgoing join receipts r on r.delivery = v.id where d.business_key = 'SH-2006'`,
  )
  await grid.query(`update jobs set due_at = now() where subject = $1 and kind = 'overdue'`, [asked!['id']])
  await grid.until('overdue', async () => (await workItems()).some((item) => item.startsWith('overdue')))
  expect(await workItems()).toEqual([
    'approval approval-needed',
    'duplicate original-repeated',
    'failure group-refused',
    'failure http-disconnected',

    'overdue receipt-overdue',
    'quarantine agreement-missing',
    'quarantine document-suspended',
    'quarantine receiver-unknown',
  ])
})

test('what was sent is not sent again, neither by the next start nor after a kill in the middle', async () => {
  const counted = () =>
    grid.query(
      'select (select count(*) from interchanges) as interchanges, (select count(*) from documents) as documents, (select count(*) from work_items) as items',
    )
  const before = await counted()
  expect(await makeSample(grid.app.grid)).toBeNull()
  await fillSample(grid.app.exchange, living)
  expect(await counted()).toEqual(before)
  await writeFile(join(grid.app.grid.config.dataFolder, 'sample', 'unsent'), '')
  await fillSample(grid.app.exchange, living)
  expect(await counted()).toEqual(before)
})
