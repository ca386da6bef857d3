import type { Act } from '../../../platform/act.ts'
import { hasScope } from '../../../platform/http/access.ts'
import { httpError } from '../../../platform/http/errors.ts'
import { mayManagePeopleOf } from '../policy.ts'
import { findOpenSession } from '../queries.ts'
import { noteMember } from './members.ts'

/** Ends a session now, on every node: one's own, or of those whose people one manages. */
export async function endSession(act: Act, id: string): Promise<void> {
  const found = await findOpenSession(act.tx, id)
  const own = found !== undefined && act.actor.kind === 'member' && found.member === act.actor.id
  const managed =
    found !== undefined && hasScope(act.actor, 'people:write') && mayManagePeopleOf(act.actor, found.organization)
  if (!found || !(own || managed)) throw httpError('not-found', { kind: 'session', id })
  await act.tx.deleteFrom('auth.session').where('id', '=', id).execute()
  noteMember(act, 'member.session-ended', { id: found.member, organization: found.organization }, {})
}
