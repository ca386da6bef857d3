import type { Exchange } from '../exchange.ts'
import { type Again, documentEvent } from '../going-on.ts'
import type { Draft } from '../intake.ts'
import { claimOriginal } from '../originals.ts'
import type { Written } from '../outgoing.ts'
import { awaitApproval } from '../rows.ts'
import { keepRequest, type Request, requestOf, tellAsked } from './asking.ts'

// biome-ignore lint/suspicious/noExplicitAny: a row of the database
type Row = any

/** What a person has let go on waits for an approval from now on. */
export function awaitIts(x: Exchange, found: Row, again: Again, written: Written): void {
  const { draft, intake, source, arrival } = again
  const request = requestOf(x, { document: found.id, intake, draft, source, payload: arrival.payload })
  writeWaiting(x, { found, draft, request }, written)
  if (draft.claim) written.rows.push(claimOriginal(draft.claim, found.id))
}

/** The document waits for its approval, by the agreement of its request. */
export function writeWaiting(x: Exchange, of: { found: Row; draft: Draft; request: Request }, written: Written): void {
  const { found, draft, request } = of
  const { id, type, version, mode, sender, business_key: key, interchange } = found
  const { id: agreement, version: agreement_version, receiver } = draft.agreement!
  written.rows.push(
    awaitApproval({ id, seen: found.status, status: 'unapproved', receiver, agreement, agreement_version }),
    keepRequest(request),
  )
  const data = { type, version, mode, agreement, agreementVersion: agreement_version, ...(key ? { key } : {}) }
  written.events.push(documentEvent('document.unapproved', found, data, [sender]))
  tellAsked(x, request, { type, key, sender, receiver, interchange }, written)
}
