import ssh2 from 'ssh2'
import type { Grid } from '../../grid.ts'
import { type Actor, actorName } from '../../platform/actor.ts'
import { recordEvents } from '../../platform/events.ts'
import { hashPassword } from './doorkeeper.ts'
import { homeError } from './errors.ts'

const PASSWORD_MIN = 12

type Parts = Pick<Grid, 'database' | 'newId'>

/** Lets whoever holds the private half of this key sign in as the organization. The same key twice is one key. */
export async function addSftpKey(grid: Parts, actor: Actor, of: { organization: string; line: string }): Promise<void> {
  const parsed = ssh2.utils.parseKey(of.line)
  if (parsed instanceof Error) throw homeError('sftp-key-invalid')
  const [type, blob, ...label] = of.line.trim().split(/\s+/)
  await grid.database.transaction(async (tx) => {
    const known = await tx
      .selectFrom('sftp_credentials')
      .select('id')
      .where('organization', '=', of.organization)
      .where('public_key', '=', `${type} ${blob}`)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (known) return
    const id = grid.newId()
    await tx
      .insertInto('sftp_credentials')
      .values({
        id,
        organization: of.organization,
        kind: 'key',
        label: label.join(' ') || 'key',
        public_key: `${type} ${blob}`,
        password_hash: null,
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
        data: { credential: id, kind: 'key' },
      },
    ])
  })
}

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
