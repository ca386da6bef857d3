import type { Kysely, Selectable } from 'kysely'
import type { Tables } from '../../platform/tables.ts'

export type Channel = Selectable<Tables['channels']> & { connection_name: string | null }

export function listChannels(database: Kysely<Tables>, organization: string): Promise<Channel[]> {
  return channels(database).where('c.organization', '=', organization).orderBy('c.name').execute()
}

export function findChannel(database: Kysely<Tables>, id: string): Promise<Channel | undefined> {
  return channels(database).where('c.id', '=', id).executeTakeFirst()
}

function channels(database: Kysely<Tables>) {
  return database
    .selectFrom('channels as c')
    .leftJoin('connections as n', 'n.id', 'c.connection')
    .selectAll('c')
    .select('n.name as connection_name')
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
