import { expect, test } from 'vitest'
import { interchange, invoiceSet } from '../trade-messages.ts'
import { open, stage, visits } from './visits.ts'

visits()

test('the page of an order shows what was shipped and invoiced, what differs marked, also on a phone and in German', async () => {
  const key = await stage.grid.keyOf('bolt')
  const set = invoiceSet(
    'INV-OVER',
    'PO-2001',
    [
      { quantity: '30.5', part: 'A-100' },
      { line: '9', quantity: '1', part: 'Z-1' },
    ],
    '31343',
  )
  const body = interchange({ control: 9_100, functionalId: 'IN' }, [set])
  const headers = { authorization: `Bearer ${key}` }
  await fetch(`${stage.grid.url}/api/v1/interchanges`, { method: 'POST', headers, body })
  const [order] = await stage.grid.query("select id from documents where business_key = 'PO-2001' and type = '850'")
  await stage.grid.until('the invoice', async () => {
    const rows = await stage.grid.query(
      "select 1 from documents where business_key = 'INV-OVER' and status = 'released'",
    )
    return rows.length > 0
  })
  const path = `/documents/${order!['id']}`
  const page = await open(path, stage.admin, { at: 'phone' })
  const panel = page.getByRole('region', { name: 'Ordered, shipped, invoiced' })
  const line = panel.getByRole('row', { name: /LAMP, BLACK/ })
  await line.waitFor()
  expect((await line.innerText()).replace(/\s+/g, ' ')).toBe(
    '1 · LAMP, BLACK, 40 CM 24 EA 24 24 – nothing said 30.5 ↑ more than ordered',
  )
  await panel.getByText('Not ordered').waitFor()
  await panel.getByRole('link', { name: /invoice INV-OVER: Z-1 1/ }).waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
  const german = await open(path, stage.admin, { at: 'desk', language: 'de' })
  const region = german.getByRole('region', { name: 'Bestellt, geliefert, berechnet' })
  await region.getByText('30,5').waitFor()
  await region.getByText('mehr als bestellt').waitFor()
})
