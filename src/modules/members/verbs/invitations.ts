import { type Act, note } from '../../../platform/act.ts'
import { actorName } from '../../../platform/actor.ts'
import { httpError } from '../../../platform/http/errors.ts'
import { mailLater } from '../../mails/verbs.ts'
import { codeHash, joinLink, newCode } from '../code.ts'
import { memberError } from '../errors.ts'
import type { InvitationForm } from '../form.ts'
import { mayManagePeopleOf } from '../policy.ts'
import { findInvitation, type Invitation, organizationOf } from '../queries.ts'
import { expectRole } from './members.ts'

const DAY_MS = 86_400_000
const USES_MAX = 10

export interface MadeInvitation {
  invitation: Invitation
  code: string
  link: string
  /** Whether a mail with the link goes out; if not, somebody hands it over. */
  mailed: boolean
}

export interface InvitationPlace {
  publicUrl: string
  /** Whether there is a server that sends mail. */
  mails: boolean
}

/** Invites one address, or makes a code for several. The code itself is in the answer and the mail, nowhere else. */
export async function invite(act: Act, given: InvitationForm, place: InvitationPlace): Promise<MadeInvitation> {
  const organization = given.organization === undefined ? act.actor.organization : given.organization
  if (!mayManagePeopleOf(act.actor, organization)) throw memberError('people-elsewhere')
  const its = await organizationOf(act.tx, organization)
  if (!its && organization !== null) throw memberError('people-organization-unknown', { organization })
  const endsAt = given.endsAt === undefined ? null : new Date(given.endsAt)
  await expectRole(act, organization, { role: given.role, endsAt })
  const personal = given.kind === 'personal'
  if (personal && given.email === undefined) throw memberError('email-needed')
  const locale = given.locale ?? (its?.locale.startsWith('de') ? 'de' : 'en')
  const expiresAt = expiryOf(act, given.expiresAt)
  const made = await insertInvitation(act, {
    kind: given.kind,
    organization,
    role: given.role,
    email: personal ? given.email! : null,
    email_domain: personal ? null : (given.emailDomain ?? null),
    locale,
    uses_max: personal ? 1 : (given.usesMax ?? USES_MAX),
    member_ends_at: endsAt,
    expires_at: expiresAt,
  })
  const link = joinLink(place.publicUrl, made.code)
  const mailed = personal && place.mails
  if (mailed) {
    const parameters = {
      inviter: act.actor.name,
      organization: its?.name ?? 'Entrepot',
      expires: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: its?.time_zone ?? 'UTC' }).format(
        expiresAt,
      ),
    }
    const mail = await mailLater(act, { template: 'invitation', locale, recipient: given.email!, parameters, link })
    await act.tx.updateTable('invitations').set({ mail }).where('id', '=', made.id).execute()
  }
  noteInvitation(act, 'invitation.made', { ...made, organization }, { kind: given.kind, role: given.role })
  return { invitation: (await findInvitation(act.tx, made.id))!, code: made.code, link, mailed }
}

/** Ends an invitation: its link lets nobody in any more. Ending an ended one changes nothing. */
export async function revokeInvitation(act: Act, id: string): Promise<void> {
  const found = await findInvitation(act.tx, id)
  if (!found || found.kind === 'link' || !mayManagePeopleOf(act.actor, found.organization)) {
    throw httpError('not-found', { kind: 'invitation', id })
  }
  if (found.revoked_at !== null) return
  await act.tx.updateTable('invitations').set({ revoked_at: act.at }).where('id', '=', id).execute()
  noteInvitation(act, 'invitation.revoked', found, {})
}

/** A row with a code of its own, whose hash it keeps. */
export async function insertInvitation(
  act: Act,
  row: {
    kind: 'personal' | 'code' | 'link'
    organization: string | null
    role: string
    email: string | null
    email_domain: string | null
    locale: string
    uses_max: number
    member_ends_at: Date | null
    expires_at: Date
  },
): Promise<{ id: string; code: string }> {
  const id = act.newId()
  const code = newCode()
  await act.tx
    .insertInto('invitations')
    .values({ ...row, id, hash: codeHash(code), actor: actorName(act.actor), created_at: act.at })
    .execute()
  return { id, code }
}

export function noteInvitation(
  act: Act,
  type: string,
  { id, organization }: { id: string; organization: string | null },
  data: Record<string, unknown>,
): void {
  const organizations = organization === null ? [] : [organization]
  note(act, { type, subjectKind: 'invitation', subject: id, organizations, data })
}

function expiryOf(act: Act, given: string | undefined): Date {
  const at = act.at.getTime()
  const expiresAt = given === undefined ? new Date(at + 7 * DAY_MS) : new Date(given)
  if (expiresAt.getTime() <= at || expiresAt.getTime() > at + 366 * DAY_MS) {
    throw memberError('invitation-expiry', { expiresAt: expiresAt.toISOString() })
  }
  return expiresAt
}
