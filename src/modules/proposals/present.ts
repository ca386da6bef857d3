import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { objectClass } from './classes.ts'
import type { FourEyes, NamedProposal } from './queries.ts'
import { Proposed } from './verbs.ts'

const moment = z.iso.datetime()
const person = z.object({ actor: z.string(), name: z.string().nullable() })

export const proposalAnswer = z.object({
  id: z.uuid(),
  class: objectClass,
  verb: z.string().meta({ description: 'What would be done' }),
  subject: z.uuid().nullable().meta({ description: 'Null: it would be made' }),
  version: z.int().nullable().meta({ description: 'Of the subject, when this was proposed' }),
  before: z.unknown().meta({ description: 'What held then; null: nothing' }),
  after: z.unknown().meta({ description: 'What would hold' }),
  status: z.enum(['open', 'approved', 'declined', 'withdrawn', 'stale']),
  proposedBy: person,
  createdAt: moment,
  settledBy: person.nullable(),
  settledAt: moment.nullable(),
  reason: z.string().nullable().meta({ description: 'Of who approved or declined it' }),
})

export function presentProposal(row: NamedProposal): z.infer<typeof proposalAnswer> {
  const { id, verb, subject, version, before, after, status } = row
  return {
    ...{ id, class: objectClass.parse(row.class), verb, subject, version, before, after, status },
    proposedBy: { actor: row.actor, name: row.actor_name },
    createdAt: row.created_at.toISOString(),
    settledBy: row.settled_by === null ? null : { actor: row.settled_by, name: row.settled_name },
    settledAt: row.settled_at?.toISOString() ?? null,
    reason: row.answer,
  }
}

/** What a change is answered with that was proposed instead of done: 202. */
export const proposedAnswer = z.object({ proposal: proposalAnswer, detail: z.string() })

export function presentProposed(proposal: NamedProposal): z.infer<typeof proposedAnswer> {
  const detail = `Nothing has changed yet: another person of the grid has to approve the proposal ${proposal.id}.`
  return { proposal: presentProposal(proposal), detail }
}

/** What was done, as it is presented, or, plainly, that it was only proposed. */
export function orProposed<T, A>(reply: FastifyReply, present: (done: T) => A) {
  return (result: T | Proposed): A => {
    if (!(result instanceof Proposed)) return present(result)
    reply.code(202)
    // Each status has its form; the type of a handler knows the first only.
    return presentProposed(result.proposal) as never
  }
}

export const fourEyesAnswer = z.object({ class: objectClass, required: z.boolean(), version: z.int() })

export function presentFourEyes({ class: of, required, version }: FourEyes): z.infer<typeof fourEyesAnswer> {
  return { class: of, required, version }
}
