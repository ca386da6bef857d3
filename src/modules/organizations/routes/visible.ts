import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../../platform/actor.ts'
import { httpError } from '../../../platform/http/errors.ts'
import type { Tables } from '../../../platform/tables.ts'
import { maySee } from '../policy.ts'
import { findOrganization, type Organization } from '../queries.ts'

export const byOrganization = z.object({ organization: z.string().max(64).meta({ description: 'Its slug or id' }) })

/** One that the actor may not see does not exist for it. */
export async function visibleOrganization(
  database: Kysely<Tables>,
  actor: Actor,
  idOrSlug: string,
): Promise<Organization> {
  const found = await findOrganization(database, idOrSlug)
  if (!found || !maySee(actor, found.id)) throw httpError('not-found', { kind: 'organization', id: idOrSlug })
  return found
}
