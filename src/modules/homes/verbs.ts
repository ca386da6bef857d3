import ssh2 from 'ssh2'
import type { Grid } from '../../grid.ts'
import { type Act, type ActParts, note, perform } from '../../platform/act.ts'
import { type Actor, actorName } from '../../platform/actor.ts'
import { recordEvents } from '../../platform/events.ts'
import { hashPassword } from './doorkeeper.ts'
import { homeError } from './errors.ts'

const PASSWORD_MIN = 12

/** Lets whoever holds the private half of this key sign in as the organization. */
export async function addSftpKey(
  grid: ActParts,
  actor: Actor,
  of: { organization: string; line: string },
): Promise<void> {
  await perform(grid, actor, (act) => giveSftpKey(act, of.organization, { line: of.line }))
}

interface GivenKey {
  line: string
  /** Left out: what stands behind the key in its line. */
  label?: string | undefined
  /** Null or left out: without end. */
  expiresAt?: Date | null | undefined
}

/** The same within an act; the id of the key. One that the organization has already is left as it is. */
export async function giveSftpKey(act: Act, organization: string, given: GivenKey): Promise<string> {
  const parsed = ssh2.utils.parseKey(given.line.trim())
  // A private half is not what is asked for, and must not be kept.
  if (parsed instanceof Error || parsed.isPrivateKey()) throw homeError('sftp-key-invalid')
  const expires_at = expectFuture(act, given.expiresAt ?? null)
  const [type, blob, ...label] = given.line.trim().split(/\s+/)
  const public_key = `${type} ${blob}`
  const known = await act.tx
    .selectFrom('sftp_credentials')
    .select('id')
    .where('organization', '=', organization)
    .where('public_key', '=', public_key)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (known) return known.id
  const id = act.newId()
  const rest = { password_hash: null, revoked_at: null, expires_at, created_at: act.at }
  await act.tx
    .insertInto('sftp_credentials')
    .values({ id, organization, kind: 'key', label: given.label ?? (label.join(' ') || 'key'), public_key, ...rest })
    .execute()
  noteCredential(act, 'sftp-credential.added', { id, organization, kind: 'key' })
  return id
}

/** Says until when a key opens; null: without end. The same again changes nothing. */
export async function setSftpKeyEnd(act: Act, id: string, expiresAt: Date | null): Promise<void> {
  const found = await act.tx
    .selectFrom('sftp_credentials')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!found || found.revoked_at !== null) throw homeError('sftp-key-revoked')
  if (found.expires_at?.getTime() === expiresAt?.getTime()) return
  const expires_at = expectFuture(act, expiresAt)
  await act.tx.updateTable('sftp_credentials').set({ expires_at, refused_at: null }).where('id', '=', id).execute()
  noteCredential(act, 'sftp-credential.changed', { ...found, expiresAt: expiresAt?.toISOString() ?? null })
}

function expectFuture(act: Act, expiresAt: Date | null): Date | null {
  if (expiresAt === null || expiresAt > act.at) return expiresAt
  throw homeError('sftp-key-expiry-past', { expiresAt: expiresAt.toISOString() })
}

/** No new session begins with this key. Revoking a revoked one changes nothing. */
export async function revokeSftpKey(act: Act, id: string): Promise<void> {
  const revoked = await act.tx
    .updateTable('sftp_credentials')
    .set({ revoked_at: act.at })
    .where('id', '=', id)
    .where('public_key', 'is not', null)
    .where('revoked_at', 'is', null)
    .returning(['id', 'organization', 'kind'])
    .executeTakeFirst()
  if (revoked) noteCredential(act, 'sftp-credential.revoked', revoked)
}

interface Credential {
  id: string
  organization: string
  kind: string
  reason?: string
  expiresAt?: string | null
}

export function noteCredential(act: Act, type: string, of: Credential): void {
  const { id, organization, kind, reason, expiresAt } = of
  const about = { subjectKind: 'organization', subject: organization, organizations: [organization] }
  const more = { ...(reason === undefined ? {} : { reason }), ...(expiresAt === undefined ? {} : { expiresAt }) }
  note(act, { type, ...about, data: { credential: id, kind, ...more } })
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
        expires_at: null,
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
