import type { Problem } from '../../platform/change.ts'
import { decided, type Evidence } from './concluding.ts'
import type { Exchange } from './exchange.ts'
import { notify } from './notices.ts'
import type { Written } from './outgoing.ts'
import { insertWorkItem } from './rows.ts'

/** Sets an interchange aside: it keeps its bytes, opens a work item, and its sender is told why. Nothing of it goes on. */
export function quarantine(x: Exchange, evidence: Evidence, problems: Problem[], written: Written): void {
  const { arrival } = evidence
  const reasons = problems.length > 0 ? problems : [{ code: 'unreadable' }]
  written.rows.push(
    decided(evidence, { status: 'quarantined', problems: reasons }),
    insertWorkItem({
      id: x.newId(),
      kind: 'quarantine',
      subject_kind: 'interchange',
      subject: arrival.id,
      organization: arrival.organization,
      problem: reasons[0],
    }),
  )
  written.events.push({
    type: 'interchange.quarantined',
    subjectKind: 'interchange',
    subject: arrival.id,
    organizations: [arrival.organization],
    actor: 'system',
    data: { problems: reasons.slice(0, 20) },
  })
  notify(x, evidence, reasons, written)
}
