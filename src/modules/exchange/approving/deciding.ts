import { type Actor, actorName } from '../../../platform/actor.ts'
import { isOvertaken } from '../../../platform/commit.ts'
import { exchangeError } from '../errors.ts'
import type { Exchange } from '../exchange.ts'
import { type Again, documentEvent, lookAgain } from '../going-on.ts'
import { notifyDeclined } from '../notices.ts'
import type { Written } from '../outgoing.ts'
import { findDocument } from '../queries.ts'
import { refuseWaiting } from '../refusing/declined.ts'
import { awaitApproval } from '../rows.ts'
import { asked, keepRequest, requestedEvent, requestOf, watchDue } from './asking.ts'
import { approvalError } from './errors.ts'
import { changedIn, isOwn } from './policy.ts'
import { type Approval, approvalsOf, sendersOf } from './queries.ts'
import { answerRequest, askAnew, closeAsked, endUnapproved, readAnswered } from './rows.ts'

export interface Answer {
  decision: 'approve' | 'decline'
  reason: string
  /** SHA-256 of the form that was looked at, in hexadecimal digits. */
  outgoing: string
}

// biome-ignore lint/suspicious/noExplicitAny: a row of the database
type Row = any

/**
 * Approves or declines a document that waits for it, and lets it go in the same change: what leaves is what was looked at, or
 * nothing. The same answer again changes nothing, another one is refused.
 */
export async function answerApproval(x: Exchange, actor: Actor, id: string, given: Answer): Promise<Row> {
  const found = await findDocument(x.database.pool, null, id)
  if (!found) throw exchangeError('document-unknown', { id })
  const [request] = await approvalsOf(x.database.pool, id)
  if (request && isSame(request, given)) return found
  if (request?.status === 'approved' || request?.status === 'declined') {
    throw approvalError('approval-decided', { id, decision: request.status })
  }
  if (request?.status !== 'asked' || found.status !== 'unapproved') {
    throw approvalError('approval-not-asked', { id, status: found.status })
  }
  const outgoing = request.outgoing.toString('hex')
  if (given.outgoing.toLowerCase() !== outgoing) {
    throw approvalError('approval-void', { id, changed: 'it was another form', outgoing })
  }
  const answering: Answering = { found, request, actor, reason: given.reason }
  const written: Written = { rows: [], jobs: [], events: [] }
  let renewed: Error | undefined
  if (given.decision === 'decline') await decline(x, answering, written)
  else renewed = await approve(x, answering, written)
  await x.commit(written).catch((error) => overtaken(x, id, given, error))
  if (renewed) throw renewed
  return findDocument(x.database.pool, null, id)
}

interface Answering {
  found: Row
  request: Approval
  actor: Actor
  reason: string
}

function isSame({ status, outgoing }: Approval, given: Answer): boolean {
  const same = given.decision === 'approve' ? status === 'approved' : status === 'declined'
  return same && outgoing.toString('hex') === given.outgoing.toLowerCase()
}

/** Somebody was faster: with the same word, or with another one. */
async function overtaken(x: Exchange, id: string, given: Answer, error: unknown): Promise<void> {
  if (!isOvertaken(error)) throw error
  const [request] = await approvalsOf(x.database.pool, id)
  if (request && isSame(request, given)) return
  if (request?.status === 'approved' || request?.status === 'declined') {
    throw approvalError('approval-decided', { id, decision: request.status })
  }
  const outgoing = request?.outgoing.toString('hex') ?? ''
  if (request?.status === 'asked' && outgoing !== given.outgoing.toLowerCase()) {
    throw approvalError('approval-void', { id, changed: 'it was another form', outgoing })
  }
  const found = await findDocument(x.database.pool, null, id)
  throw approvalError('approval-not-asked', { id, status: found?.status })
}

/** Lets it go where what would leave is what was looked at; else it is asked anew, and the error says so. */
async function approve(x: Exchange, answering: Answering, written: Written): Promise<Error | undefined> {
  const { found, request, actor, reason } = answering
  let renewed: Error | undefined
  await lookAgain(x, { found, decided: true }, async (again) => {
    if (!again.source.equals(request.source) || again.form() !== request.form) {
      renewed = askOver(x, answering, again, written)
      return
    }
    const { fourEyes } = again.draft.agreement!.settings.approval
    if (fourEyes && isOwn(actorName(actor), await sendersOf(x.database.pool, found.interchange))) {
      throw approvalError('approval-own', { id: found.id })
    }
    await again.letGo(written)
    // What somebody is called may have changed while numbers were taken.
    const outgoing = request.outgoing.toString('hex')
    if (again.form() !== request.form)
      throw approvalError('approval-void', { id: found.id, changed: 'envelope', outgoing })
    const by = actorName(actor)
    written.rows.push(
      answerRequest({ id: request.id, seen: 'asked', status: 'approved', actor: by, reason }),
      closeAsked({ subject: found.id, kind: 'approval', closed_by: by, close_reason: reason }),
      readAnswered({ document: found.id }),
    )
    const data = { approval: request.id, source: request.source.toString('hex'), outgoing, reason }
    written.events.unshift({ ...documentEvent('approval.given', found, data, []), actor: by })
  })
  return renewed
}

/** The request is void; the next one is bound to what would leave now. */
function askOver(x: Exchange, { found, request, actor }: Answering, again: Again, written: Written): Error {
  const { draft, intake, source, arrival } = again
  const { id, type, sender, business_key: key, interchange } = found
  const next = requestOf(x, { document: id, intake, draft, source, payload: arrival.payload })
  const { receiver } = draft.agreement!
  const about = { type, key, sender, receiver, interchange }
  const changed = changedIn(request.form, next.form)
  const by = actorName(actor)
  const { agreement, agreement_version } = next
  written.rows.push(
    answerRequest({
      id: request.id,
      seen: 'asked',
      status: 'void',
      actor: by,
      reason: `Changed: ${changed.join(', ')}`,
    }),
    awaitApproval({ id, seen: 'unapproved', status: 'unapproved', receiver, agreement, agreement_version }),
    keepRequest(next),
    askAnew({ subject: id, kind: 'approval', problem: asked(x, next, about) }),
  )
  const data = { approval: request.id, outgoing: request.outgoing.toString('hex'), why: 'changed', changed }
  written.events.push({ ...documentEvent('approval.void', found, data, []), actor: by }, requestedEvent(next, about))
  watchDue(next, about, written)
  const outgoing = next.outgoing.toString('hex')
  return approvalError('approval-void', { id, changed: changed.join(', '), outgoing })
}

/** It goes nowhere, and who sent it is told why. */
async function decline(x: Exchange, { found, request, actor, reason }: Answering, written: Written): Promise<void> {
  const { id, type, version, mode, sender, interchange } = found
  const by = actorName(actor)
  const problem = { code: 'approval-declined', reason }
  written.rows.push(
    answerRequest({ id: request.id, seen: 'asked', status: 'declined', actor: by, reason }),
    endUnapproved({ id, seen: 'unapproved', status: 'declined', problems: [...(found.problems ?? []), problem] }),
    closeAsked({ subject: id, kind: 'approval', closed_by: by, close_reason: reason }),
    readAnswered({ document: id }),
  )
  const hashes = { source: request.source.toString('hex'), outgoing: request.outgoing.toString('hex') }
  written.events.push(
    { ...documentEvent('approval.refused', found, { approval: request.id, ...hashes, reason }, []), actor: by },
    documentEvent('document.declined', found, { type, version, mode, reason, problems: [problem] }, [sender]),
  )
  const arrival = await x.arrivals.of(interchange)
  if (arrival) notifyDeclined(x, arrival, { ...found, reason }, written)
  await refuseWaiting(x, found, reason, written)
}
