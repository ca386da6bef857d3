import { sql } from 'kysely'
import { type Act, note } from '../../platform/act.ts'
import { httpError } from '../../platform/http/errors.ts'
import type { MemberRole } from '../members/policy.ts'
import { organizationCalled } from '../organizations/called.ts'
import { notificationError } from './errors.ts'
import type { RuleForm } from './form.ts'
import { kindsFor } from './policy.ts'
import { findNotification, type Notification } from './queries.ts'

/** Marks one as read. Reading a read one changes nothing. */
export async function readNotification(act: Act, id: string): Promise<Notification> {
  const { numUpdatedRows } = await act.tx
    .updateTable('notifications')
    .set({ read_at: act.at })
    .where('id', '=', id)
    .where('member', '=', act.actor.id)
    .where('read_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows > 0n) act.notices.add('entrepot')
  const found = await findNotification(act.tx, act.actor.id, id)
  if (!found) throw httpError('not-found', { kind: 'notification', id })
  return found
}

/** Marks all as read that somebody has seen: what came later stays unread. */
export async function readNotifications(act: Act, upTo: Date | undefined): Promise<number> {
  const { numUpdatedRows } = await act.tx
    .updateTable('notifications')
    .set({ read_at: act.at })
    .where('member', '=', act.actor.id)
    .where('read_at', 'is', null)
    .where('at', '<=', upTo ?? act.at)
    .executeTakeFirst()
  act.notices.add('entrepot')
  return Number(numUpdatedRows)
}

/** Says anew what somebody wants to be told: these rules and no others. */
export async function changeRules(act: Act, role: MemberRole, given: RuleForm[]): Promise<void> {
  const { id: member, organization } = act.actor
  const possible = kindsFor(role, organization)
  const rows = []
  for (const { kind, documentType, partner, told } of given) {
    if (kind !== null && !possible.includes(kind)) throw notificationError('rule-kind-unfit', { kind })
    const of = { member, organization, kind, document_type: documentType, told }
    rows.push({ ...of, partner: partner === null ? null : await expectPartner(act, partner) })
  }
  const named = rows.map(({ kind, document_type: type, partner }) => [kind, type, partner].join('\n'))
  if (new Set(named).size < named.length) throw notificationError('rule-repeated')
  await act.tx.deleteFrom('notification_rules').where('member', '=', member).execute()
  if (rows.length > 0) await act.tx.insertInto('notification_rules').values(rows).execute()
  const organizations = organization === null ? [] : [organization]
  note(act, {
    type: 'member.notifications-changed',
    subjectKind: 'member',
    subject: member,
    organizations,
    data: { rules: given },
  })
}

/** Of a partner's people: only those it trades with, so that nobody finds out who else there is. */
async function expectPartner({ tx, actor }: Act, called: string): Promise<string> {
  const id = await organizationCalled(tx, called)
  if (id !== undefined && actor.organization === null) return id
  const { rows } =
    await sql`select from agreements where ${actor.organization}::uuid in (sender, receiver) and ${id ?? null}::uuid in (sender, receiver) limit 1`.execute(
      tx,
    )
  if (id === undefined || id === actor.organization || rows.length === 0)
    throw notificationError('rule-partner-unknown', { partner: called })
  return id
}
