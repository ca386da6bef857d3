import { type Act, note } from '../../../platform/act.ts'
import { actorName } from '../../../platform/actor.ts'
import { httpError } from '../../../platform/http/errors.ts'
import { organizationError } from '../errors.ts'
import { organizationForm } from '../form.ts'
import type { IdentifierForm } from '../identifier-form.ts'
import { findOrganization, type Organization, ownersOf } from '../queries.ts'
import { assignIdentifier } from './identifiers.ts'
import { changeOrganization, createOrganization } from './organizations.ts'
import { takeTurn } from './turn.ts'

export interface Introduction {
  /** What the envelope calls it: the first one must be nobody's yet. */
  called: [IdentifierForm, ...IdentifierForm[]]
  interchange: string
  slug?: string | undefined
  name?: string | undefined
}

/**
 * Makes an organization of what an envelope says. It is inactive, which makes it nobody, until a person confirms it. Asked for
 * what was made before, it returns that.
 */
export async function introduce(act: Act, given: Introduction): Promise<Organization> {
  await takeTurn(act)
  const [main, ...others] = given.called
  const owner = (await ownersOf(act.tx, main)).find((one) => Number(one.valid_until) > Number(act.at))
  if (owner) {
    const proposal = await proposalOf(act, owner.organization)
    if (proposal && proposal.confirmed_at === null) return (await findOrganization(act.tx, owner.organization))!
    throw organizationError('partner-known', { called: `${main.qualifier}/${main.value}`, organization: owner.slug })
  }
  const slug = given.slug ?? (await freeSlug(act, main.value))
  const form = organizationForm.parse({ name: given.name ?? main.value, status: 'inactive' })
  const made = await createOrganization(act, slug, form)
  await assignIdentifier(act, made.id, main)
  for (const one of others) if ((await ownersOf(act.tx, one)).length === 0) await assignIdentifier(act, made.id, one)
  const row = { organization: made.id, interchange: given.interchange, proposed_by: actorName(act.actor), at: act.at }
  await act.tx.insertInto('organization_proposals').values(row).execute()
  return made
}

/** A person says that it is whom it claims to be: from now on it is somebody. Confirmed twice, nothing changes. */
export async function confirmOrganization(act: Act, id: string): Promise<Organization> {
  await takeTurn(act)
  const proposal = await proposalOf(act, id)
  if (!proposal) throw httpError('not-found', { kind: 'proposed organization', id })
  if (proposal.confirmed_at !== null) return (await findOrganization(act.tx, id))!
  await act.tx
    .updateTable('organization_proposals')
    .set({ confirmed_by: actorName(act.actor), confirmed_at: act.at })
    .where('organization', '=', id)
    .execute()
  const about = { subjectKind: 'organization', subject: id, organizations: [id] }
  note(act, { type: 'organization.confirmed', ...about, data: { interchange: proposal.interchange } })
  return changeOrganization(act, id, { status: 'active' })
}

function proposalOf(act: Act, organization: string) {
  const rows = act.tx.selectFrom('organization_proposals').selectAll()
  return rows.where('organization', '=', organization).executeTakeFirst()
}

async function freeSlug(act: Act, value: string): Promise<string> {
  const plain = value
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  const wanted = plain === '' ? 'partner' : plain
  for (let n = 1; ; n++) {
    const slug = n === 1 ? wanted : `${wanted}-${n}`
    if (!(await findOrganization(act.tx, slug))) return slug
  }
}
