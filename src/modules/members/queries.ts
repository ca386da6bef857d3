import { type Kysely, sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Database } from '../../platform/database.ts'
import { rowsOf } from '../../platform/rows-of.ts'
import type { Tables } from '../../platform/tables.ts'

const MEMBER = [
  'members.id',
  'members.organization',
  'members.user',
  'members.role',
  'members.locale',
  'members.time_zone',
  'members.created_at',
  'members.ends_at',
  'members.ended_at',
  'auth.user.name',
  'auth.user.email',
  'auth.user.twoFactorEnabled',
] as const

const members = (database: Kysely<Tables>) =>
  database.selectFrom('members').innerJoin('auth.user', 'auth.user.id', 'members.user').select(MEMBER)

export type Member = NonNullable<Awaited<ReturnType<typeof findMember>>>

export function findMember(database: Kysely<Tables>, id: string) {
  return members(database).where('members.id', '=', id).executeTakeFirst()
}

/** A person whom this actor may see. */
export async function findVisibleMember(
  database: Pick<Database, 'kysely'>,
  actor: Actor,
  id: string,
): Promise<Member | undefined> {
  const seen = await rowsOf(database, actor.organization, (own) =>
    own.selectFrom('members').select('id').where('id', '=', id).executeTakeFirst(),
  )
  return seen && findMember(database.kysely, id)
}

/**
 * The people this actor may see, the newest first: its own organization's; of the grid itself all, or one organization's. Which
 * they are is asked as the actor; what they are called is theirs as users, whom no organization has.
 */
export async function listMembers(
  database: Pick<Database, 'kysely'>,
  actor: Actor,
  page: {
    organization?: string | null | undefined
    ended: boolean
    before?: string | undefined
    limit: number
  },
): Promise<Member[]> {
  const seen = await rowsOf(database, actor.organization, (own) => {
    let query = own.selectFrom('members').select('members.id').orderBy('members.id', 'desc').limit(page.limit)
    const organization = actor.organization ?? page.organization
    if (organization !== undefined) query = query.where('members.organization', 'is not distinct from', organization)
    if (!page.ended) query = query.where(isCurrent)
    if (page.before !== undefined) query = query.where('members.id', '<', page.before)
    return query.execute()
  })
  if (seen.length === 0) return []
  const ids = seen.map(({ id }) => id)
  return members(database.kysely).where('members.id', 'in', ids).orderBy('members.id', 'desc').execute()
}

/** The member that this user is now. */
export function memberOfUser(database: Kysely<Tables>, user: string): Promise<Member | undefined> {
  return members(database).where('members.user', '=', user).where(isCurrent).executeTakeFirst()
}

const isCurrent = sql<boolean>`members.ended_at is null and (members.ends_at is null or members.ends_at > now())`

/** Who has this session, unless it or the membership has ended or the organization is not active. */
export function findSession(database: Kysely<Tables>, token: string) {
  return members(database)
    .innerJoin('auth.session', 'auth.session.userId', 'members.user')
    .leftJoin('organizations', 'organizations.id', 'members.organization')
    .select(['auth.session.id as session', 'auth.session.expiresAt'])
    .where('auth.session.token', '=', token)
    .where('auth.session.expiresAt', '>', sql<Date>`now()`)
    .where(isCurrent)
    .where((is) => is.or([is('members.organization', 'is', null), is('organizations.status', '=', 'active')]))
    .executeTakeFirst()
}

/** The user who has this session, member or not. */
export function userOfSession(database: Kysely<Tables>, token: string) {
  return database
    .selectFrom('auth.session')
    .innerJoin('auth.user', 'auth.user.id', 'auth.session.userId')
    .select(['auth.user.id', 'auth.user.email', 'auth.user.name'])
    .where('auth.session.token', '=', token)
    .where('auth.session.expiresAt', '>', sql<Date>`now()`)
    .executeTakeFirst()
}

export type Session = Awaited<ReturnType<typeof listSessions>>[number]

const sessions = (database: Kysely<Tables>) =>
  database
    .selectFrom('auth.session as s')
    .innerJoin('members', 'members.user', 's.userId')
    .innerJoin('auth.user as u', 'u.id', 's.userId')
    .select([
      ...(['s.id', 's.createdAt', 's.updatedAt', 's.expiresAt', 's.ipAddress', 's.userAgent'] as const),
      ...(['members.id as member', 'members.organization', 'u.name', 'u.email'] as const),
    ])
    .where('s.expiresAt', '>', sql<Date>`now()`)
    .where('members.ended_at', 'is', null)

/** Open sessions: of one member, or of all that the actor may see. */
export function listSessions(
  database: Kysely<Tables>,
  actor: Actor,
  page: { member?: string | undefined; before?: string | undefined; limit: number },
) {
  let query = sessions(database).orderBy('s.id', 'desc').limit(page.limit)
  if (page.member !== undefined) query = query.where('members.id', '=', page.member)
  if (actor.organization !== null) query = query.where('members.organization', '=', actor.organization)
  if (page.before !== undefined) query = query.where('s.id', '<', page.before)
  return query.execute()
}

export function findOpenSession(database: Kysely<Tables>, id: string) {
  return sessions(database).where('s.id', '=', id).executeTakeFirst()
}

/** The organization as those see it who belong to it: null is the host. */
export function organizationOf(database: Kysely<Tables>, organization: string | null) {
  const query = database.selectFrom('organizations').select(['id', 'slug', 'name', 'role', 'locale', 'time_zone'])
  return (
    organization === null ? query.where('role', '=', 'host') : query.where('id', '=', organization)
  ).executeTakeFirst()
}

export type Invitation = NonNullable<Awaited<ReturnType<typeof findInvitation>>>

const invitations = (database: Kysely<Tables>) =>
  database
    .selectFrom('invitations')
    .leftJoin('mails', 'mails.id', 'invitations.mail')
    .selectAll('invitations')
    .select(['mails.status as mail_status', 'mails.sent_at', 'mails.problem as mail_problem'])
    .select(
      sql<{ member: string; name: string; at: string }[]>`(
        select coalesce(jsonb_agg(jsonb_build_object('member', m.id, 'name', u.name, 'at', i.at) order by i.at), '[]')
        from invitation_uses i join members m on m.id = i.member join auth."user" u on u.id = m."user"
        where i.invitation = invitations.id)`.as('accepted'),
    )

export function findInvitation(database: Kysely<Tables>, id: string) {
  return invitations(database).where('invitations.id', '=', id).executeTakeFirst()
}

export function findInvitationByHash(database: Kysely<Tables>, hash: Buffer): Promise<Invitation | undefined> {
  return invitations(database).where('invitations.hash', '=', hash).executeTakeFirst()
}

export function listInvitations(
  database: Kysely<Tables>,
  actor: Actor,
  page: { before?: string | undefined; limit: number },
): Promise<Invitation[]> {
  let query = invitations(database)
    .where('invitations.kind', '!=', 'link')
    .orderBy('invitations.id', 'desc')
    .limit(page.limit)
  if (actor.organization !== null) query = query.where('invitations.organization', '=', actor.organization)
  if (page.before !== undefined) query = query.where('invitations.id', '<', page.before)
  return query.execute()
}
