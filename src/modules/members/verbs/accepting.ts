import { type Kysely, sql } from 'kysely'
import type { Grid } from '../../../grid.ts'
import { type Act, perform } from '../../../platform/act.ts'
import { type Actor, systemActor } from '../../../platform/actor.ts'
import type { Tables } from '../../../platform/tables.ts'
import { codeHash } from '../code.ts'
import { memberError } from '../errors.ts'
import type { Acceptance } from '../form.ts'
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from '../password.ts'
import {
  findInvitationByHash,
  findMember,
  type Invitation,
  type Member,
  memberOfUser,
  organizationOf,
} from '../queries.ts'
import { noteInvitation } from './invitations.ts'
import { noteMember } from './members.ts'

/** An invitation as whoever has its code sees it. */
export async function openInvitation(grid: Grid, code: string): Promise<{ invitation: Invitation; known: boolean }> {
  const found = await usable(grid.database.kysely, code, new Date(grid.now()))
  if (found.opened_at === null) {
    await grid.database.kysely
      .updateTable('invitations')
      .set({ opened_at: new Date(grid.now()) })
      .where('id', '=', found.id)
      .where('opened_at', 'is', null)
      .execute()
  }
  const known = found.email !== null && (await userWith(grid.database.kysely, found.email)) !== undefined
  return { invitation: found, known }
}

/** The user who accepts while signed in, or null. */
export type SignedIn = { id: string; email: string } | null

export interface Accepted {
  member: Member
  /** With which to sign in now: the password was just set. */
  credentials: { email: string; password: string } | null
}

/**
 * Makes the member, and the user where there is none, in one transaction: a process that dies leaves both or neither, and the
 * code unused. Only the session is made after it, by signing in: where that fails, the person signs in with what was just set.
 * Accepted again by who accepted it, it answers the same.
 */
export async function acceptInvitation(
  grid: Grid,
  code: string,
  given: Acceptance,
  signedIn: SignedIn,
): Promise<Accepted> {
  const mayLackPassword = grid.config.signIn.oidc !== undefined || grid.config.signIn.saml !== undefined
  // Before the transaction: a slow hash holds no lock, and nobody without a code has us work on one.
  if (!(await findInvitationByHash(grid.database.kysely, codeHash(code)))) throw memberError('invitation-unknown')
  const password = given.password === undefined ? null : await passwordHash(given.password)
  return perform(grid, systemActor, async (act) => {
    const invitation = await lockInvitation(act, code)
    const again = signedIn && (await acceptedBefore(act, invitation, signedIn.id))
    if (again) return { member: again, credentials: null }
    expectUsable(invitation, act.at)
    const email = addressOf(invitation, given, signedIn)
    const user = await userWith(act.tx, email)
    if (user && invitation.kind === 'link') return recover(act, { invitation, user, email, password, given })
    if (user && user.id !== signedIn?.id) throw memberError('sign-in-first')
    if (!user && !password && (!mayLackPassword || invitation.kind !== 'personal')) throw passwordNeeded()
    const id = user?.id ?? (await insertUser(act, { email, password, name: given.name ?? email, invitation }))
    const member = await insertMember(act, invitation, id, given)
    return { member, credentials: user || !given.password ? null : { email, password: given.password } }
  })
}

interface Recovery {
  invitation: Invitation
  user: { id: string }
  email: string
  password: string | null
  given: Acceptance
}

/** A link from the machine itself: a new password, no second factor, no other sessions; and an admin again. */
async function recover(act: Act, { invitation, user, email, password, given }: Recovery): Promise<Accepted> {
  if (!password) throw passwordNeeded()
  await act.tx.deleteFrom('auth.session').where('userId', '=', user.id).execute()
  await act.tx.deleteFrom('auth.twoFactor').where('userId', '=', user.id).execute()
  const plain = { twoFactorEnabled: false, updatedAt: act.at }
  await act.tx.updateTable('auth.user').set(plain).where('id', '=', user.id).execute()
  await act.tx.deleteFrom('auth.account').where('userId', '=', user.id).where('providerId', '=', 'credential').execute()
  await insertPassword(act, user.id, password)
  const current = await memberOfUser(act.tx, user.id)
  const member = current ?? (await insertMember(act, invitation, user.id, given))
  if (current) await use(act, invitation, current)
  actAs(act, member)
  noteMember(act, 'member.recovered', member, {})
  return { member, credentials: { email, password: given.password! } }
}

async function insertUser(
  act: Act,
  {
    email,
    password,
    name,
    invitation,
  }: { email: string; password: string | null; name: string; invitation: Invitation },
): Promise<string> {
  const id = act.newId()
  // Proven by the mail that brought the code, or vouched for by whoever sits at the machine. Without a password the identity
  // provider has to prove it, at each sign-in: there is no other way in.
  const mailed = invitation.kind === 'personal' && invitation.mail !== null
  const proven = invitation.kind === 'link' || mailed || password === null
  const times = { createdAt: act.at, updatedAt: act.at }
  const user = { id, email, name, emailVerified: proven, twoFactorEnabled: false, ...times }
  await act.tx.insertInto('auth.user').values(user).execute()
  if (password) await insertPassword(act, id, password)
  return id
}

async function insertPassword(act: Act, user: string, password: string): Promise<void> {
  const id = act.newId()
  const account = { id, accountId: user, providerId: 'credential', userId: user, password }
  await act.tx
    .insertInto('auth.account')
    .values({ ...account, createdAt: act.at, updatedAt: act.at })
    .execute()
}

async function insertMember(act: Act, invitation: Invitation, user: string, given: Acceptance): Promise<Member> {
  // A guest whose time is over makes room.
  await sql`update members set ended_at = ends_at where "user" = ${user} and ended_at is null and ends_at <= ${act.at}`.execute(
    act.tx,
  )
  const id = act.newId()
  const { organization, role, member_ends_at: endsAt } = invitation
  const its = await organizationOf(act.tx, organization)
  const timeZone = given.timeZone ?? its?.time_zone ?? 'UTC'
  const locale = given.locale ?? invitation.locale
  const made = await act.tx
    .insertInto('members')
    .values({ id, organization, user, role, locale, time_zone: timeZone, ends_at: endsAt, created_at: act.at })
    .onConflict((on) => on.column('user').where('ended_at', 'is', null).doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows !== 1n) throw memberError('member-already')
  const member = (await findMember(act.tx, id))!
  actAs(act, member)
  await use(act, invitation, member)
  noteMember(act, 'member.joined', member, { role, invitation: invitation.id })
  act.notices.add('access')
  return member
}

/** Counts one use; the row is locked, so two who come at once take two. */
async function use(act: Act, invitation: Invitation, member: Member): Promise<void> {
  const { id } = invitation
  await act.tx
    .updateTable('invitations')
    .set({ uses: invitation.uses + 1 })
    .where('id', '=', id)
    .execute()
  await act.tx.insertInto('invitation_uses').values({ invitation: id, member: member.id, at: act.at }).execute()
  noteInvitation(act, 'invitation.accepted', invitation, { member: member.id })
}

/** Who accepts is who acts, known only now. */
function actAs(act: Act, { id, name, organization }: Member): void {
  const actor: Actor = { kind: 'member', id, name, organization, scopes: [] }
  act.actor = actor
}

function addressOf(invitation: Invitation, given: Acceptance, signedIn: SignedIn): string {
  const email = signedIn?.email ?? invitation.email ?? given.email
  if (email === undefined) throw memberError('email-needed')
  const domain = invitation.email_domain
  const fits = invitation.email === null || invitation.email === email
  if (!fits || (domain !== null && email.split('@').at(-1) !== domain)) {
    throw memberError('invitation-for-others', { email })
  }
  return email
}

async function acceptedBefore(act: Act, invitation: Invitation, user: string): Promise<Member | undefined> {
  const member = await memberOfUser(act.tx, user)
  return invitation.accepted.some((one) => one.member === member?.id) ? member : undefined
}

async function lockInvitation(act: Act, code: string): Promise<Invitation> {
  const hash = codeHash(code)
  await act.tx.selectFrom('invitations').select('id').where('hash', '=', hash).forUpdate().execute()
  const found = await findInvitationByHash(act.tx, hash)
  if (!found) throw memberError('invitation-unknown')
  return found
}

async function usable(database: Kysely<Tables>, code: string, at: Date): Promise<Invitation> {
  const found = await findInvitationByHash(database, codeHash(code))
  if (!found) throw memberError('invitation-unknown')
  expectUsable(found, at)
  return found
}

function expectUsable({ revoked_at, expires_at, uses, uses_max }: Invitation, at: Date): void {
  if (revoked_at !== null) throw memberError('invitation-over', { reason: 'it was revoked' })
  if (uses >= uses_max) throw memberError('invitation-over', { reason: 'it has been used' })
  if (expires_at <= at) throw memberError('invitation-over', { reason: 'it has expired' })
}

function userWith(database: Kysely<Tables>, email: string) {
  return database.selectFrom('auth.user').select('id').where('email', '=', email).executeTakeFirst()
}

async function passwordHash(password: string): Promise<string> {
  const limits = { min: PASSWORD_LENGTH_MIN, max: PASSWORD_LENGTH_MAX }
  if (password.length < limits.min || password.length > limits.max) throw memberError('password-unfit', limits)
  const { hashPassword } = await import('better-auth/crypto')
  return hashPassword(password)
}

function passwordNeeded() {
  return memberError('password-needed', { min: PASSWORD_LENGTH_MIN, max: PASSWORD_LENGTH_MAX })
}
