import type { NewEvent, RowWrite } from '../../../platform/change.ts'
import type { Exchange } from '../exchange.ts'
import { documentEvent } from '../going-on.ts'
import { askedOf } from './queries.ts'
import { answerRequest, closeAsked, readAnswered } from './rows.ts'

const REASON = 'A correction took its place.'

/** A correction takes the place of what waits for an approval: nobody can approve the original any more. */
export async function voidCorrected(
  x: Exchange,
  of: { document: string | null; interchange: string },
  actor: string,
): Promise<{ rows: RowWrite[]; events: NewEvent[] }> {
  const found = { rows: [] as RowWrite[], events: [] as NewEvent[] }
  const { interchange } = of
  for (const { id: approval, document: id } of await askedOf(x.database.pool, of)) {
    found.rows.push(
      answerRequest({ id: approval, seen: 'asked', status: 'void', actor, reason: REASON }),
      closeAsked({ subject: id, kind: 'approval', closed_by: actor, close_reason: REASON }),
      readAnswered({ document: id }),
    )
    const about = { id, interchange }
    found.events.push({ ...documentEvent('approval.void', about, { approval, why: 'corrected' }, []), actor })
  }
  return found
}
