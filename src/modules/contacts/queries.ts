import type { Kysely, Selectable } from 'kysely'
import type { Tables } from '../../platform/tables.ts'

export type Contact = Selectable<Tables['contacts']>

export function listContacts(database: Kysely<Tables>, organization: string): Promise<Contact[]> {
  return database.selectFrom('contacts').selectAll().where('organization', '=', organization).orderBy('name').execute()
}

export function findContact(database: Kysely<Tables>, id: string): Promise<Contact | undefined> {
  return database.selectFrom('contacts').selectAll().where('id', '=', id).executeTakeFirst()
}
