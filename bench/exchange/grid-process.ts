import fastify from 'fastify'
import { startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { createApiKey } from '../../src/modules/access/verbs.ts'
import { applyNetwork } from '../../src/modules/network/apply.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { Committer } from '../../src/platform/commit.ts'
import { BY_INDEX } from '../../src/platform/connection.ts'
import { newId } from '../../src/platform/ids.ts'
import { insertPayload } from '../../src/platform/payloads/rows.ts'
import { network } from '../../test/messages.ts'

// The grid as it is, or, for the floor, a bare server that does nothing but a grouped durable insert of each body.
const folder = process.env['BENCH_FOLDER']!
const env = {
  ENTREPOT_DATA: folder,
  ENTREPOT_HTTP_PORT: '0',
  ENTREPOT_SFTP_PORT: '0',
  ENTREPOT_LOG_LEVEL: 'error',
  ENTREPOT_EMPTY: 'true',
}
const floor = process.env['BENCH_MODE'] === 'floor'
const app = await startApp(readConfig({ ...env, ...(floor ? { ENTREPOT_ROLES: 'scheduler' } : {}) }))
/** What the bench itself asks about a million documents takes longer than anything else may, and walks over none that came before. */
const own = await app.grid.database.connect()
own.patient = true
await own.query(BY_INDEX)
await own.query('set statement_timeout = 0')
if (floor) await startFloor()
else {
  await applyNetwork(app.grid, network({ push: process.env['BENCH_SINK']!, expect: 'none' }), systemActor)
  await app.reload()
  const acme = app.exchange.directory.organizationBySlug('acme')!.id
  const { secret } = await createApiKey(app.grid, systemActor, {
    name: 'bench',
    organization: acme,
    scopes: ['exchange:write'],
  })
  const { rows } = await own.query(`select split_part(pg_read_file('postmaster.pid'), E'\n', 1)::int as postmaster`)
  process.send!({ url: app.http!.url, key: secret, postmaster: rows[0].postmaster })
}

process.on('message', async (what: 'stop' | 'checkpoint' | { count: string }) => {
  if (what === 'stop') {
    await own.end()
    await app.stop({ postgres: true })
    process.send!({})
    process.exit(0)
  }
  if (what === 'checkpoint') {
    await own.query('checkpoint')
    process.send!({})
    return
  }
  const { rows } = await own.query(
    `select
      (select count(*)::int from interchanges where direction = 'in' and id > $1) as accepted,
      (select count(*)::int from deliveries where purpose = 'documents' and status = 'sent' and id > $1) as delivered,
      (select count(*)::int from deliveries where purpose = 'acknowledgement' and status = 'sent' and id > $1) as acknowledged,
      (select count(*)::int from documents where status = 'completed' and id > $1) as completed`,
    [what.count],
  )
  process.send!(rows[0])
})

async function startFloor(): Promise<void> {
  const committer = new Committer({ carrier: app.grid.database.carrier })
  const http = fastify()
  http.removeAllContentTypeParsers()
  http.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  http.post('/api/v1/interchanges', async (request, reply) => {
    const kept = app.grid.payloads.small(request.body as Buffer)
    await committer.commit({
      rows: [insertPayload({ hash: kept.hash, size_bytes: kept.sizeBytes, place: 'row', content: kept.content })],
    })
    return reply.code(202).send({ id: newId() })
  })
  process.send!({ url: await http.listen({ port: 0, host: '127.0.0.1' }), key: 'none' })
}
