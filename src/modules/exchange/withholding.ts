import type { Gs } from '../../edi/x12/items.ts'
import { insertRows } from '../../platform/rows.ts'
import type { Answered } from './acknowledging.ts'
import type { Evidence } from './concluding.ts'
import type { Group, Intake } from './intake.ts'
import type { Written } from './outgoing.ts'
import type { GroupAnswer } from './standards/answers.ts'
import { addressed } from './standards/envelope.ts'

/** A group of which something waits, as it is kept. */
export interface WithheldGroup {
  answer: GroupAnswer
  gs: Gs
  type: string | null
  /** How much shares the fate of a set that is refused. */
  scope: NonNullable<Group['spreads']>
  /** All its sets wait together. */
  held: boolean
}

const insertWithheld = insertRows('withheld_answers', { interchange: 'uuid', envelope: 'jsonb', groups: 'text' })

/** A set waits for a person, and so does what its sender is told. */
export function mustWithhold({ answers }: Intake): boolean {
  return answers?.groups.some((group) => group.suspends && !group.rejected) === true
}

/** Keeps the answer until everything is decided: there is one for the whole interchange, and it is given once. */
export function withhold({ arrival, intake }: Evidence, written: Written): null {
  const { id, organization, channel } = arrival
  const envelope: Answered = {
    arrival: { id, organization, channel },
    isa: addressed(intake.isa!),
    parties: intake.parties!,
  }
  const { groups, acknowledgement } = intake.answers!
  const withheld = groups.map((group, at): WithheldGroup => {
    const { gs, type, spreads, held, rejected } = group
    return { answer: acknowledgement.groups[at]!, gs, type, scope: spreads ?? 'set', held: held && !rejected }
  })
  // As text: a delimiter may be a character that jsonb does not take.
  written.rows.push(insertWithheld({ interchange: id, envelope, groups: JSON.stringify(withheld) }))
  written.events.push({
    type: 'interchange.withheld',
    subjectKind: 'interchange',
    subject: id,
    organizations: [organization],
    actor: 'system',
    cause: id,
    data: {},
  })
  return null
}
