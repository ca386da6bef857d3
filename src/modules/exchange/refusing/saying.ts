import type { CanonicalDocument } from '../../../formats/canonical/documents.ts'
import { readCxmlStatus, verdictsIn } from '../../../formats/refusals/reading.ts'
import { canonicalOf, type Named } from '../comparing/canonical.ts'

/** Documents that say what their sender made of another document. */
export const ADVICES: ReadonlySet<string> = new Set(['824', 'APERAK', 'ApplicationResponse', 'StatusUpdateRequest'])

export interface Said {
  /** `noted`: it has arrived, or is being looked at; neither taken nor refused. */
  verdict: 'refused' | 'accepted' | 'noted'
  /** As it says it, where that is more than a verdict: AB, 201. */
  code: string
  reasons: string[]
  names: SpokenName[]
}

/** What an advice calls a document: its number and the kind of that (null: it does not say), or its payloadID. */
export type SpokenName = { kind: string | null; value: string } | { kind: 'payload'; value: string }

/** Business keys by what an advice calls the document. */
const KINDS: Readonly<Record<string, string>> = {
  order: 'purchase-order',
  invoice: 'invoice',
  'credit-note': 'invoice',
  'despatch-advice': 'shipment',
  receipt: 'receipt',
}

const REASONS_MAX = 50

/** Null: it cannot be read as an advice. `head` is the beginning of its interchange. */
export function saidBy(named: Named, head: Uint8Array, bytes: Uint8Array): Said | null {
  if (named.type === 'StatusUpdateRequest') return saidByStatus(bytes)
  // With several verdicts the canonical form has the first of them, for all documents.
  if (named.type === 'ApplicationResponse' && verdictsIn(bytes) !== 1) return null
  const status = canonicalOf(named, head, bytes)
  if (status?.kind !== 'status') return null
  return {
    verdict: verdictOf(status, named.standard),
    code: status.response === 'acknowledged' ? 'AB' : (status.response ?? '').replace(/^ubl:/, ''),
    reasons: (status.findings ?? []).flatMap(({ text }) => text ?? []).slice(0, REASONS_MAX),
    names: (status.references ?? []).flatMap(({ type = '', value }) => {
      const kind = Object.hasOwn(KINDS, type) ? KINDS[type]! : null
      const told = kind !== null || (named.standard === 'ubl' && type === '')
      return told && value ? [{ kind, value: value.trim() }] : []
    }),
  }
}

/** An 824 or APERAK that refuses nothing takes it; an ApplicationResponse says which of the two, or neither. */
function verdictOf({ response }: CanonicalDocument & { kind: 'status' }, standard: string): Said['verdict'] {
  if (response === 'rejected') return 'refused'
  if (standard !== 'ubl') return 'accepted'
  return response === 'accepted' || response === 'accepted-with-errors' ? 'accepted' : 'noted'
}

/** cXML has codes as HTTP has; 560 says that somebody on the way tries again. */
function saidByStatus(bytes: Uint8Array): Said | null {
  const status = readCxmlStatus(bytes)
  if (!status) return null
  const { code, reason, payloadId: value } = status
  const verdict = /^[45]\d\d$/.test(code) && code !== TRIES_AGAIN ? 'refused' : 'noted'
  return { verdict, code, reasons: reason === '' ? [] : [reason], names: [{ kind: 'payload', value }] }
}

const TRIES_AGAIN = '560'
