import { sql } from 'kysely'
import { type Act, note } from '../../../platform/act.ts'
import { httpError } from '../../../platform/http/errors.ts'
import { memberError } from '../errors.ts'
import type { MeChange } from '../form.ts'
import {
  adminRole,
  type MemberRole,
  mayManagePeopleOf,
  mayRemoveLastAdmin,
  roleBeyond,
  rolesIn,
  seesBeyond,
} from '../policy.ts'
import { findMember, type Member } from '../queries.ts'
import { hidesOf } from '../sensitive.ts'

/** What a person may change about themselves. */
export async function changeMe(act: Act, given: MeChange): Promise<Member> {
  const found = await expectMember(act, act.actor.id)
  if (given.name !== undefined) {
    const name = { name: given.name, updatedAt: act.at }
    await act.tx.updateTable('auth.user').set(name).where('id', '=', found.user).execute()
  }
  const { locale = found.locale, timeZone = found.time_zone } = given
  await act.tx.updateTable('members').set({ locale, time_zone: timeZone }).where('id', '=', found.id).execute()
  act.notices.add('access')
  noteMember(act, 'member.changed', found, given)
  return expectMember(act, found.id)
}

/** Gives another role; what the person may do changes at once, on every node. */
export async function changeRole(
  act: Act,
  id: string,
  given: { role: MemberRole; endsAt: Date | null },
): Promise<Member> {
  const found = await expectCurrent(act, id)
  await expectRole(act, found.organization, given)
  if (found.role === given.role && found.ends_at?.getTime() === given.endsAt?.getTime()) return found
  // Nobody takes away what they could not have given: an admin is made less by an admin only.
  await expectNotBeyond(act, found.role as MemberRole)
  if (given.role !== found.role) await expectAnotherAdmin(act, found)
  const role = { role: given.role, ends_at: given.endsAt }
  await act.tx.updateTable('members').set(role).where('id', '=', id).execute()
  act.notices.add('access')
  noteMember(act, 'member.role-changed', found, { from: found.role, to: given.role })
  return expectMember(act, id)
}

/** Ends a membership now, and its sessions. Ending an ended one changes nothing. */
export async function endMember(act: Act, id: string): Promise<Member> {
  const found = await expectMember(act, id)
  if (found.ended_at !== null) return found
  await expectNotBeyond(act, found.role as MemberRole)
  await expectAnotherAdmin(act, found)
  await act.tx.updateTable('members').set({ ended_at: act.at }).where('id', '=', id).execute()
  await act.tx.deleteFrom('auth.session').where('userId', '=', found.user).execute()
  act.notices.add('access')
  noteMember(act, 'member.ended', found, { role: found.role })
  return expectMember(act, id)
}

export function noteMember(
  act: Act,
  type: string,
  member: { id: string; organization: string | null },
  data: Record<string, unknown>,
): void {
  const organizations = member.organization === null ? [] : [member.organization]
  note(act, { type, subjectKind: 'member', subject: member.id, organizations, data })
}

/** A role that this organization has, that the actor may give, and with an end where it needs one. */
export async function expectRole(
  act: Act,
  organization: string | null,
  { role, endsAt }: { role: MemberRole; endsAt: Date | null },
): Promise<void> {
  const possible = rolesIn(organization)
  if (!possible.includes(role)) throw memberError('role-unfit', { role, roles: possible.join(', ') })
  await expectNotBeyond(act, role)
  const ends = endsAt !== null && endsAt > act.at
  if (role === 'guest' ? !ends : endsAt !== null) throw memberError('guest-end', { endsAt: String(endsAt) })
}

async function expectNotBeyond(act: Act, role: MemberRole): Promise<void> {
  const beyond = roleBeyond(act.actor, role)
  if (beyond.length > 0) throw memberError('role-too-strong', { scopes: beyond.join(', ') })
  const seen = seesBeyond(act.actor, await hidesOf(act.tx, role))
  if (seen.length > 0) throw memberError('role-sees-more', { classes: seen.join(', ') })
}

/** A member that the actor may not see does not exist for it. */
async function expectMember(act: Act, id: string): Promise<Member> {
  const found = await findMember(act.tx, id)
  if (!found || !mayManagePeopleOf(act.actor, found.organization)) throw httpError('not-found', { kind: 'member', id })
  return found
}

async function expectCurrent(act: Act, id: string): Promise<Member> {
  const found = await expectMember(act, id)
  if (found.ended_at !== null) throw httpError('not-found', { kind: 'current member', id })
  return found
}

/** Locks all admins of the organization in the order of their ids: of two who leave at once, one is the last. */
async function expectAnotherAdmin(act: Act, member: Member): Promise<void> {
  const role = adminRole(member.organization)
  if (member.role !== role || mayRemoveLastAdmin(act.actor, member.organization)) return
  const { rows } = await sql<{ id: string }>`
    select id from members where organization is not distinct from ${member.organization} and role = ${role}
      and ended_at is null order by id for update`.execute(act.tx)
  if (!rows.some(({ id }) => id !== member.id)) throw memberError('last-admin', { role })
}
