import type { Problem, RowWrite } from '../../platform/change.ts'
import { keepRequest, requestOf, tellAsked } from './approving/asking.ts'
import { sha256 } from './approving/form.ts'
import type { Evidence } from './concluding.ts'
import { decidedBy } from './decided-by.ts'
import type { Exchange } from './exchange.ts'
import type { Draft, Group, Intake } from './intake.ts'
import { claimOriginal, type OriginalClaim } from './originals.ts'
import type { Written } from './outgoing.ts'
import { insertDocument, insertKey, insertNewSide, insertWorkItem } from './rows.ts'
import { keepForm, toldToReceiver } from './translating/keeping.ts'

/** A draft and the document that it became. */
export interface KeptDraft {
  draft: Draft
  id: string
}

/** Writes the documents of a small interchange as they come out of the decision. */
export function keepDocuments(x: Exchange, evidence: Evidence, written: Written): KeptDraft[] {
  const kept: KeptDraft[] = []
  for (const draft of evidence.intake.drafts) {
    const { rejected, held } = evidence.intake.groups[draft.group]!
    const status = statusOf(draft, { rejected, held })
    // What waits with its group is asked for when that goes on; good itself, it has an interchange to go on in.
    const waits = status === 'suspended' && draft.status === 'recognised'
    const outgoing = rejected ? null : (draft.outgoing ?? (waits ? x.newId() : null))
    const source = status === 'unapproved' ? sourceOf(evidence, draft) : undefined
    const id = writeDocument(x, evidence, { ...draft, status, outgoing, ...(source ? { source } : {}) }, written)
    kept.push({ draft, id })
  }
  return kept
}

/** Of a small interchange. */
function sourceOf({ arrival, bytes }: Evidence, { from, to }: Draft): Buffer {
  return sha256(bytes!.subarray(arrival.from_offset + from, arrival.from_offset + to))
}

/** A set shares the fate of its group: refused with it, or waiting with it for a person. */
function statusOf(draft: Draft, { rejected, held }: { rejected: boolean; held: boolean }): string {
  const { status: own, approval } = draft
  if (rejected && own !== 'quarantined') return 'invalid'
  if (own !== 'recognised') return own
  return held ? 'suspended' : approval ? 'unapproved' : 'released'
}

type Kept = Omit<Draft, 'status'> & {
  status: string
  /** SHA-256 of its own bytes, where an approval is bound to them. */
  source?: Buffer
}

/** Adds one document: its row, its keys, who may see it, and the event that says what it is. Returns its id. */
export function writeDocument(
  x: Exchange,
  { arrival, intake }: Pick<Evidence, 'arrival' | 'intake'>,
  draft: Kept,
  written: Written,
): string {
  const { sender, mode } = intake.parties!
  const receiver = draft.agreement?.receiver ?? intake.parties!.receiver
  const id = x.newId()
  const problems = problemsOf(draft, intake.groups[draft.group]!)
  written.rows.push(
    insertDocument({
      id,
      interchange: arrival.id,
      position: draft.position,
      sender,
      receiver,
      ...{ agreement: draft.agreement?.id, agreement_version: draft.agreement?.version, mode },
      standard: draft.standard ?? 'x12',
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
      channel: ownWay(draft),
    }),
    insertNewSide({ organization: sender, document: id }),
  )
  const goesOn = draft.status === 'released' || (draft.status === 'recognised' && !draft.approval)
  if (goesOn && receiver !== sender) written.rows.push(insertNewSide({ organization: receiver, document: id }))
  written.rows.push(...keysOf(draft, { id, sender, receiver }))
  written.rows.push(...claimsOf(draft, goesOn).map((claim) => claimOriginal(claim, id)))
  if (asksPerson(draft)) written.rows.push(askPerson(x, draft, { id, sender }))
  const event = { subjectKind: 'document', subject: id, actor: 'system', cause: arrival.id }
  written.events.push({
    ...event,
    type: `document.${draft.status}`,
    organizations: goesOn ? [sender, receiver] : [sender],
    data: {
      ...saidOf(draft, mode),
      // By this event alone it is counted for those it names (figures/counting.ts).
      ...(goesOn ? { first: true, ...toldToReceiver(receiver, draft.translated) } : {}),
      // The receiver is not told what is wrong with a form that it does not get; on the document itself the sender sees it.
      ...(problems && !goesOn ? { problems: toldOf(draft, problems), ...untoldOf(draft, intake) } : {}),
    },
  })
  const { translated } = draft
  if (translated && goesOn) keepForm(x, { document: id, sender, receiver, cause: arrival.id, translated }, written)
  // Which rules there are is the grid's own.
  if (draft.rules.length > 0) {
    written.events.push({ ...event, type: 'document.routed', organizations: [], data: { rules: draft.rules } })
  }
  if (draft.source) requestApproval(x, { arrival, intake }, { ...draft, id, source: draft.source }, written)
  return id
}

const saidOf = ({ type, version, businessKey, agreement, guide }: Kept, mode: string) => ({
  ...{ type, version, mode },
  ...(businessKey ? { key: businessKey.value } : {}),
  ...(agreement ? decidedBy(agreement, guide) : {}),
})

/** The first of them; of what asks a person the last, which says why. */
const toldOf = (draft: Kept, problems: Problem[]) => (asksPerson(draft) ? problems.slice(-20) : problems.slice(0, 20))

/** Whether its sender's answer is silent about that it is refused: for itself, or for a neighbour's sake. */
function untoldOf({ status, untold = false, group }: Kept, { groups }: Pick<Intake, 'groups'>): { untold?: true } {
  if (status !== 'invalid') return {}
  const { rejected, told } = groups[group]! // what is opaque has no groups, and is never invalid
  return (rejected ? !told : untold) ? { untold: true } : {}
}

/** The way out that a rule chose, for what leaves later: of a large interchange it may still wait with its group. */
function ownWay({ status, channel, agreement }: Kept): string | null {
  const later = status === 'suspended' || status === 'recognised'
  return later && channel !== agreement?.channel ? channel : null
}

/** What it is the only one to have, once it goes on, or would. */
function claimsOf({ source, claim, turns = [] }: Kept, goesOn: boolean): OriginalClaim[] {
  return [...((goesOn || source) && claim ? [claim] : []), ...(goesOn || source ? turns : [])]
}

function keysOf(
  { keys }: Kept,
  { id, sender, receiver }: { id: string; sender: string; receiver: string },
): RowWrite[] {
  return keys.map(({ kind, value, issuer }) => {
    const [own, other] = issuer === 'sender' ? [sender, receiver] : [receiver, sender]
    return insertKey({ kind, value, issuer: own, counterpart: other, document: id })
  })
}

/** Those of a large interchange are asked for when they follow: whether their group is refused is not known before. */
function requestApproval(
  x: Exchange,
  { arrival, intake }: Pick<Evidence, 'arrival' | 'intake'>,
  { id: document, source, ...draft }: Kept & { id: string; source: Buffer },
  written: Written,
): void {
  const asking = { document, intake, draft: draft as Draft, source, payload: arrival.payload }
  const request = requestOf(x, asking)
  written.rows.push(keepRequest(request))
  if (draft.status !== 'unapproved') return
  const { sender, receiver } = draft.agreement!
  const about = { type: draft.type, key: draft.businessKey?.value ?? null, sender, receiver, interchange: arrival.id }
  tellAsked(x, request, about, written)
}

/** Of its own, or those of the group that it was refused with. */
function problemsOf(draft: Kept, group: Group): Problem[] | null {
  if (draft.status !== 'invalid' || draft.outgoing !== null) return draft.problems
  const own = draft.problems ?? []
  return own.some((one) => one['severity'] === 'error') ? own : [...own, ...group.problems]
}

/** What waits with its group has no item of its own. */
function asksPerson({ status, outgoing }: Kept): boolean {
  return status === 'quarantined' || status === 'held' || (status === 'suspended' && outgoing === null)
}

function askPerson(x: Exchange, draft: Kept, of: { id: string; sender: string }): RowWrite {
  const problem = problemOf(draft)
  const kind = problem?.code === 'original-repeated' ? 'duplicate' : 'quarantine'
  return insertWorkItem({
    id: x.newId(),
    kind,
    subject_kind: 'document',
    subject: of.id,
    organization: of.sender,
    problem,
  })
}

function problemOf(draft: Kept): Problem | undefined {
  if (draft.status !== 'suspended') return draft.problems?.at(-1)
  const errors = (draft.problems ?? []).filter((one) => one['severity'] === 'error')
  return { code: 'document-suspended', type: draft.type, key: draft.businessKey?.value, errors: errors.slice(0, 20) }
}
