import { isDeepStrictEqual } from 'node:util'
import { type Act, note } from '../../platform/act.ts'
import { httpError } from '../../platform/http/errors.ts'
import { versionMismatch } from '../../platform/http/versions.ts'
import { connectionFor } from '../connections/verbs.ts'
import { takeTurn } from '../organizations/verbs/turn.ts'
import { beginLooking, lookNow } from '../pickups/verbs.ts'
import { channelError } from './errors.ts'
import { type ChannelForm, channelForm } from './form.ts'
import { type Channel, findChannel, listChannels, usesOf } from './queries.ts'
import { keepSecret } from './secret-header.ts'

/** Opens a way in or out. A closed one of this name opens again, if it is of the same kind. */
export async function openChannel(act: Act, organization: string, name: string, given: ChannelForm): Promise<Channel> {
  await takeTurn(act)
  const before = (await listChannels(act.tx, organization)).find((channel) => channel.name === name)
  if (before && before.ended_at === null) throw channelError('channel-taken', { name })
  if (before) return reopen(act, before, given)
  const id = act.newId()
  const { settings } = await keepSecret(act, { id, settings: {} }, given.settings)
  const { direction, kind, mode } = given
  const connection = await connectionOf(act, organization, given)
  const row = { id, organization, name, direction, kind, mode, connection, created_at: act.at }
  await act.tx
    .insertInto('channels')
    .values({ ...row, settings: JSON.stringify(settings) })
    .execute()
  if (connection !== null && direction === 'in') await beginLooking(act, id)
  return noted(act, 'channel.opened', id, { direction, kind, mode, connection: given.connection, settings })
}

/** Changes what may be done on it. What is under way goes on by the new settings. */
export async function changeChannel(
  act: Act,
  id: string,
  given: {
    mode?: ChannelForm['mode'] | undefined
    connection?: string | undefined
    settings?: Record<string, unknown> | undefined
  },
  version?: number,
): Promise<Channel> {
  await takeTurn(act)
  const found = await expectChannel(act, id, version)
  const wanted = readForm({
    ...formOf(found),
    ...(given.mode === undefined ? {} : { mode: given.mode }),
    ...(given.connection === undefined ? {} : { connection: given.connection }),
    ...(given.settings && { settings: given.settings }),
  })
  const connection = await connectionOf(act, found.organization, wanted)
  const { settings, secretChanged } = await keepSecret(act, found, wanted.settings)
  const before = { mode: found.mode, connection: found.connection_name, settings: found.settings }
  const after = { mode: wanted.mode, connection: wanted.connection, settings }
  if (isDeepStrictEqual(before, after) && !secretChanged) return found
  await update(act, found, { mode: wanted.mode, connection, settings: JSON.stringify(settings) })
  await lookNow(act, [id])
  return noted(act, 'channel.changed', id, { before, after, secretChanged })
}

/** Nothing comes in or is sent by it from now on; what was on its way out still goes. Closing a closed one changes nothing. */
export async function closeChannel(act: Act, id: string): Promise<Channel> {
  await takeTurn(act)
  const found = await expectChannel(act, id)
  if (found.ended_at !== null) return found
  const count = (await usesOf(act.tx, id, act.at)).length
  if (count > 0) throw channelError('channel-in-use', { name: found.name, count })
  await update(act, found, { ended_at: act.at })
  return noted(act, 'channel.closed', id, {})
}

export function formOf({ direction, kind, mode, connection_name: connection, settings }: Channel): ChannelForm {
  return { direction, kind, mode, connection, settings } as ChannelForm
}

async function connectionOf(act: Act, organization: string, { kind, connection }: ChannelForm): Promise<string | null> {
  return connection === null ? null : connectionFor(act, { organization, kind }, connection)
}

async function reopen(act: Act, found: Channel, given: ChannelForm): Promise<Channel> {
  const [is, wanted] = [`${found.kind} ${found.direction}`, `${given.kind} ${given.direction}`]
  if (is !== wanted) throw channelError('channel-fixed', { name: found.name, found: is, given: wanted })
  const { settings } = await keepSecret(act, found, given.settings)
  const connection = await connectionOf(act, found.organization, given)
  await update(act, found, { ended_at: null, mode: given.mode, connection, settings: JSON.stringify(settings) })
  await lookNow(act, [found.id])
  return noted(act, 'channel.opened', found.id, { ...given, settings })
}

async function expectChannel(act: Act, id: string, version?: number): Promise<Channel> {
  const found = await findChannel(act.tx, id)
  if (!found) throw httpError('not-found', { kind: 'channel', id })
  if (version !== undefined && version !== found.version) throw versionMismatch(found.version, version)
  return found
}

function readForm(given: ChannelForm): ChannelForm {
  const read = channelForm.safeParse(given)
  if (read.success) return read.data
  const problems = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
  throw channelError('channel-settings-invalid', { problems })
}

async function update(
  act: Act,
  { id, version }: Channel,
  columns: { mode?: string | null; connection?: string | null; settings?: string; ended_at?: Date | null },
): Promise<void> {
  await act.tx
    .updateTable('channels')
    .set({ ...columns, version: version + 1 })
    .where('id', '=', id)
    .execute()
}

async function noted(act: Act, type: string, id: string, what: Record<string, unknown>): Promise<Channel> {
  const channel = (await findChannel(act.tx, id))!
  const organizations = [channel.organization]
  note(act, { type, subjectKind: 'channel', subject: id, organizations, data: { name: channel.name, ...what } })
  return channel
}
