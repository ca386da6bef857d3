import type { Kysely, Selectable } from 'kysely'
import type { Tables } from '../../platform/tables.ts'

export type Channel = Selectable<Tables['channels']>

export function listChannels(database: Kysely<Tables>, organization: string): Promise<Channel[]> {
  return database.selectFrom('channels').selectAll().where('organization', '=', organization).orderBy('name').execute()
}

export function findChannel(database: Kysely<Tables>, id: string): Promise<Channel | undefined> {
  return database.selectFrom('channels').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Agreements that would lose their way out. */
export async function countUses(database: Kysely<Tables>, channel: string, at: Date): Promise<number> {
  const { count } = await database
    .selectFrom('agreements')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('channel', '=', channel)
    .where('valid_until', '>', at)
    .executeTakeFirstOrThrow()
  return Number(count)
}
