import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { order } from '../messages.ts'
import { startSink } from '../sink.ts'
import { asGrid } from './partners.ts'
import { open, stage, visits } from './visits.ts'

visits()

const itemOf = (text: string) =>
  stage.grid.until(`work item of ${text}`, async () => {
    const answer = await stage.admin.call(`GET /api/v1/work-items?text=${text}`)
    return (answer.body as { items: { id: string; kind: string }[] }).items[0]
  })

/** What is marked in the text that one edits. */
const MARKED =
  '(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd))(document.activeElement)'

async function give(page: Page, act: string, reason: string): Promise<void> {
  await page.getByRole('button', { name: act, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill(reason)
  await dialog.getByRole('button', { name: act, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

test('a failed document is found in the work list by keyboard, corrected until it is valid, and sent', async () => {
  const page = await open('/work-items')
  await page.getByRole('table', { name: 'Work list' }).waitFor()
  await page.getByRole('link', { name: 'Not valid', exact: true }).click()
  await page.waitForURL(/class=validation/)
  await page.getByRole('searchbox', { name: 'Search' }).fill('INV-2001')
  await page.waitForURL(/text=INV-2001/)
  const rows = page.getByRole('table', { name: 'Work list' }).getByRole('row')
  await expect.poll(() => rows.count()).toBe(2) // with its head
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL(/work-items\/[0-9a-f-]{36}/)
  await page.getByRole('button', { name: 'Correct' }).click()
  const copy = page.getByLabel('The copy, a segment a line')
  const text = await copy.inputValue()
  expect(text).toMatch(/^ST\*810\*\d{4}\nBIG\*/)
  const send = page.getByRole('button', { name: 'Keep and send' })
  expect(await send.getAttribute('aria-disabled')).toBe('true')
  await page.getByText('What is wrong with the original').waitFor()

  await copy.fill(text.replace('91O.80', '91X.80'))
  await page.getByText('It is not valid yet.').first().waitFor()
  await page
    .getByRole('button', { name: /^Go to segment \d+$/ })
    .first()
    .click()
  expect(await page.evaluate(MARKED)).toContain('91X.80')

  await copy.fill(text.replace('91O.80', '91080'))
  await page.getByText('It is valid.').waitFor()
  await page.getByLabel('Reason').fill('their typo')
  await send.click()
  await page.getByText('Sent in place of the original').waitFor()
  await page.getByRole('link', { name: 'INV-2001' }).waitFor()
  await page.getByText(/As a corrected copy, by .*: their typo/).waitFor()
  const kept = await stage.grid.query('select c.reason from corrections c join resends s on s.correction = c.id')
  expect(kept).toEqual([{ reason: 'their typo' }])
})

test('a delivery that failed is sent again, once one has seen what differs', async () => {
  const failed = await stage.grid.until('given up', async () => {
    const rows = await stage.grid.query(
      `select w.id, w.subject from work_items w where w.subject_kind = 'delivery' and w.closed_at is null`,
    )
    return rows[0]
  })
  const page = await open(`/work-items/${failed['id']}`)
  await page.getByRole('button', { name: 'Resend' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/nothing differs/).waitFor()
  await dialog.getByText('A new envelope and number').click()
  await dialog.getByRole('rowheader', { name: 'Control number' }).waitFor()
  await dialog.getByText('The same bytes and number').click()
  await dialog.getByLabel('Reason').fill('their server is back')
  await dialog.getByRole('button', { name: 'Send again' }).click()
  await dialog.waitFor({ state: 'hidden' })
  const rows = await stage.grid.query('select reason from resends where delivery = $1', [failed['subject']])
  expect(rows).toEqual([{ reason: 'their server is back' }])
  await page.getByText('closed', { exact: true }).first().waitFor()
})

test('what is forbidden is disabled and says which right it needs; partners are told that others see to it', async () => {
  const { id } = await itemOf('DELTA')
  const page = await open(`/work-items/${id}`, await stage.somebody(null, 'auditor'))
  const button = page.getByRole('button', { name: 'Introduce the partner' })
  await button.focus()
  await page.getByRole('tooltip').getByText('You need the right “partners:write” for that.').waitFor()
  await button.press('Enter')
  expect(await page.getByRole('dialog').count()).toBe(0)
  const close = page.getByRole('button', { name: 'Close', exact: true })
  expect(await close.getAttribute('aria-disabled')).toBe('true')
  const theirs = await open(`/work-items/${id}`, await stage.somebody('acme', 'partner-member'))
  await theirs.getByText('People of the grid see to it.').waitFor()
  const guests = await open('/work-items', await stage.somebody(null, 'guest'))
  await guests.getByText('You need the right “work:read” for that.').first().waitFor()
})

test('an item is given to me, ignored until a day, looked at after all, closed and reopened', async () => {
  const { id } = await itemOf('DELTA')
  const page = await open(`/work-items/${id}`)
  await page.getByRole('button', { name: 'Assign', exact: true }).click()
  await page.getByRole('button', { name: 'To me' }).click()
  await page.getByText('Owner: Ada Brook').waitFor()
  await page.getByRole('button', { name: 'Ignore until' }).click()
  const dialog = page.getByRole('dialog')
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 16)
  await dialog.getByLabel('Until').fill(until)
  await dialog.getByLabel('Reason').fill('their holidays')
  await dialog.getByRole('button', { name: 'Ignore until' }).click()
  await page.getByText(/Ignored by .*: their holidays/).waitFor()
  await give(page, 'Reopen', 'they are back')
  await give(page, 'Close', 'agreed by phone')
  await page.getByText(/Closed by .*: agreed by phone/).waitFor()
  await give(page, 'Reopen', 'after all')
  await page.getByRole('button', { name: 'Introduce the partner' }).waitFor()
})

test('an unknown partner is introduced and confirmed, and its interchange decided anew', async () => {
  const { id } = await itemOf('DELTA')
  const page = await open(`/work-items/${id}`)
  await page.getByRole('button', { name: 'Introduce the partner' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Short name/).fill('delta')
  await dialog.getByRole('button', { name: 'Introduce the partner' }).click()
  for (const act of ['Confirm the partner', 'Decide anew']) {
    await page.getByRole('button', { name: act }).click()
    await dialog.getByRole('button', { name: act }).click()
    await dialog.waitFor({ state: 'hidden' })
  }
  await page.getByText('closed', { exact: true }).first().waitFor()
})

test('many are counted, sent again and followed; what was refused says why', async () => {
  const page = await open('/resends')
  await page.getByLabel('Business key').fill('PO-2001')
  await page.getByLabel('Type').fill('850')
  await page.getByRole('button', { name: 'Count first' }).click()
  await page.getByText('1 documents fit.').waitFor()
  await page.getByLabel('Reason').fill('they lost it')
  await page.getByRole('button', { name: 'Send 1 again' }).click()
  await page.waitForURL(/resends\/[0-9a-f-]{36}/)
  await page.getByText('done', { exact: true }).waitFor()
  await page.getByText('1 sent, 0 not, of 1').waitFor()
  const stop = page.getByRole('button', { name: 'Stop it' })
  expect(await stop.getAttribute('aria-disabled')).toBe('true')
})

async function sent(from: string, text: string): Promise<string> {
  const headers = { authorization: `Bearer ${await stage.grid.keyOf(from)}`, 'entrepot-name': 'more.edi' }
  const answer = await fetch(`${stage.grid.url}/api/v1/interchanges`, { method: 'POST', headers, body: text })
  return ((await answer.json()) as { interchange: string }).interchange
}

test('what nobody knows of, whether it arrived, is settled either way', async () => {
  const sink = await startSink()
  sink.answers.next = () => 'break'
  const channel = { direction: 'out', kind: 'https', settings: { url: sink.url, repeatable: false } }
  const { id } = await asGrid(stage, 'PUT /organizations/cedar/channels/once', channel)
  const { items } = await asGrid(stage, 'GET /agreements?party=cedar&type=850&mode=test')
  const agreed = items.find(({ sender }: { sender: { slug: string } }) => sender.slug === 'bolt')
  const change = { channel: id, settings: { expect: { technical: 'none' } } }
  await asGrid(stage, `PATCH /agreements/${agreed.id}`, change, agreed.version)
  await stage.grid.app.reload()
  for (const [number, act] of [
    [9201, 'It arrived'],
    [9202, 'Send it again'],
  ] as const) {
    sink.answers.next = () => 'break'
    const interchange = await sent(
      'bolt',
      order({ sender: 'BOLT', receiver: 'CEDAR', control: number, po: `PO-${number}` }),
    )
    const found = `select v.id, v.status, w.id as item from documents d join deliveries v on v.interchange = d.outgoing
      left join work_items w on w.subject = v.id and w.closed_at is null where d.interchange = $1`
    const delivery = await stage.grid.until('nobody knows', async () => {
      const [row] = await stage.grid.query(found, [interchange])
      return row?.['status'] === 'outcome-unknown' && row['item'] && row
    })
    sink.answers.next = () => 200
    const page = await open(`/work-items/${delivery['item']}`)
    await give(page, act, 'asked by phone')
    await page.getByText('closed', { exact: true }).first().waitFor()
    await stage.grid.until('it is sent', async () => {
      const [row] = await stage.grid.query('select status from deliveries where id = $1', [delivery['id']])
      return row!['status'] === 'sent'
    })
  }
  expect(sink.posts.map(({ body }) => /PO-\d+/.exec(body)?.[0])).toEqual(['PO-9201', 'PO-9202', 'PO-9202'])
  sink.close()
})

test('what was held is released or declined from its work item', async () => {
  for (const [number, act, became] of [
    [9211, 'Release', /released|completed/],
    [9212, 'Decline', /declined/],
  ] as const) {
    const interchange = await sent('acme', order({ control: number, po: 'PO-2001' }))
    const held = await stage.grid.until('it is held', async () => {
      const text =
        'select d.id, w.id as item from documents d join work_items w on w.subject = d.id where d.interchange = $1'
      return (await stage.grid.query(text, [interchange]))[0]
    })
    const page = await open(`/work-items/${held['item']}`)
    await give(page, act, 'asked by phone')
    await page.getByText('closed', { exact: true }).first().waitFor()
    const [row] = await stage.grid.query('select status from documents where id = $1', [held['id']])
    expect(row!['status']).toMatch(became)
  }
})

test('a bulk resend that is under way is stopped, and what was not sent stays unsent', async () => {
  const filter = { type: '850' }
  const begun = { filter, as: 'same', reason: 'they lost all', perMinute: 1 }
  const { id, total } = await asGrid(stage, 'POST /bulk-resends', begun)
  expect(total).toBeGreaterThan(1)
  const page = await open(`/resends/${id}`)
  await page.getByText('running', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Stop it' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('they found them')
  await dialog.getByRole('button', { name: 'Stop it' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText('cancelled', { exact: true }).first().waitFor()
  const [row] = await stage.grid.query(
    'select status, sent + refused < total as rest from bulk_resends where id = $1',
    [id],
  )
  expect(row).toEqual({ status: 'cancelled', rest: true })
})

test('who sent a failing document corrects it in a form at the failing field; the receiver cannot, and the grid sees it', async () => {
  const [found] = await stage.grid.query("select id from documents where business_key = 'PO-2003'")
  const path = `/documents/${found!['id']}`
  const member = await stage.somebody('acme', 'partner-member')
  const page = await open('/documents?status=invalid', member)
  await page.getByRole('link', { name: 'PO-2003' }).click()
  await page.getByRole('button', { name: 'Correct it yourself' }).click()
  const form = page.getByRole('region', { name: 'What is wrong, as fields' })
  const field = form.getByRole('textbox').first()
  expect(await field.inputValue()).toBe('20261320')
  await expect.poll(() => field.evaluate('document.activeElement.value')).toBe('20261320')
  const send = page.getByRole('button', { name: 'Keep and send' })
  await page.keyboard.press('Control+A')
  await page.keyboard.type('20261340')
  await page.getByText('It is not valid yet.').first().waitFor()
  expect(await send.getAttribute('aria-disabled')).toBe('true')
  await field.fill('20261120')
  await page.getByText('It is valid.').waitFor()
  await page.getByLabel('Reason').fill('our typo')
  await send.click()
  await page.getByText('Sent in place of the original').waitFor()
  await page.getByRole('link', { name: 'PO-2003' }).waitFor()
  const ours = await open(path)
  await ours
    .getByText(/[Cc]orrect/)
    .first()
    .waitFor()
  const { events } = (await stage.admin.call(`GET /api/v1${path}/timeline`)).body
  const { id } = (await member.call('GET /api/v1/me')).body.member
  const theirs = events.filter(({ actor }: { actor: unknown }) => JSON.stringify(actor).includes(id))
  expect(theirs.map(({ type }: { type: string }) => type)).toContain('document.edited')
  const other = await stage.somebody('bolt', 'partner-admin')
  for (const line of [`GET /api/v1${path}/payload`, `POST /api/v1${path}/corrections?dryRun=true`]) {
    expect((await other.call(line, line.startsWith('GET') ? undefined : {})).status).toBe(404)
  }
  const [kept] = await stage.grid.query('select id from corrections order by id desc limit 1')
  expect((await other.call(`POST /api/v1/corrections/${kept!['id']}/resend`, { reason: 'x' })).status).toBe(404)
})

test('problems and refusals are said in the language of the page', async () => {
  const [found] = await stage.grid.query(
    "select id from documents where business_key = 'PO-2003' and status <> 'released' limit 1",
  )
  const page = await open(`/documents/${found!['id']}`, stage.admin, { at: 'desk', language: 'de' })
  await page
    .getByText(/ist „20261320“, und das ist kein Datum/)
    .first()
    .waitFor()
  await page.goto(`${stage.grid.url}/corrections/document/01a1fdd7-96be-7000-91c7-7960bff6d040`)
  await page.getByText('Es gibt hier nichts, das Sie korrigieren könnten.').waitFor()
})
