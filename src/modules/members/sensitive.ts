import type { Kysely } from 'kysely'
import { type SensitiveClass, sensitiveClasses } from '../../edi/sensitive/classes.ts'
import { type Act, note } from '../../platform/act.ts'
import type { Tables } from '../../platform/tables.ts'
import { hiddenFrom, type MemberRole, roles } from './policy.ts'

/** Events about all roles have no row of their own. */
const NOTHING = '00000000-0000-0000-0000-000000000000'

/** A role with the classes that it does not see. */
export interface RoleHides {
  role: MemberRole
  hidden: readonly SensitiveClass[]
  /** Said by the host; else as it comes. */
  said: boolean
}

/** What is hidden from this role now. */
export async function hidesOf(database: Kysely<Tables>, role: MemberRole): Promise<readonly SensitiveClass[]> {
  const found = await database
    .selectFrom('sensitive_rules')
    .select('hidden')
    .where('role', '=', role)
    .executeTakeFirst()
  return hiddenFrom(role, found?.hidden as SensitiveClass[] | undefined)
}

export async function listHides(database: Kysely<Tables>): Promise<RoleHides[]> {
  const rows = await database.selectFrom('sensitive_rules').select(['role', 'hidden']).execute()
  const said = new Map(rows.map(({ role, hidden }) => [role, hidden as SensitiveClass[]]))
  return roles.map((role) => ({ role, hidden: hiddenFrom(role, said.get(role)), said: said.has(role) }))
}

/** Says what a role does not see; null: as it comes. It holds at once, on every node. */
export async function setHides(
  act: Act,
  role: MemberRole,
  given: readonly SensitiveClass[] | null,
): Promise<RoleHides[]> {
  if (given === null) await act.tx.deleteFrom('sensitive_rules').where('role', '=', role).execute()
  else {
    const hidden = sensitiveClasses.filter((one) => given.includes(one))
    await act.tx
      .insertInto('sensitive_rules')
      .values({ role, hidden })
      .onConflict((conflict) => conflict.column('role').doUpdateSet({ hidden }))
      .execute()
  }
  act.notices.add('access')
  const data = { role, hidden: given }
  note(act, { type: 'sensitive-classes.changed', subjectKind: 'role', subject: NOTHING, organizations: [], data })
  return listHides(act.tx)
}
