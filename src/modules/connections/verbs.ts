import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { type Act, note } from '../../platform/act.ts'
import { actorName } from '../../platform/actor.ts'
import { httpError } from '../../platform/http/errors.ts'
import { versionMismatch } from '../../platform/http/versions.ts'
import { takeTurn } from '../organizations/verbs/turn.ts'
import { lookNow } from '../pickups/verbs.ts'
import { connectorCalled, openedSettings, parted, readSettings, secretName } from './credentials.ts'
import { connectionError } from './errors.ts'
import type { ConnectionForm } from './form.ts'
import { type Connection, findConnection, listConnections, usesOf } from './queries.ts'

/** Makes a connection to an outside system. An ended one of this name begins again, if it is of the same connector. */
export async function makeConnection(
  act: Act,
  organization: string,
  name: string,
  given: ConnectionForm,
): Promise<Connection> {
  await takeTurn(act)
  const before = (await listConnections(act.tx, organization)).find((one) => one.name === name)
  if (before && before.ended_at === null) throw connectionError('connection-taken', { name })
  const { connector } = given
  if (before && before.connector !== connector) {
    throw connectionError('connection-fixed', { name, found: before.connector, given: connector })
  }
  const { open, credentials } = parted(connector, readSettings(connector, given.settings))
  const id = before?.id ?? act.newId()
  if (before) await update(act, before, { settings: open, credentials, ended_at: null })
  else {
    const row = { id, organization, name, connector, settings: JSON.stringify(open), created_at: act.at }
    await act.tx
      .insertInto('connections')
      .values({ ...row, credentials: Object.keys(credentials) })
      .execute()
  }
  await seal(act, id, credentials)
  return noted(act, 'connection.made', id, { connector, settings: open })
}

/** Changes where it leads or how it signs in. Whoever changes it has looked: what was halted goes on. */
export async function changeConnection(
  act: Act,
  id: string,
  settings: Record<string, unknown>,
  version?: number,
): Promise<Connection> {
  await takeTurn(act)
  const found = await expectConnection(act, id, version)
  const before = await openedSettings(act.tx, act.secrets, found)
  const wanted = readSettings(found.connector, settings, before)
  if (isDeepStrictEqual(plain(wanted), plain(asRead(found.connector, before)))) return found
  const { open, credentials } = parted(found.connector, wanted)
  const kept = parted(found.connector, before).credentials
  await update(act, found, { settings: open, credentials, halted: null })
  await seal(act, id, credentials)
  await goOn(act, id)
  const credentialsChanged = !isDeepStrictEqual(credentials, kept)
  return noted(act, 'connection.changed', id, { before: found.settings, after: open, credentialsChanged })
}

/** After an alarm, once a person knows that the other side is who it should be. */
export async function resumeConnection(act: Act, id: string): Promise<Connection> {
  await takeTurn(act)
  const found = await expectConnection(act, id)
  if (found.halted === null) return found
  await update(act, found, { halted: null })
  await goOn(act, id)
  return noted(act, 'connection.resumed', id, {})
}

/** Its credentials are forgotten with it. Ending an ended one changes nothing. */
export async function endConnection(act: Act, id: string): Promise<Connection> {
  await takeTurn(act)
  const found = await expectConnection(act, id)
  if (found.ended_at !== null) return found
  const count = (await usesOf(act.tx, id)).length
  if (count > 0) throw connectionError('connection-in-use', { name: found.name, count })
  await update(act, found, { credentials: {}, halted: null, ended_at: act.at })
  await seal(act, id, {})
  await goOn(act, id)
  return noted(act, 'connection.ended', id, {})
}

/** The connection that a channel of this kind names: one of its own organization. */
export async function connectionFor(
  act: Act,
  channel: { organization: string; kind: string },
  name: string,
): Promise<string> {
  const found = (await listConnections(act.tx, channel.organization)).find(
    (one) => one.name === name && one.connector === channel.kind && one.ended_at === null,
  )
  if (!found) throw connectionError('connection-missing', { name, connector: channel.kind })
  return found.id
}

/** The alarm is over, and channels look at once. */
async function goOn(act: Act, id: string): Promise<void> {
  const by = actorName(act.actor)
  await sql`update work_items set closed_at = ${act.at}, closed_by = ${by}, close_reason = 'acted on the connection'
    where subject = ${id} and closed_at is null`.execute(act.tx)
  const channels = await act.tx.selectFrom('channels').select('id').where('connection', '=', id).execute()
  await lookNow(
    act,
    channels.map((channel) => channel.id),
  )
}

async function seal(act: Act, id: string, credentials: Record<string, unknown>): Promise<void> {
  if (Object.keys(credentials).length > 0) await act.secrets.put(act.tx, secretName(id), JSON.stringify(credentials))
  else await act.tx.deleteFrom('secrets').where('name', '=', secretName(id)).execute()
}

async function expectConnection(act: Act, id: string, version?: number): Promise<Connection> {
  const found = await findConnection(act.tx, id)
  if (!found) throw httpError('not-found', { kind: 'connection', id })
  if (version !== undefined && version !== found.version) throw versionMismatch(found.version, version)
  return found
}

async function update(
  act: Act,
  { id, version }: Connection,
  to: {
    settings?: Record<string, unknown>
    credentials?: Record<string, unknown>
    halted?: null
    ended_at?: Date | null
  },
): Promise<void> {
  const { settings, credentials, ...columns } = to
  await act.tx
    .updateTable('connections')
    .set({
      ...columns,
      ...(settings && { settings: JSON.stringify(settings) }),
      ...(credentials && { credentials: Object.keys(credentials) }),
      version: version + 1,
    })
    .where('id', '=', id)
    .execute()
}

async function noted(act: Act, type: string, id: string, what: Record<string, unknown>): Promise<Connection> {
  const connection = (await findConnection(act.tx, id))!
  const { organization, name } = connection
  note(act, { type, subjectKind: 'connection', subject: id, organizations: [organization], data: { name, ...what } })
  return connection
}

/** Without what is not set. */
/** What was kept before a setting was thought of is as if its default had been said. */
function asRead(connector: string, settings: Record<string, unknown>): Record<string, unknown> {
  const read = connectorCalled(connector).connection.safeParse(settings)
  return read.success ? (read.data as Record<string, unknown>) : settings
}

function plain(settings: Record<string, unknown>): unknown {
  return JSON.parse(JSON.stringify(settings))
}
