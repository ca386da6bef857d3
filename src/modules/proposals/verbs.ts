import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { type Act, note } from '../../platform/act.ts'
import { actorName } from '../../platform/actor.ts'
import { httpError } from '../../platform/http/errors.ts'
import { versionMismatch } from '../../platform/http/versions.ts'
import { rolesIn, scopesOf } from '../members/policy.ts'
import { takeTurn } from '../organizations/verbs/turn.ts'
import { type ObjectClass, type ProposedVerbs, SCOPE_OF } from './classes.ts'
import { proposalError } from './errors.ts'
import { isOwn, mayActAlone } from './policy.ts'
import {
  countPeople,
  type FourEyes,
  findFourEyes,
  findProposal,
  fourEyesOf,
  type NamedProposal,
  peopleBehind,
} from './queries.ts'

/** Something that somebody wants to change, and how it is done. */
export interface Wanted<T> {
  class: ObjectClass
  /** Which of the class's verbs. */
  verb: string
  /** Null: it is made. */
  subject: string | null
  given: unknown
  /** What holds of a subject, as a difference shows it, and its version. */
  stateOf(id: string): Promise<{ version: number; content: unknown }>
  run(): Promise<T>
}

/** Instead of a result: nothing was done, another person has to approve it. */
export class Proposed {
  readonly proposal: NamedProposal

  constructor(proposal: NamedProposal) {
    this.proposal = proposal
  }
}

const approved = new WeakSet<Act>()

/**
 * Does it; or, where the host wants two people for this class, tries it, takes it back, and keeps it as a proposal: what would be
 * refused is refused now. What would change nothing needs nobody. The same wanted again is the same proposal.
 */
export async function doneOrProposed<T extends { id: string }>(act: Act, wanted: Wanted<T>): Promise<T | Proposed> {
  await takeTurn(act)
  if (approved.has(act) || mayActAlone(act.actor)) return wanted.run()
  if (!(await fourEyesOf(act.tx, wanted.class)).required) return wanted.run()
  const before = wanted.subject === null ? null : await wanted.stateOf(wanted.subject)
  const noted = act.events.length
  await sql`savepoint proposing`.execute(act.tx)
  const result = await wanted.run()
  const after = await wanted.stateOf(result.id)
  if (before?.version === after.version) return result
  await sql`rollback to savepoint proposing`.execute(act.tx)
  act.events.splice(noted)
  return new Proposed(await propose(act, { ...wanted, before, after: after.content }))
}

interface Difference {
  class: ObjectClass
  verb: string
  subject: string | null
  given: unknown
  before: { version: number; content: unknown } | null
  after: unknown
}

async function propose(act: Act, wanted: Difference): Promise<NamedProposal> {
  const { class: of, verb, subject, before } = wanted
  const [given, after] = [wanted.given, wanted.after].map((value) => JSON.stringify(value))
  const open = await act.tx
    .selectFrom('proposals')
    .select(['id', 'given', 'version'])
    .where('status', '=', 'open')
    .where('class', '=', of)
    .where('verb', '=', verb)
    .where('subject', subject === null ? 'is' : '=', subject)
    .execute()
  const version = before?.version ?? null
  const same = open.find((one) => one.version === version && isDeepStrictEqual(one.given, JSON.parse(given!)))
  if (same) return (await findProposal(act.tx, same.id))!
  const id = act.newId()
  await act.tx
    .insertInto('proposals')
    .values({
      ...{ id, class: of, verb, subject, version, status: 'open', created_at: act.at, actor: actorName(act.actor) },
      ...{ given: given!, before: before && JSON.stringify(before.content), after: after! },
      ...{ reason: null, settled_by: null, settled_at: null, answer: null },
    })
    .execute()
  const data = { class: of, verb, subject, before: before?.content ?? null, after: wanted.after }
  note(act, { type: 'proposal.made', subjectKind: 'proposal', subject: id, organizations: [], data })
  return (await findProposal(act.tx, id))!
}

/** Called whenever a subject has become another: what was proposed for it as it was is of no use any more. */
export async function outdate(act: Act, subject: string): Promise<void> {
  const stale = await act.tx
    .updateTable('proposals')
    .set({ status: 'stale', settled_by: actorName(act.actor), settled_at: act.at })
    .where('subject', '=', subject)
    .where('status', '=', 'open')
    .returning('id')
    .execute()
  for (const { id } of stale) settledNote(act, { id, status: 'stale' }, { subject })
}

/** Another person says yes: it is done, by them, as it was proposed. Of two at one moment the second is told of the first. */
export async function approveProposal(
  act: Act,
  verbs: Record<ObjectClass, ProposedVerbs>,
  given: { id: string; reason: string | null },
): Promise<NamedProposal> {
  const found = await expectOpen(act, given.id)
  if (act.actor.kind !== 'member') throw proposalError('proposal-needs-person')
  if (isOwn(actorName(act.actor), await peopleBehind(act.tx, found.actor))) {
    throw proposalError('proposal-own', { id: found.id })
  }
  await settle(act, found, { status: 'approved', answer: given.reason })
  approved.add(act)
  const known: ProposedVerbs = { ...verbs[found.class as ObjectClass], [RELAX]: relax }
  const verb = known[found.verb]
  if (!verb) throw new Error(`a proposal wants ${found.class}.${found.verb}, which nothing does`)
  await verb(act, { subject: found.subject ?? '', version: found.version ?? undefined, given: found.given })
  return (await findProposal(act.tx, found.id))!
}

/** Somebody says no, with a reason. */
export async function declineProposal(act: Act, id: string, reason: string): Promise<NamedProposal> {
  const found = await expectOpen(act, id)
  return settle(act, found, { status: 'declined', answer: reason })
}

/** Who proposed it no longer wants it. */
export async function withdrawProposal(act: Act, id: string): Promise<NamedProposal> {
  const found = await expectOpen(act, id)
  if (!isOwn(actorName(act.actor), await peopleBehind(act.tx, found.actor))) {
    throw proposalError('proposal-others', { id })
  }
  return settle(act, found, { status: 'withdrawn', answer: null })
}

async function expectOpen(act: Act, id: string): Promise<NamedProposal> {
  await takeTurn(act)
  const found = await findProposal(act.tx, id)
  if (!found) throw httpError('not-found', { kind: 'proposal', id })
  if (found.status !== 'open') throw proposalError('proposal-settled', { id, status: found.status })
  return found
}

async function settle(
  act: Act,
  { id, subject, actor }: NamedProposal,
  { status, answer }: { status: 'approved' | 'declined' | 'withdrawn'; answer: string | null },
): Promise<NamedProposal> {
  await act.tx
    .updateTable('proposals')
    .set({ status, answer, settled_by: actorName(act.actor), settled_at: act.at })
    .where('id', '=', id)
    .execute()
  settledNote(act, { id, status }, { subject, proposedBy: actor, reason: answer })
  return (await findProposal(act.tx, id))!
}

function settledNote(act: Act, { id, status }: { id: string; status: string }, data: Record<string, unknown>): void {
  note(act, { type: `proposal.${status}`, subjectKind: 'proposal', subject: id, organizations: [], data })
}

/**
 * Whether changes of a class take two people from now on. To say yes needs one, who must not be the only one; to say no again needs
 * two: else it would keep nobody from acting alone.
 */
export async function requireFourEyes(
  act: Act,
  of: ObjectClass,
  { required, version }: { required: boolean; version: number },
): Promise<FourEyes | Proposed> {
  await takeTurn(act)
  const found = await fourEyesOf(act.tx, of)
  if (version !== found.version) throw versionMismatch(found.version, version)
  if (required === found.required) return found
  if (!required) return proposeToRelax(act, found)
  const roles = rolesIn(null).filter((role) => scopesOf(role).includes(SCOPE_OF[of]))
  const count = await countPeople(act.tx, roles)
  if (count < 2) throw proposalError('four-eyes-alone', { count })
  return say(act, found, required)
}

const RELAX = 'relax'

async function proposeToRelax(act: Act, found: FourEyes): Promise<FourEyes | Proposed> {
  const id = found.id!
  return doneOrProposed(act, {
    class: found.class,
    verb: RELAX,
    subject: id,
    given: {},
    stateOf: async () => {
      const { version, required } = (await findFourEyes(act.tx, id))!
      return { version, content: { required } }
    },
    run: async () => ({ ...(await say(act, found, false)), id }),
  })
}

async function relax(act: Act, { subject }: { subject: string }): Promise<void> {
  await say(act, (await findFourEyes(act.tx, subject))!, false)
}

async function say(act: Act, { id, class: of, version }: FourEyes, required: boolean): Promise<FourEyes> {
  const row = { id: id ?? act.newId(), class: of, required, version: version + 1, changed_at: act.at }
  const { id: _, ...changed } = row
  await act.tx
    .insertInto('four_eyes')
    .values(row)
    .onConflict((on) => on.column('class').doUpdateSet(changed))
    .execute()
  const about = { subjectKind: 'four-eyes', subject: row.id, organizations: [] }
  note(act, { type: 'four-eyes.changed', ...about, data: { class: of, required } })
  await outdate(act, row.id)
  return row
}
