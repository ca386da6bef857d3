import type { Grid } from '../../../grid.ts'
import { perform } from '../../../platform/act.ts'
import { type Actor, systemActor } from '../../../platform/actor.ts'
import { mailLater } from '../../mails/verbs.ts'
import { type Member, memberOfUser, userOfSession } from '../queries.ts'
import { noteMember } from './members.ts'

/** A session began: an event of the member's. A user who is no member now may sign in, and sees nothing. */
export async function recordSignIn(grid: Grid, session: { userId: string; ipAddress?: string | null }): Promise<void> {
  const member = await memberOfUser(grid.database.kysely, session.userId)
  if (!member) return
  const data = session.ipAddress ? { address: session.ipAddress } : {}
  await perform(grid, actorOf(member), async (act) => noteMember(act, 'member.signed-in', member, data))
}

/** Ends the session itself before its cookie is taken back: a copy of the cookie is worth nothing then. */
export async function signOut(grid: Grid, token: string | null): Promise<void> {
  const user = token === null ? undefined : await userOfSession(grid.database.kysely, token)
  if (token === null || !user) return
  const member = await memberOfUser(grid.database.kysely, user.id)
  await perform(grid, member ? actorOf(member) : systemActor, async (act) => {
    await act.tx.deleteFrom('auth.session').where('token', '=', token).execute()
    if (member) noteMember(act, 'member.signed-out', member, {})
  })
}

/** What a person changed about how they sign in, as an event of theirs. */
export async function recordOwn(grid: Grid, type: string, user: string): Promise<void> {
  const member = await memberOfUser(grid.database.kysely, user)
  if (member) await perform(grid, actorOf(member), async (act) => noteMember(act, type, member, {}))
}

function actorOf({ id, name, organization }: Member): Actor {
  return { kind: 'member', id, name, organization, scopes: [] }
}

/** A link to choose a new password, which works for an hour and once. */
export async function sendPasswordReset(
  grid: Grid,
  user: { id: string; email: string; name: string },
  token: string,
): Promise<void> {
  const member = await memberOfUser(grid.database.kysely, user.id)
  await perform(grid, systemActor, (act) =>
    mailLater(act, {
      template: 'password-reset',
      locale: member?.locale ?? 'en',
      recipient: user.email,
      parameters: { name: user.name },
      link: `${grid.config.publicUrl}/reset-password#${token}`,
    }),
  )
}
