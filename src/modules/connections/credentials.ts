import type { Kysely } from 'kysely'
import { connectors } from '../../connectors/connectors.ts'
import { secretFields } from '../../connectors/define.ts'
import type { Secrets } from '../../platform/secrets.ts'
import type { Tables } from '../../platform/tables.ts'
import { connectionError } from './errors.ts'
import type { Connection } from './queries.ts'

/** What a connection opens with: its settings, with the credentials that are kept for it. */
export async function openedSettings(
  tx: Kysely<Tables>,
  secrets: Secrets,
  { id, settings }: Pick<Connection, 'id' | 'settings'>,
): Promise<Record<string, unknown>> {
  const kept = await secrets.of(tx, secretName(id))
  return { ...settings, ...(kept ? (JSON.parse(kept.reveal()) as Record<string, string>) : {}) }
}

/**
 * What was given, read by the connector's form. Credentials that are left out are those kept, but only for whom they were
 * given: they are not shown to another host or user because somebody changed its name.
 */
export function readSettings(
  connector: string,
  given: Record<string, unknown>,
  before: Record<string, unknown> = {},
): Record<string, unknown> {
  const { connection: form, credentialsFor } = connectorCalled(connector)
  const same = credentialsFor.every((field) => given[field] === undefined || given[field] === before[field])
  const kept = secretFields(form).flatMap((name) => (same && before[name] !== undefined ? [[name, before[name]]] : []))
  const present = Object.entries(given).filter(([, value]) => value !== null)
  const named = Object.entries(given).map(([name]) => name)
  const read = form.safeParse({
    ...Object.fromEntries(kept.filter(([name]) => !named.includes(name as string))),
    ...Object.fromEntries(present),
  })
  if (read.success) return read.data
  const problems = read.error.issues.map(({ path, message }) => `${['settings', ...path].join('.')}: ${message}`)
  throw connectionError('connection-settings-invalid', { problems: problems.join('; ') })
}

/** Settings as the row has them, and credentials as the secrets have them. */
export function parted(
  connector: string,
  settings: Record<string, unknown>,
): { open: Record<string, unknown>; credentials: Record<string, unknown> } {
  const secret = new Set(secretFields(connectorCalled(connector).connection))
  const of = (wanted: boolean) =>
    Object.fromEntries(
      Object.entries(settings).filter(([name, value]) => secret.has(name) === wanted && value !== undefined),
    )
  return { open: of(false), credentials: of(true) }
}

export function connectorCalled(name: string) {
  const connector = connectors[name]
  if (!connector) throw connectionError('connector-unknown', { connector: name })
  return connector
}

export function secretName(connection: string): string {
  return `connection:${connection}`
}
