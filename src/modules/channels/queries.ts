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

export interface ChannelUse {
  id: string
  sender: string
  receiver: string
  type: string
  mode: string
}

/** Agreements that would lose their way out, with the slugs of their sides. */
export function usesOf(database: Kysely<Tables>, channel: string, at: Date): Promise<ChannelUse[]> {
  return database
    .selectFrom('agreements as a')
    .innerJoin('organizations as s', 's.id', 'a.sender')
    .innerJoin('organizations as r', 'r.id', 'a.receiver')
    .select(['a.id', 's.slug as sender', 'r.slug as receiver', 'a.document_type as type', 'a.mode'])
    .where('a.channel', '=', channel)
    .where('a.valid_until', '>', at)
    .orderBy('a.id')
    .execute()
}
