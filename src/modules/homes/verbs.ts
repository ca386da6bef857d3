import ssh2 from 'ssh2'
import type { Grid } from '../../grid.ts'
import { type Act, type ActParts, note, perform } from '../../platform/act.ts'
import { type Actor, actorName } from '../../platform/actor.ts'
import { recordEvents } from '../../platform/events.ts'
import { httpError } from '../../platform/http/errors.ts'
import { hashPassword } from './doorkeeper.ts'
import { homeError } from './errors.ts'
import { findSftpKey, type SftpKey } from './queries.ts'

const PASSWORD_MIN = 12

/** Lets whoever holds the private half of this key sign in as the organization. */
export function addSftpKey(grid: ActParts, actor: Actor, of: { organization: string; line: string }): Promise<void> {
  return perform(grid, actor, (act) => giveSftpKey(act, of.organization, of.line))
}

/** The same within an act. A key that the organization has already is left as it is. */
export async function giveSftpKey(act: Act, organization: string, line: string): Promise<void> {
  const parsed = ssh2.utils.parseKey(line)
  if (parsed instanceof Error) throw homeError('sftp-key-invalid')
  const [type, blob, ...label] = line.trim().split(/\s+/)
  const public_key = `${type} ${blob}`
  const known = await act.tx
    .selectFrom('sftp_credentials')
    .select('id')
    .where('organization', '=', organization)
    .where('public_key', '=', public_key)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (known) return
  const id = act.newId()
  const nothing = { password_hash: null, revoked_at: null }
  await act.tx
    .insertInto('sftp_credentials')
    .values({ id, organization, kind: 'key', label: label.join(' ') || 'key', public_key, ...nothing })
    .execute()
  noteCredential(act, 'sftp-credential.added', { id, organization, kind: 'key' })
}

/** No new session begins with this key. Revoking a revoked one changes nothing. */
export async function revokeSftpKey(act: Act, id: string): Promise<SftpKey> {
  const revoked = await act.tx
    .updateTable('sftp_credentials')
    .set({ revoked_at: act.at })
    .where('id', '=', id)
    .where('public_key', 'is not', null)
    .where('revoked_at', 'is', null)
    .returning(['id', 'organization', 'kind'])
    .executeTakeFirst()
  if (revoked) noteCredential(act, 'sftp-credential.revoked', revoked)
  const found = await findSftpKey(act.tx, id)
  if (!found) throw httpError('not-found', { kind: 'SFTP key', id })
  return found
}

function noteCredential(act: Act, type: string, of: { id: string; organization: string; kind: string }): void {
  const { id, organization, kind } = of
  const about = { subjectKind: 'organization', subject: organization, organizations: [organization] }
  note(act, { type, ...about, data: { credential: id, kind } })
}

type Parts = Pick<Grid, 'database' | 'newId'>

/** Sets the one password of an organization's SFTP account; the former one stops working. */
export async function setSftpPassword(
  grid: Parts,
  actor: Actor,
  of: { organization: string; password: string },
): Promise<void> {
  if (of.password.length < PASSWORD_MIN) throw homeError('sftp-password-short', { least: PASSWORD_MIN })
  const hash = await hashPassword(of.password)
  await grid.database.transaction(async (tx) => {
    await tx
      .updateTable('sftp_credentials')
      .set({ revoked_at: new Date() })
      .where('organization', '=', of.organization)
      .where('kind', '=', 'password')
      .where('revoked_at', 'is', null)
      .execute()
    const id = grid.newId()
    await tx
      .insertInto('sftp_credentials')
      .values({
        id,
        organization: of.organization,
        kind: 'password',
        label: 'password',
        public_key: null,
        password_hash: hash,
        revoked_at: null,
      })
      .execute()
    await recordEvents(tx, [
      {
        type: 'sftp-credential.added',
        subjectKind: 'organization',
        subject: of.organization,
        organizations: [of.organization],
        actor: actorName(actor),
        data: { credential: id, kind: 'password' },
      },
    ])
  })
}
