import { z } from 'zod'
import { sensitiveClasses } from '../../edi/sensitive/classes.ts'
import type { Actor } from '../../platform/actor.ts'
import { hasScope } from '../../platform/http/access.ts'
import { scopes } from '../access/scopes.ts'
import { type MemberRole, mayManagePeopleOf, roles } from './policy.ts'
import type { Invitation, Member, Session } from './queries.ts'

const role = z.enum(roles)

/** Who asks: `GET /api/v1/me`. */
export const meAnswer = z.object({
  member: z
    .object({
      id: z.uuid(),
      name: z.string(),
      email: z.string(),
      role,
      locale: z.string().meta({ description: 'en, de' }),
      timeZone: z.string().meta({ description: 'IANA name, such as Europe/Berlin' }),
    })
    .nullable()
    .meta({ description: 'Null: asked with an API key' }),
  organization: z
    .object({ id: z.uuid(), slug: z.string(), name: z.string(), role: z.enum(['host', 'partner']) })
    .nullable()
    .meta({ description: "The asker's; of the grid's own people and keys the host; null while there is no host" }),
  scopes: z.array(z.enum(['*', ...scopes])).meta({ description: '`*`: all, of keys of the grid only' }),
  hides: z.array(z.enum(sensitiveClasses)).meta({ description: 'Classes of fields that are hidden from them' }),
})

const moment = z.iso.datetime()

export const memberAnswer = z.object({
  id: z.uuid(),
  organization: z.uuid().nullable().meta({ description: 'Null: the grid itself, that is its host' }),
  name: z.string(),
  email: z.string(),
  role,
  locale: z.string(),
  timeZone: z.string(),
  twoFactor: z.boolean(),
  createdAt: moment,
  endsAt: moment.nullable().meta({ description: 'Of guests' }),
  endedAt: moment.nullable(),
  abilities: z.object({ changeRole: z.boolean(), end: z.boolean() }).meta({ description: 'What the asker may do' }),
})

export function presentMember(member: Member, actor: Actor): z.infer<typeof memberAnswer> {
  const may =
    member.ended_at === null && hasScope(actor, 'people:write') && mayManagePeopleOf(actor, member.organization)
  return {
    id: member.id,
    organization: member.organization,
    name: member.name,
    email: member.email,
    role: member.role as MemberRole,
    locale: member.locale,
    timeZone: member.time_zone,
    twoFactor: member.twoFactorEnabled === true,
    createdAt: member.created_at.toISOString(),
    endsAt: member.ends_at?.toISOString() ?? null,
    endedAt: member.ended_at?.toISOString() ?? null,
    abilities: { changeRole: may, end: may },
  }
}

export const invitationAnswer = z.object({
  id: z.uuid(),
  kind: z.enum(['personal', 'code']),
  organization: z.uuid().nullable(),
  role,
  email: z.string().nullable(),
  emailDomain: z.string().nullable(),
  locale: z.string(),
  usesMax: z.int(),
  uses: z.int(),
  mail: z
    .object({ status: z.enum(['waiting', 'sent', 'failed']), sentAt: moment.nullable(), reason: z.string().nullable() })
    .nullable()
    .meta({ description: 'Null: no mail was sent; the link was handed over' }),
  createdBy: z.string(),
  createdAt: moment,
  expiresAt: moment,
  openedAt: moment.nullable(),
  revokedAt: moment.nullable(),
  accepted: z.array(z.object({ member: z.uuid(), name: z.string(), at: moment })),
})

/** Only the answer to its making has the link. */
export const madeInvitationAnswer = invitationAnswer.extend({
  mailed: z.boolean().meta({ description: 'False: nobody is told; hand the link over yourself' }),
  link: z.string().meta({ description: 'Shown this once; lets whoever has it in' }),
  code: z.string(),
})

export function presentInvitation(row: Invitation): z.infer<typeof invitationAnswer> {
  const { id, organization, email, locale, uses } = row
  const mail = row.mail_status && {
    status: row.mail_status as 'waiting',
    sentAt: row.sent_at?.toISOString() ?? null,
    reason: row.mail_problem ? String(row.mail_problem['reason'] ?? row.mail_problem.code) : null,
  }
  return {
    ...{ id, organization, email, locale, uses },
    kind: row.kind as 'personal' | 'code',
    role: row.role as MemberRole,
    emailDomain: row.email_domain,
    usesMax: row.uses_max,
    mail: mail || null,
    createdBy: row.actor,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    openedAt: row.opened_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    accepted: row.accepted.map(({ member, name, at }) => ({ member, name, at: new Date(at).toISOString() })),
  }
}

export const openInvitationAnswer = z.object({
  kind: z.enum(['personal', 'code', 'link']),
  organization: z.object({ name: z.string() }).nullable().meta({ description: 'Null: the grid has no host yet' }),
  role,
  email: z.string().nullable().meta({ description: 'Null: say one when accepting' }),
  emailDomain: z.string().nullable(),
  locale: z.string(),
  expiresAt: moment,
  known: z
    .boolean()
    .meta({ description: 'There is a user with this address: sign in first. Of a `link`: choose a new password.' }),
})

export const sessionAnswer = z.object({
  id: z.uuid(),
  member: z.object({ id: z.uuid(), name: z.string(), email: z.string() }),
  current: z.boolean().meta({ description: 'The one that asks' }),
  address: z.string().nullable(),
  agent: z.string().nullable(),
  createdAt: moment,
  seenAt: moment.meta({ description: 'To the day' }),
  expiresAt: moment,
})

export function presentSession(row: Session, actor: Actor): z.infer<typeof sessionAnswer> {
  return {
    id: row.id,
    member: { id: row.member, name: row.name, email: row.email },
    current: row.id === actor.session,
    address: row.ipAddress,
    agent: row.userAgent,
    createdAt: row.createdAt.toISOString(),
    seenAt: row.updatedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }
}
