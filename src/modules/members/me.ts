import type { z } from 'zod'
import type { Grid } from '../../grid.ts'
import type { Actor } from '../../platform/actor.ts'
import { meAnswer } from './present.ts'
import { findMember, organizationOf } from './queries.ts'

/** What the console begins with: who is it, of whom, and what may be done. */
export async function presentMe(grid: Grid, actor: Actor): Promise<z.infer<typeof meAnswer>> {
  const { kysely } = grid.database
  const [found, organization] = await Promise.all([
    actor.kind === 'member' ? findMember(kysely, actor.id) : undefined,
    organizationOf(kysely, actor.organization),
  ])
  return meAnswer.parse({
    member: found
      ? {
          id: found.id,
          name: found.name,
          email: found.email,
          role: found.role,
          locale: found.locale,
          timeZone: found.time_zone,
        }
      : null,
    organization: organization ?? null,
    scopes: actor.scopes,
    hides: actor.hides ?? [],
  })
}
