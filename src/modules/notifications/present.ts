import { z } from 'zod'
import type { MemberRole } from '../members/policy.ts'
import { isToldByRole, kinds, kindsFor } from './policy.ts'
import type { Notification, OwnRule, Told } from './queries.ts'

const moment = z.iso.datetime()

export const notificationAnswer = z.object({
  id: z.uuid(),
  kind: z.enum(kinds),
  count: z.int().meta({ description: 'How many it stands for, within an hour' }),
  documentType: z.string().nullable(),
  partner: z.string().nullable().meta({ description: 'Whom it is about: to a partner, the other side' }),
  called: z.string().nullable().meta({ description: 'Business key or name of the last' }),
  subject: z.object({ kind: z.string(), id: z.uuid() }).meta({ description: 'The last' }),
  firstAt: moment,
  at: moment.meta({ description: 'When the last happened' }),
  readAt: moment.nullable(),
})

export const toldAnswer = notificationAnswer.extend({
  member: z.object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    organization: z.string().nullable().meta({ description: 'Null: of the grid itself' }),
  }),
})

export const unreadAnswer = z.object({ unread: z.int() })
export const readAnswer = z.object({ read: z.int().meta({ description: 'How many were unread' }) })

export const rulesAnswer = z.object({
  kinds: z
    .array(z.object({ kind: z.enum(kinds), told: z.boolean() }))
    .meta({ description: 'What somebody in your role can be told of, and whether they are if they say nothing' }),
  rules: z
    .array(
      z.object({
        kind: z.enum(kinds).nullable(),
        documentType: z.string().nullable(),
        partner: z.string().nullable(),
        told: z.boolean(),
      }),
    )
    .meta({
      description:
        'Your own. A rule that names the partner goes before one that does not, then one that names the type',
    }),
})

export function presentNotification(row: Notification): z.infer<typeof notificationAnswer> {
  const { id, count, partner, called } = row
  return {
    ...{ id, count, partner, called },
    kind: row.kind as (typeof kinds)[number],
    documentType: row.document_type,
    subject: { kind: row.subject_kind, id: row.subject },
    firstAt: row.first_at.toISOString(),
    at: row.at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
  }
}

export function presentTold(row: Told): z.infer<typeof toldAnswer> {
  const { member: id, name, email, organization } = row
  return { ...presentNotification(row), member: { id, name, email, organization } }
}

export function presentRules(
  of: { role: MemberRole; organization: string | null },
  rules: OwnRule[],
): z.infer<typeof rulesAnswer> {
  return {
    kinds: kindsFor(of.role, of.organization).map((kind) => ({ kind, told: isToldByRole(kind, of.role) })),
    rules: rules.map(({ kind, document_type: documentType, partner, told }) => {
      return { kind: kind as (typeof kinds)[number] | null, documentType, partner, told }
    }),
  }
}
