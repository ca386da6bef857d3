import { startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { ensureAdminKey } from '../../src/modules/access/admin-key.ts'
import { archiveRuleForm } from '../../src/modules/archive/form.ts'
import { makeRule } from '../../src/modules/archive/verbs.ts'
import { applyNetwork } from '../../src/modules/network/apply.ts'
import { perform } from '../../src/platform/act.ts'
import { systemActor } from '../../src/platform/actor.ts'

// A grid of its own process, made to be killed: the same folder, database and ports each time.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL')) // whoever killed the proof wants no grid left
const app = await startApp(readConfig(process.env))
const secrets = JSON.parse(process.env['PROOF_SECRETS']!)
await applyNetwork(app.grid, process.env['PROOF_NETWORK']!, systemActor, { secrets })
await app.reload()
const { rowCount } = await app.grid.database.pool.query('select from archive_rules')
if (rowCount === 0) {
  await perform(app.grid, systemActor, (act) => makeRule(act, archiveRuleForm.parse({ name: 'all' })))
}
await ensureAdminKey(app.grid, `${app.grid.config.dataFolder}/admin.key`)
process.send?.('ready')
