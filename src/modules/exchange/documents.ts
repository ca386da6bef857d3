import type { NewEvent, RowWrite } from '../../platform/change.ts'
import type { Evidence } from './concluding.ts'
import type { Exchange } from './exchange.ts'
import type { Draft } from './intake.ts'
import type { Written } from './outgoing.ts'
import { insertDocument, insertKey, insertSide, insertWorkItem } from './rows.ts'

/** Writes the documents of a small interchange as they come out of the decision. */
export function keepDocuments(x: Exchange, evidence: Evidence, written: Written): void {
  for (const draft of evidence.intake.drafts) {
    const rejected = evidence.intake.groups[draft.group]!.rejected
    const status = draft.status === 'recognised' ? (rejected ? 'invalid' : 'released') : draft.status
    writeDocument(x, evidence, { ...draft, status, outgoing: rejected ? null : draft.outgoing }, written)
  }
}

/** Adds one document: its row, its keys, who may see it, and the event that says what it is. */
export function writeDocument(
  x: Exchange,
  { arrival, intake }: Pick<Evidence, 'arrival' | 'intake'>,
  draft: Omit<Draft, 'status'> & { status: string },
  written: { rows: RowWrite[]; events: NewEvent[] },
): void {
  const { sender, receiver, mode } = intake.parties!
  const id = x.newId()
  const problems = draft.problems ?? (draft.status === 'invalid' ? intake.groups[draft.group]!.problems : null)
  written.rows.push(
    insertDocument({
      id,
      interchange: arrival.id,
      position: draft.position,
      sender,
      receiver,
      agreement: draft.agreement?.id,
      mode,
      standard: 'x12',
      type: draft.type,
      version: draft.version,
      control_number: draft.controlNumber,
      group_number: draft.groupNumber,
      business_key: draft.businessKey?.value,
      from_offset: arrival.from_offset + draft.from,
      to_offset: arrival.from_offset + draft.to,
      status: draft.status,
      problems,
      outgoing: draft.outgoing,
    }),
    insertSide({ organization: sender, document: id }),
  )
  const goesOn = draft.status === 'released' || draft.status === 'recognised'
  if (goesOn && receiver !== sender) written.rows.push(insertSide({ organization: receiver, document: id }))
  if (draft.businessKey) {
    const { kind, value } = draft.businessKey
    written.rows.push(insertKey({ kind, value, issuer: sender, counterpart: receiver, document: id }))
  }
  if (draft.status === 'quarantined') {
    const item = { id: x.newId(), kind: 'quarantine', subject_kind: 'document', subject: id, organization: sender }
    written.rows.push(insertWorkItem({ ...item, problem: draft.problems?.at(-1) }))
  }
  written.events.push({
    type: `document.${draft.status}`,
    subjectKind: 'document',
    subject: id,
    organizations: goesOn ? [sender, receiver] : [sender],
    actor: 'system',
    cause: arrival.id,
    data: {
      type: draft.type,
      version: draft.version,
      mode,
      ...(draft.businessKey ? { key: draft.businessKey.value } : {}),
      ...(draft.agreement ? { agreement: draft.agreement.id } : {}),
      ...(problems ? { problems: problems.slice(0, 20) } : {}),
    },
  })
}
