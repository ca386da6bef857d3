import type { Probe } from '../../connectors/define.ts'
import type { Grid } from '../../grid.ts'
import { perform } from '../../platform/act.ts'
import { type Actor, actorName } from '../../platform/actor.ts'
import { connectorCalled, openedSettings, readSettings } from './credentials.ts'
import { type Connection, type ConnectionCheck, listChecks } from './queries.ts'

const TIME_MAX_MS = 120_000
const KEPT_MAX = 50

/** Tries the connection layer by layer, to the first that does not hold. */
export async function probesOf(
  { database, secrets }: Pick<Grid, 'database' | 'secrets'>,
  connection: Pick<Connection, 'id' | 'connector' | 'settings'>,
): Promise<Probe[]> {
  const connector = connectorCalled(connection.connector)
  const opened = await openedSettings(database.kysely, secrets, connection)
  const settings = readSettings(connection.connector, opened)
  return Array.fromAsync(connector.check(settings, AbortSignal.timeout(TIME_MAX_MS)))
}

/** Tries the connection and keeps what was found, beside what was found before. */
export async function checkConnection(
  grid: Pick<Grid, 'database' | 'newId' | 'now' | 'secrets'>,
  connection: Connection,
  actor: Actor,
): Promise<ConnectionCheck> {
  const probes = await probesOf(grid, connection)
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
