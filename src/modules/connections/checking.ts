import type { Probe } from '../../connectors/define.ts'
import type { Grid } from '../../grid.ts'
import { perform } from '../../platform/act.ts'
import { type Actor, actorName } from '../../platform/actor.ts'
import { connectorCalled, openedSettings, readSettings } from './credentials.ts'
import { type Connection, type ConnectionCheck, listChecks } from './queries.ts'

const TIME_MAX_MS = 120_000
const KEPT_MAX = 50

/** Tries the connection layer by layer and keeps what was found, beside what was found before. */
export async function checkConnection(
  grid: Pick<Grid, 'database' | 'newId' | 'now' | 'secrets'>,
  connection: Connection,
  actor: Actor,
): Promise<ConnectionCheck> {
  const connector = connectorCalled(connection.connector)
  const opened = await openedSettings(grid.database.kysely, grid.secrets, connection)
  const settings = readSettings(connection.connector, opened)
  const probes: Probe[] = []
  for await (const probe of connector.check(settings, AbortSignal.timeout(TIME_MAX_MS))) probes.push(probe)
  const holds = probes.every((probe) => probe.problem === undefined)
  return perform(grid, actor, async (act) => {
    const row = { id: act.newId(), connection: connection.id, version: connection.version, holds, at: act.at }
    await act.tx
      .insertInto('connection_checks')
      .values({ ...row, probes: JSON.stringify(probes), actor: actorName(actor) })
      .execute()
    const kept = await listChecks(act.tx, connection.id, KEPT_MAX)
    await act.tx
      .deleteFrom('connection_checks')
      .where('connection', '=', connection.id)
      .where('at', '<', kept.at(-1)!.at)
      .execute()
    return kept.find((check) => check.id === row.id)!
  })
}
