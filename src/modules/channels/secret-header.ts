import type { Grid } from '../../grid.ts'
import type { Act } from '../../platform/act.ts'
import { channelError } from './errors.ts'
import type { HttpsSettings } from './form.ts'

/** The secret header of a channel, opened to be sent; none where the channel has none. */
export async function secretHeaderOf(
  { database, secrets }: Pick<Grid, 'database' | 'secrets'>,
  channel: { id: string; settings: Record<string, unknown> },
): Promise<Record<string, string>> {
  const name = (channel.settings['secretHeader'] as HttpsSettings['secretHeader'])?.name
  if (name === undefined) return {}
  const secret = await secrets.of(database.kysely, secretName(channel.id))
  if (!secret) throw channelError('channel-secret-missing', { name })
  return { [name]: secret.reveal() }
}

/**
 * Takes the secret out of settings and keeps it, sealed. Returns the settings as the row has them, and whether a secret
 * changed. The former value stays when none is given, but only under the header it was given for.
 */
export async function keepSecret(
  act: Act,
  channel: { id: string; settings: Record<string, unknown> },
  given: Record<string, unknown>,
): Promise<{ settings: Record<string, unknown>; secretChanged: boolean }> {
  const header = given['secretHeader'] as HttpsSettings['secretHeader'] | undefined
  const before = (channel.settings['secretHeader'] as HttpsSettings['secretHeader'] | undefined)?.name
  if (!header) {
    if (before !== undefined) await act.tx.deleteFrom('secrets').where('name', '=', secretName(channel.id)).execute()
    return { settings: given, secretChanged: before !== undefined }
  }
  const { name, value } = header
  const settings = { ...given, secretHeader: { name } }
  const kept = await act.secrets.of(act.tx, secretName(channel.id))
  if (value === undefined) {
    if (!kept || before !== name) throw channelError('channel-secret-missing', { name })
    return { settings, secretChanged: false }
  }
  if (kept?.reveal() === value) return { settings, secretChanged: false }
  await act.secrets.put(act.tx, secretName(channel.id), value)
  return { settings, secretChanged: true }
}

function secretName(channel: string): string {
  return `channel:${channel}:header`
}
