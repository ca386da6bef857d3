import { type Act, note } from '../../platform/act.ts'
import { actorName } from '../../platform/actor.ts'
import { versionMismatch } from '../../platform/http/versions.ts'
import { savedSearchError } from './errors.ts'
import type { SavedSearchChange, SavedSearchForm } from './form.ts'
import { mayChangeSearch, mayDeleteSearch, maySeeSearch } from './policy.ts'
import { countOwn, findSearch, type SavedSearch } from './queries.ts'

const OWN_MAX = 200

/** Keeps a search under a name. */
export async function keepSearch(act: Act, asked: SavedSearchForm): Promise<SavedSearch> {
  const owner = actorName(act.actor)
  const count = await countOwn(act.tx, owner)
  if (count >= OWN_MAX) throw savedSearchError('saved-searches-too-many', { count })
  const { name, page, filter, shared } = asked
  const id = act.newId()
  const made = await act.tx
    .insertInto('saved_searches')
    .values({ id, organization: act.actor.organization, owner, name, page, filter, shared })
    .onConflict((conflict) => conflict.columns(['owner', 'page', 'name']).doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows !== 1n) throw savedSearchError('saved-search-taken', { name })
  return noted(act, 'saved-search.kept', id, { name, page, shared })
}

/** Another name or filter, or shared with one's organization, or no longer. */
export async function changeSearch(
  act: Act,
  id: string,
  asked: SavedSearchChange,
  version: number,
): Promise<SavedSearch> {
  const found = await expectSearch(act, id)
  if (!mayChangeSearch(actorName(act.actor), found)) {
    throw savedSearchError('saved-search-not-yours', { name: found.name })
  }
  const { name = found.name, filter = found.filter, shared = found.shared } = asked
  const { owner, page } = found
  const taken = await act.tx
    .selectFrom('saved_searches')
    .select('id')
    .where('owner', '=', owner)
    .where('page', '=', page)
    .where('name', '=', name)
    .where('id', '!=', id)
    .executeTakeFirst()
  if (taken) throw savedSearchError('saved-search-taken', { name })
  const changed = await act.tx
    .updateTable('saved_searches')
    .set({ name, filter, shared, version: version + 1, changed_at: act.at })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (changed.numUpdatedRows !== 1n) throw versionMismatch(found.version, version)
  return noted(act, 'saved-search.changed', id, { name, page, shared })
}

export async function deleteSearch(act: Act, id: string): Promise<void> {
  const found = await expectSearch(act, id)
  if (!mayDeleteSearch(act.actor, actorName(act.actor), found))
    throw savedSearchError('saved-search-not-yours', { name: found.name })
  await act.tx.deleteFrom('saved_searches').where('id', '=', id).execute()
  record(act, 'saved-search.deleted', id, { name: found.name, page: found.page, shared: found.shared })
}

async function expectSearch(act: Act, id: string): Promise<SavedSearch> {
  const found = await findSearch(act.tx, id)
  if (!found || !maySeeSearch(act.actor, actorName(act.actor), found)) {
    throw savedSearchError('saved-search-unknown', { id })
  }
  return found
}

async function noted(act: Act, type: string, id: string, data: Record<string, unknown>): Promise<SavedSearch> {
  record(act, type, id, data)
  return (await findSearch(act.tx, id))!
}

function record(act: Act, type: string, id: string, data: Record<string, unknown>): void {
  const organizations = act.actor.organization === null ? [] : [act.actor.organization]
  note(act, { type, subjectKind: 'saved-search', subject: id, organizations, data })
}
