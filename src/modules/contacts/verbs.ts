import { isDeepStrictEqual } from 'node:util'
import { type Act, note } from '../../platform/act.ts'
import { httpError } from '../../platform/http/errors.ts'
import { versionMismatch } from '../../platform/http/versions.ts'
import { contactError } from './errors.ts'
import type { ContactForm } from './form.ts'
import { mayKeepContactsOf } from './policy.ts'
import { type Contact, findContact } from './queries.ts'

const FIELDS = ['name', 'purposes', 'email', 'phone', 'note', 'language'] as const

/** Names somebody at the organization whom others reach. */
export async function addContact(act: Act, organization: string, form: ContactForm): Promise<Contact> {
  await expectNameFree(act, organization, form.name)
  const id = act.newId()
  await act.tx
    .insertInto('contacts')
    .values({ id, organization, ...form, created_at: act.at, changed_at: act.at })
    .execute()
  return noted(act, 'contact.added', (await findContact(act.tx, id))!)
}

/** What is left out stays. The same again changes nothing. */
export async function changeContact(
  act: Act,
  id: string,
  given: { [field in keyof ContactForm]?: ContactForm[field] | undefined },
  version?: number,
): Promise<Contact> {
  const found = await expectContact(act, id)
  if (version !== undefined && version !== found.version) throw versionMismatch(found.version, version)
  const changed = FIELDS.filter((one) => given[one] !== undefined && !isDeepStrictEqual(given[one], found[one]))
  if (changed.length === 0) return found
  if (changed.includes('name')) await expectNameFree(act, found.organization, given.name!)
  await act.tx
    .updateTable('contacts')
    .set({ ...given, version: found.version + 1, changed_at: act.at })
    .where('id', '=', id)
    .execute()
  return noted(act, 'contact.changed', (await findContact(act.tx, id))!, { changed })
}

/** What was known of the person goes with it: only that there was a contact stays. */
export async function endContact(act: Act, id: string): Promise<void> {
  const found = await expectContact(act, id)
  await act.tx.deleteFrom('contacts').where('id', '=', id).execute()
  noted(act, 'contact.ended', found)
}

async function expectContact(act: Act, id: string): Promise<Contact> {
  const found = await act.tx.selectFrom('contacts').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!found || !mayKeepContactsOf(act.actor, found.organization)) throw httpError('not-found', { kind: 'contact', id })
  return found
}

/** Two who add the same name at once are told by the organization's row, which the first one holds. */
async function expectNameFree(act: Act, organization: string, name: string): Promise<void> {
  await act.tx.selectFrom('organizations').select('id').where('id', '=', organization).forUpdate().execute()
  const query = act.tx.selectFrom('contacts').select('id').where('organization', '=', organization)
  if (await query.where('name', '=', name).executeTakeFirst()) throw contactError('contact-known', { name })
}

/** Events stay for years and are told to others: they say that something changed of whom, never what is known of a person. */
function noted(act: Act, type: string, contact: Contact, data: { changed?: string[] } = {}): Contact {
  const { id, organization } = contact
  const about = { subjectKind: 'organization', subject: organization, organizations: [organization] }
  note(act, { type, ...about, data: { contact: id, ...data } })
  return contact
}
