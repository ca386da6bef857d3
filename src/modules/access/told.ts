import type { Pool } from 'pg'
import { isId } from '../../platform/ids.ts'

/** As somebody is told who did a thing. */
export type ActorTold = (actor: string) => string

const GRID = 'the grid'

/**
 * Who did these things, as an organization is told: its own people and keys by name, others by their organization, and whoever is
 * of the grid itself as the grid. Null is the grid itself, which is told by id.
 */
export async function actorsToldTo(
  pool: Pool,
  organization: string | null,
  actors: readonly string[],
): Promise<ActorTold> {
  if (organization === null) return (actor) => actor
  const ids = (kind: string) => [
    ...new Set(actors.filter((one) => one.startsWith(kind)).map((one) => one.slice(kind.length))),
  ]
  const found = ['member:', 'api-key:', 'sftp:', 'channel:'].map((kind) => ids(kind).filter(isId))
  const names = new Map<string, string>([['system', 'system']])
  if (found.some((some) => some.length > 0)) {
    const { rows } = await pool.query({ name: 'actors told', text: ACTORS, values: [...found, organization] })
    for (const { actor, told } of rows) names.set(actor, told)
  }
  return (actor) => names.get(actor) ?? GRID
}

const ACTORS = `select a.actor, case when a.organization = $5::uuid then a.name else o.name end as told from (
    select 'member:' || m.id as actor, m.organization, u.name from members m join auth."user" u on u.id = m."user" where m.id = any($1::uuid[])
    union all select 'api-key:' || id, organization, name from api_keys where id = any($2::uuid[])
    union all select 'sftp:' || id, id, name from organizations where id = any($3::uuid[])
    union all select 'channel:' || id, organization, name from channels where id = any($4::uuid[])) a
  join organizations o on o.id = a.organization`

/** What an agreement says of these is the grid's own. */
const GRIDS_SETTINGS: ReadonlySet<string> = new Set(['approval', 'rules', 'compare'])

/** Settings as one of the two sides sees them: without those that are the grid's own. */
export function settingsToldTo(organization: string | null, said: unknown): Record<string, unknown> {
  const all = Object.entries((said ?? {}) as Record<string, unknown>)
  return Object.fromEntries(all.filter(([path]) => organization === null || !GRIDS_SETTINGS.has(path.split('.')[0]!)))
}

type Data = Record<string, unknown>

/**
 * What an event says to an organization that it names. The versions of what an agreement lies upon are those of the other side and
 * of the grid; by which way the receiver gets it is the receiver's. What one side has in another form it is told as it has it.
 */
export function dataToldTo(organization: string | null, { type, data }: { type: string; data: Data }): Data {
  if (organization === null) return data
  const { upon: _, told: forms, ...both } = data
  const shared = { ...both, ...(forms as Record<string, Data> | undefined)?.[organization] }
  if (!type.startsWith('agreement.')) return shared
  const told = (said: unknown) => settingsToldTo(organization, said)
  const { settings, changes, ...rest } = shared as Data & { changes?: { settings?: unknown[]; channel?: unknown } }
  const changed = changes?.settings?.map(told)
  return {
    ...rest,
    ...(settings === undefined ? {} : { settings: told(settings) }),
    ...(changes === undefined ? {} : { changes: changed === undefined ? {} : { settings: changed } }),
  }
}
