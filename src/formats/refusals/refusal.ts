import type { CanonicalDocument } from '../canonical/documents.ts'
import { type Finding, findingSentence } from '../chain/findings.ts'
import { PARTY_IDS } from '../codes/identifiers.ts'
import { nameOf } from '../codes/table.ts'

export type StatusDocument = Extract<CanonicalDocument, { kind: 'status' }>

/** A document that is refused although its form is in order, and why. */
export interface Refusal {
  /** That of the refusal itself, which must be new. */
  number: string
  /** When it was refused, in UTC: 2026-05-17 and 09:30. */
  date: string
  time?: string
  /** Who refuses, and who is told. */
  from: Named
  to: Named
  /** What is refused: its kind and the number that its sender gave it. */
  of: { kind: string; number: string }
  /** A sentence each. */
  reasons: readonly string[]
}

interface Named {
  id: string
  name?: string
  /** What it is called on the network, as the document that is answered has it: EndpointID@schemeID, or Credential@domain. */
  address?: { scheme: string; value: string }
}

/** By what a refusal calls the document: names of codes/qualifiers.ts. */
const REFERENCES: Readonly<Record<string, string>> = {
  order: 'order',
  'order-change': 'order',
  'order-response': 'order',
  'ship-notice': 'despatch-advice',
  'receiving-advice': 'receipt',
  invoice: 'invoice',
  'credit-note': 'invoice',
}

/** The sentences of what was found wrong: warnings refuse nothing. */
export function reasonsOf(findings: readonly Finding[]): string[] {
  return findings.filter(({ severity }) => severity === 'error').map(findingSentence)
}

/** A message that says what became of another one is never refused itself: two grids would answer each other for ever. */
export function mayBeRefused(kind: string): boolean {
  return Object.hasOwn(REFERENCES, kind)
}

/** The refusal as a canonical document; a reason longer than the form takes becomes several. Some forms say so of what was taken, too. */
export function statusOf(
  refusal: Refusal,
  { code, width, response = 'rejected' }: { code: string; width: number; response?: 'rejected' | 'acknowledged' },
): StatusDocument {
  const { number, date, time, from, to, of } = refusal
  const party = (role: string, { id, name, address }: Named) => ({
    role,
    ids: [{ scheme: 'mutual', value: id }],
    ...(address?.scheme ? { endpoint: { scheme: schemeOf(address.scheme), value: address.value } } : {}),
    ...(name === undefined ? {} : { name }),
  })
  return {
    kind: 'status',
    number,
    date,
    ...(time === undefined ? {} : { time }),
    purpose: 'original',
    response,
    parties: [party('sender', from), party('receiver', to)],
    references: [{ type: REFERENCES[of.kind] ?? 'document', value: of.number }],
    findings: refusal.reasons.flatMap((reason) => pieces(reason, width).map((text) => ({ code, text }))),
  }
}

/** By our name where there is one. */
const schemeOf = (eas: string) => nameOf(PARTY_IDS, 'eas', eas) ?? `eas:${eas}`

/** Cut between words where there are any. */
function pieces(text: string, width: number): string[] {
  const found: string[] = []
  let rest = text.trim().replace(/\s+/g, ' ')
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width)
    const at = space > 0 ? space : width
    found.push(rest.slice(0, at))
    rest = rest.slice(at).trimStart()
  }
  return rest === '' ? found : [...found, rest]
}
