import type { NewEvent, RowWrite } from '../../../platform/change.ts'
import { dueAfter } from '../../../platform/opening-hours.ts'
import type { Agreement } from '../../agreements/lookup.ts'
import type { Exchange } from '../exchange.ts'
import type { Draft, Intake } from '../intake.ts'
import type { Written } from '../outgoing.ts'
import { insertWorkItem } from '../rows.ts'
import { formOf, sha256 } from './form.ts'
import { insertRequest } from './rows.ts'

/** A document that may leave when a person has approved it. */
export interface Asking {
  document: string
  intake: Intake
  draft: Draft
  /** SHA-256 of its own bytes, and of the interchange that it came in. */
  source: Buffer
  payload: Buffer
}

/** A request as it is kept. */
export interface Request {
  id: string
  document: string
  source: Buffer
  payload: Buffer
  outgoing: Buffer
  form: string
  agreement: string
  agreement_version: number
  due_at: Date | null
}

/** What a person is asked, bound to what came and to what would leave. */
export function requestOf(x: Exchange, { document, intake, draft, source, payload }: Asking): Request {
  const form = formOf(x, intake, draft, source)
  const { id: agreement, version: agreement_version } = draft.agreement!
  const due_at = dueAt(x, draft.agreement!)
  return {
    ...{ id: x.newId(), document, source, payload, outgoing: sha256(form), form },
    ...{ agreement, agreement_version, due_at },
  }
}

export function keepRequest(request: Request): RowWrite {
  return insertRequest({ ...request, status: 'asked' })
}

/** What people are told of: its type, its key and whose it is. */
export interface About {
  type: string
  key: string | null
  sender: string
  receiver: string
  interchange: string
}

/** Asks: a work item, the event with the hashes, and a look when the time is over. */
export function tellAsked(x: Exchange, request: Request, about: About, written: Written): void {
  const { document: subject } = request
  const problem = asked(x, request, about)
  const item = { id: x.newId(), kind: 'approval', subject_kind: 'document', subject, organization: about.sender }
  written.rows.push(insertWorkItem({ ...item, problem }))
  written.events.push(requestedEvent(request, about))
  watchDue(request, about, written)
}

/** The problem of its work item. */
export function asked(x: Exchange, { due_at }: Pick<Request, 'due_at'>, { type, key, receiver }: About) {
  const name = x.directory.organization(receiver)?.name
  return { code: 'approval-needed', type, key, receiver: name, ...(due_at ? { dueAt: due_at.toISOString() } : {}) }
}

export function watchDue({ id, due_at: dueAt }: Request, { interchange: cause }: About, written: Written): void {
  if (dueAt) written.jobs.push({ kind: 'approval-due', subject: id, dueAt, cause })
}

/** The grid's own: neither side is told who approves what. */
export function requestedEvent(request: Request, about: About): NewEvent {
  const { id: approval, document: subject, agreement, agreement_version: agreementVersion, due_at: due } = request
  const hashes = { source: hex(request.source), payload: hex(request.payload), outgoing: hex(request.outgoing) }
  const data = { approval, ...hashes, agreement, agreementVersion, ...(due ? { dueAt: due.toISOString() } : {}) }
  const of = { subjectKind: 'document', subject, organizations: [], actor: 'system', cause: about.interchange }
  return { type: 'approval.requested', ...of, data }
}

const hex = (hash: Buffer) => hash.toString('hex')

function dueAt(x: Exchange, { sender, receiver, settings }: Agreement): Date | null {
  const { withinHours, calendar } = settings.approval
  if (withinHours === null) return null
  const [whose, unit] = calendar.split('/')
  const place = whose === 'always' ? undefined : x.directory.openingHours(whose === 'sender' ? sender : receiver, unit)
  return dueAfter(new Date(x.now()), withinHours * 3_600_000, place)
}
