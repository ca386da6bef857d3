import { type Act, type ActParts, perform } from '../../../platform/act.ts'
import { systemActor } from '../../../platform/actor.ts'
import { joinLink } from '../code.ts'
import { insertInvitation, noteInvitation } from './invitations.ts'

const LINK_HOURS = 24

export interface SignInLink {
  link: string
  expiresAt: Date
}

/**
 * A link for whoever sits at the machine: it makes an admin, or lets the one with this address choose a new password. Works
 * once, for a day; links made before end with it.
 */
export async function makeSignInLink(act: Act, email: string | null, publicUrl: string): Promise<SignInLink> {
  await act.tx
    .updateTable('invitations')
    .set({ revoked_at: act.at })
    .where('kind', '=', 'link')
    .where('revoked_at', 'is', null)
    .where('email', 'is not distinct from', email)
    .execute()
  const expiresAt = new Date(act.at.getTime() + LINK_HOURS * 3_600_000)
  const row = { kind: 'link' as const, organization: null, role: 'admin', email, email_domain: null, locale: 'en' }
  const made = await insertInvitation(act, { ...row, uses_max: 1, member_ends_at: null, expires_at: expiresAt })
  noteInvitation(act, 'invitation.made', { ...made, organization: null }, { kind: 'link', ...(email ? { email } : {}) })
  return { link: joinLink(publicUrl, made.code), expiresAt }
}

/** While the grid has no admin: a link for the first one, a new one at each start. */
export async function firstSignInLink(parts: ActParts, publicUrl: string): Promise<SignInLink | null> {
  const found = await parts.database.kysely
    .selectFrom('members')
    .select('id')
    .where('role', '=', 'admin')
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return found ? null : perform(parts, systemActor, (act) => makeSignInLink(act, null, publicUrl))
}
