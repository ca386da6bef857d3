import { type Kysely, sql } from 'kysely'
import type { Cursor } from '../../platform/http/paging.ts'
import type { Tables } from '../../platform/tables.ts'

type Database = Kysely<Tables>

export interface Notification {
  id: string
  kind: string
  document_type: string | null
  partner: string | null
  count: number
  subject_kind: string
  subject: string
  called: string | null
  first_at: Date
  at: Date
  read_at: Date | null
}

const SHOWN = sql`n.id, n.kind, n.document_type, entrepot_slug(n.partner) as partner, n.count, n.subject_kind, n.subject, n.called,
  n.first_at, n.at, n.read_at`

/** Somebody's own: what is unread first, then the newest. */
export async function listNotifications(
  database: Database,
  member: string,
  page: { unread: boolean; after?: Cursor | undefined; limit: number },
): Promise<Notification[]> {
  const wheres = [sql`n.member = ${member}`]
  if (page.unread) wheres.push(sql`n.read_at is null`)
  const [unread, at, id] = page.after ?? []
  if (page.after) {
    wheres.push(
      sql`((n.read_at is null), n.at, n.id) < (${unread === 1}, ${String(at)}::timestamptz, ${String(id)}::uuid)`,
    )
  }
  const { rows } = await sql<Notification>`select ${SHOWN} from notifications n where ${sql.join(wheres, sql` and `)}
    order by (n.read_at is null) desc, n.at desc, n.id desc limit ${page.limit}`.execute(database)
  return rows
}

export async function findNotification(
  database: Database,
  member: string,
  id: string,
): Promise<Notification | undefined> {
  const { rows } =
    await sql<Notification>`select ${SHOWN} from notifications n where n.id = ${id} and n.member = ${member}`.execute(
      database,
    )
  return rows[0]
}

export async function countUnread(database: Database, member: string): Promise<number> {
  const { n } = await database
    .selectFrom('notifications')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('member', '=', member)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return n
}

export type Told = Notification & { member: string; name: string; email: string; organization: string | null }

/** Who was told what and when, the newest first. */
export async function listTold(
  database: Database,
  filter: { member?: string | undefined; kind?: string | undefined },
  page: { before?: string | undefined; limit: number },
): Promise<Told[]> {
  const wheres = [sql`true`]
  if (filter.member !== undefined) wheres.push(sql`n.member = ${filter.member}`)
  if (filter.kind !== undefined) wheres.push(sql`n.kind = ${filter.kind}`)
  if (page.before !== undefined) wheres.push(sql`n.id < ${page.before}::uuid`)
  const { rows } =
    await sql<Told>`select ${SHOWN}, n.member, u.name, u.email, entrepot_slug(n.organization) as organization
    from notifications n join members m on m.id = n.member join auth."user" u on u.id = m."user"
    where ${sql.join(wheres, sql` and `)} order by n.id desc limit ${page.limit}`.execute(database)
  return rows
}

export interface OwnRule {
  kind: string | null
  document_type: string | null
  partner: string | null
  told: boolean
}

export async function listRules(database: Database, member: string): Promise<OwnRule[]> {
  const { rows } = await sql<OwnRule>`select kind, document_type, entrepot_slug(partner) as partner, told
    from notification_rules where member = ${member} order by partner nulls first, document_type nulls first, kind nulls first`.execute(
    database,
  )
  return rows
}
