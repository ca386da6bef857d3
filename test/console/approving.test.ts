import { expect, test } from 'vitest'
import { applyNetwork } from '../../src/modules/network/apply.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { open, stage, visits } from './visits.ts'

visits()

async function waiting(): Promise<string> {
  const rows = await stage.grid.query(`select id from documents where status = 'unapproved' order by id limit 1`)
  return rows[0]!['id']
}

const outgoingOf = async (id: string): Promise<string> =>
  (await stage.admin.call(`GET /api/v1/documents/${id}/approval`)).body.items[0].outgoing

test('who may not approve reads why; a partner sees no request at all', async () => {
  const id = await waiting()
  const page = await open(`/documents/${id}`, await stage.somebody(null, 'operator'))
  await page.getByRole('button', { name: 'Approve' }).focus()
  await page.getByRole('tooltip').getByText('You need the right “approvals:write” for that.').waitFor()
  await page
    .getByRole('region', { name: 'Approval' })
    .getByText(await outgoingOf(id))
    .waitFor()
  const partners = await open(`/documents/${id}`, await stage.somebody('bolt', 'partner-member'))
  await partners.getByRole('heading', { name: 'Timeline' }).waitFor()
  expect(await partners.getByText(await outgoingOf(id)).count()).toBe(0)
})

test('what changed meanwhile is void: nothing leaves, and one looks again before one can answer', async () => {
  const id = await waiting()
  const before = await outgoingOf(id)
  const page = await open(`/documents/${id}`, await stage.somebody(null, 'approver'))
  await page.getByRole('button', { name: 'Approve' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(before).waitFor()
  const other =
    'organizations: {}\nagreements: [{ sender: bolt, receiver: cedar, type: "855", mode: test, channel: push, settings: { approval: { release: required, withinHours: 20, calendar: sender } } }]'
  await applyNetwork(stage.grid.app.grid, other, systemActor)
  await stage.grid.app.reload()
  await dialog.getByLabel('Reason').fill('as ordered')
  await dialog.getByRole('button', { name: 'Approve' }).click()
  await dialog.getByText('This approval is void').waitFor()
  await dialog.getByRole('button', { name: 'Look at what would leave now' }).click()
  const after = await outgoingOf(id)
  expect(after).not.toBe(before)
  await dialog.getByText(after).waitFor()
  await dialog.getByRole('button', { name: 'Approve' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('region', { name: 'Approval' }).getByText('approved', { exact: true }).waitFor()
  await page.getByText('Void: something else would have left by then').waitFor()
  const [row] = await stage.grid.query('select status from documents where id = $1', [id])
  expect(row).toEqual({ status: 'released' })
})
