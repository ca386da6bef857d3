import { type Kysely, type Selectable, sql } from 'kysely'
import type { Tables } from '../../platform/tables.ts'
import type { ObjectClass } from './classes.ts'

type Database = Kysely<Tables>

export type ProposalRow = Selectable<Tables['proposals']>

/** With what its people are called. */
export type NamedProposal = ProposalRow & { actor_name: string | null; settled_name: string | null }

export interface ProposalFilter {
  status?: ProposalRow['status'] | undefined
  subject?: string | undefined
}

export function findProposal(database: Database, id: string): Promise<NamedProposal | undefined> {
  return proposals(database).where('p.id', '=', id).executeTakeFirst()
}

/** The newest first. */
export function listProposals(
  database: Database,
  { status, subject }: ProposalFilter,
  page: { before?: string | undefined; limit: number },
): Promise<NamedProposal[]> {
  let query = proposals(database).orderBy('p.id', 'desc').limit(page.limit)
  if (status !== undefined) query = query.where('p.status', '=', status)
  if (subject !== undefined) query = query.where('p.subject', '=', subject)
  if (page.before !== undefined) query = query.where('p.id', '<', page.before)
  return query.execute()
}

function proposals(database: Database) {
  return database
    .selectFrom('proposals as p')
    .selectAll('p')
    .select([nameOf('p.actor').as('actor_name'), nameOf('p.settled_by').as('settled_name')])
}

/** Of the person or of the key. */
function nameOf(column: string) {
  return sql<string | null>`coalesce(
    (select u.name from members m join auth."user" u on u.id = m."user" where 'member:' || m.id = ${sql.ref(column)}),
    (select k.name from api_keys k where 'api-key:' || k.id = ${sql.ref(column)}))`
}

/** Whether a class takes two people; one that nobody spoke of has no row yet. */
export interface FourEyes {
  id: string | null
  class: ObjectClass
  required: boolean
  version: number
}

export async function fourEyesOf(database: Database, of: ObjectClass): Promise<FourEyes> {
  const found = await fourEyes(database).where('class', '=', of).executeTakeFirst()
  return found ? { ...found, class: of } : { id: null, class: of, required: false, version: 0 }
}

export async function findFourEyes(database: Database, id: string): Promise<FourEyes | undefined> {
  const found = await fourEyes(database).where('id', '=', id).executeTakeFirst()
  return found && { ...found, class: found.class as ObjectClass }
}

function fourEyes(database: Database) {
  return database.selectFrom('four_eyes').select(['id', 'class', 'required', 'version'])
}

/** Who acted, and who made the key that acted: the key of a key too. */
export async function peopleBehind(database: Database, actor: string): Promise<string[]> {
  const { rows } = await sql<{ actor: string }>`
    with recursive behind as (
      select ${actor}::text as actor
      union select k.made_by from behind b join api_keys k on b.actor = 'api-key:' || k.id where k.made_by is not null)
    select actor from behind`.execute(database)
  return rows.map((row) => row.actor)
}

/** People of the grid itself who have one of these roles. */
export async function countPeople(database: Database, roles: readonly string[]): Promise<number> {
  const { count } = await database
    .selectFrom('members')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('organization', 'is', null)
    .where('ended_at', 'is', null)
    .where('role', 'in', [...roles])
    .executeTakeFirstOrThrow()
  return Number(count)
}
