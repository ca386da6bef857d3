import { startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { createApiKey } from '../../src/modules/access/verbs.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { fillDocuments, HALF, wordsOfVocabulary } from '../../test/many-documents.ts'

// The grid as it is; told to fill itself once, then started again.
const app = await startApp(
  readConfig({
    ENTREPOT_DATA: process.env['BENCH_FOLDER']!,
    ENTREPOT_HTTP_PORT: '0',
    ENTREPOT_SFTP_PORT: '0',
    ENTREPOT_LOG_LEVEL: 'error',
    ENTREPOT_EMPTY: 'true',
  }),
)
const { database } = app.grid
process.send!({ url: app.http!.url })

process.on('message', async (what: { fill: number } | 'stop') => {
  if (what === 'stop') {
    await app.stop({ postgres: true })
    process.send!({})
    process.exit(0)
  }
  await fillDocuments(database, what.fill)
  const { rows } = await database.pool.query('select id from organizations where slug = $1', [HALF])
  const keys = []
  for (const organization of [null, rows[0].id as string]) {
    const scopes = ['exchange:read', 'work:read', 'partners:read']
    keys.push((await createApiKey(app.grid, systemActor, { name: 'bench', organization, scopes })).secret)
  }
  process.send!({ keys, words: await wordsOfVocabulary(database) })
})
