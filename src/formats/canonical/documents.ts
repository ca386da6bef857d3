import { z } from 'zod'
import {
  allowance,
  amount,
  contact,
  date,
  datedRole,
  extension,
  line,
  note,
  packing,
  party,
  payment,
  reference,
  tax,
  terms,
  text,
  time,
  totals,
  transport,
} from './parts.ts'

/** What every document has. */
const head = {
  number: text,
  date: date.optional(),
  time: time.optional(),
  /** What is done with the document: original, cancel, replace … (codes/documents.ts). */
  purpose: text.optional(),
  /** Which kind of order or invoice: stand-alone, blanket … (codes/documents.ts). */
  type: text.optional(),
  customization: text.optional(),
  profile: text.optional(),
  currency: text.optional(),
  parties: z.array(party).optional(),
  /** Whom to ask about the document, of no party in particular. */
  contacts: z.array(contact).optional(),
  dates: z.array(datedRole).optional(),
  references: z.array(reference).optional(),
  notes: z.array(note).optional(),
  extensions: z.array(extension).optional(),
}

const trade = {
  ...head,
  allowances: z.array(allowance).optional(),
  taxes: z.array(tax).optional(),
  taxCurrency: text.optional(),
  terms: terms.optional(),
  transport: transport.optional(),
  deliveryTerms: z.strictObject({ code: text.optional(), place: text.optional() }).optional(),
  totals: totals.optional(),
  lines: z.array(line).optional(),
}

const order = z.strictObject({ kind: z.literal('order'), ...trade })
/** `response`: accepted, accepted-with-changes, rejected … (codes/documents.ts). */
const orderResponse = z.strictObject({ kind: z.literal('order-response'), response: text.optional(), ...trade })
/** `sequence`: which change of its order it is. */
const orderChange = z.strictObject({ kind: z.literal('order-change'), sequence: text.optional(), ...trade })
const shipNotice = z.strictObject({
  kind: z.literal('ship-notice'),
  ...head,
  transport: transport.optional(),
  deliveryTerms: trade.deliveryTerms,
  packages: z.array(packing).optional(),
  lines: z.array(line).optional(),
})
const receivingAdvice = z.strictObject({
  kind: z.literal('receiving-advice'),
  ...head,
  transport: transport.optional(),
  lines: z.array(line).optional(),
})
const invoice = z.strictObject({ kind: z.literal('invoice'), payment: payment.optional(), ...trade })
const creditNote = z.strictObject({ kind: z.literal('credit-note'), payment: payment.optional(), ...trade })
const remittance = z.strictObject({
  kind: z.literal('remittance'),
  ...head,
  payment: payment.optional(),
  totals: totals.optional(),
  lines: z.array(line).optional(),
})
const catalog = z.strictObject({ kind: z.literal('catalog'), ...head, lines: z.array(line).optional() })
const inventory = z.strictObject({ kind: z.literal('inventory'), ...head, lines: z.array(line).optional() })
/** What became of a document at its receiver: an 824, APERAK or ApplicationResponse. */
const status = z.strictObject({
  kind: z.literal('status'),
  ...head,
  response: text.optional(),
  amounts: z.array(amount).optional(),
  findings: z
    .array(z.strictObject({ code: text.optional(), text: text.optional(), references: z.array(reference).optional() }))
    .optional(),
})

export const canonicalDocument = z.discriminatedUnion('kind', [
  order,
  orderResponse,
  orderChange,
  shipNotice,
  receivingAdvice,
  invoice,
  creditNote,
  remittance,
  catalog,
  inventory,
  status,
])

/** One business document in the form that stands between all others: plain data, amounts and quantities as text. */
export type CanonicalDocument = z.infer<typeof canonicalDocument>
export type DocumentKind = CanonicalDocument['kind']

/** The JSON schema of the canonical form, for whoever writes mappings. */
export function canonicalSchema(): object {
  return z.toJSONSchema(canonicalDocument)
}
