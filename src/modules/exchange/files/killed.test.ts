import { afterAll, beforeAll, expect, test } from 'vitest'
import { inChild } from '../../../../test/child.ts'
import { clientOf } from '../../../../test/client.ts'
import { startTestGrid, type TestGrid } from '../../../../test/grid.ts'
import { network, order } from '../../../../test/messages.ts'

let grid: TestGrid

beforeAll(async () => {
  const opaque = `{ opaque: [{ files: "cert_{receiver}_{key}.pdf", type: certificate, attachesTo: { kind: purchase-order } }] }`
  const text = network()
    .replace('api: { direction: in, kind: api }', `api: { direction: in, kind: api, mode: test, settings: ${opaque} }`)
    .concat('  - { sender: acme, receiver: bolt, type: certificate, mode: test, channel: outbox }\n')
  // It only takes in: whoever decides and attaches is a process that ends.
  grid = await startTestGrid({ network: text, env: { ENTREPOT_ROLES: 'web' } })
})
afterAll(() => grid.close())

const WORKER = `const { startApp } = await import('${process.cwd()}/src/app.ts')
  const { readConfig } = await import('${process.cwd()}/src/config.ts')
  const app = await startApp(readConfig(process.env))
  const left = "select from document_attachments where status = 'waiting' union all select from interchanges where status = 'received'"
  while ((await app.grid.database.pool.query(left)).rows.length > 0) await new Promise((resolve) => setTimeout(resolve, 20))
  await app.stop({ postgres: false })
  process.exit(0)`

test('killed where a file is put beside its document, it lies there once', async () => {
  const call = clientOf(`${grid.url}/api/v1`)
  const acme = await grid.keyOf('acme')
  for (const po of ['K1', 'K2']) {
    await call(acme, 'POST /interchanges', `certificate for ${po}`, { 'entrepot-name': `cert_bolt_${po}.pdf` })
    await call(acme, 'POST /interchanges', order({ control: Number(po[1]), po }))
  }
  const env = { ...grid.env, ENTREPOT_LOG_LEVEL: 'fatal', ENTREPOT_ROLES: 'worker' }
  for (const point of ['attach:made', 'commit:before', 'attach:made', 'commit:after']) {
    expect((await inChild(WORKER, { ...env, ENTREPOT_KILL_AT: point })).signal, point).toBe('SIGKILL')
  }
  expect(await inChild(WORKER, env)).toMatchObject({ code: 0 })
  const files = await grid.query(
    'select d.business_key as key, f.name, f.version from document_files f join documents d on d.id = f.document order by 1',
  )
  expect(files).toEqual(['K1', 'K2'].map((key) => ({ key, name: `cert_bolt_${key}.pdf`, version: 1 })))
}, 90_000)
