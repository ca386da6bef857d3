import { z } from 'zod'

/** Text that says something: what a document does not have is left out, not empty. */
export const text = z.string().min(1).max(20_000)
/** An exact decimal number as text: no exponent, no thousands, a point. */
export const decimal = z.string().regex(/^-?\d{1,30}(\.\d{1,12})?$/, 'a decimal number such as -12.50')
export const date = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'a date such as 2026-05-17')
export const dateTime = z
  .string()
  .regex(
    /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/,
    'a date, or a date and time such as 2026-05-17T09:30',
  )

/** `scheme` is one of codes/identifiers.ts, or that of a standard as it is: `x12:ZZ`. */
export const identifier = z.strictObject({ scheme: text.optional(), value: text })

const channel = z.strictObject({ kind: text, value: text })
export const contact = z.strictObject({
  function: text.optional(),
  name: text.optional(),
  channels: z.array(channel).optional(),
})

const address = z.strictObject({
  street: text.optional(),
  additionalStreet: text.optional(),
  city: text.optional(),
  region: text.optional(),
  postalCode: text.optional(),
  country: text.optional(),
})

/** `role` is one of codes/parties.ts, or that of a standard as it is: `edifact:ZZZ`. */
export const party = z.strictObject({
  role: text,
  ids: z.array(identifier).optional(),
  endpoint: identifier.optional(),
  name: text.optional(),
  additionalName: text.optional(),
  legalName: text.optional(),
  vatNumber: text.optional(),
  registration: text.optional(),
  address: address.optional(),
  contacts: z.array(contact).optional(),
})

export const datedRole = z.strictObject({ role: text, value: dateTime })
export const reference = z.strictObject({
  type: text.optional(),
  value: text.optional(),
  line: text.optional(),
  date: date.optional(),
})
export const note = z.strictObject({ subject: text.optional(), text })
/** An amount by what it is: see codes/amounts.ts. */
export const amount = z.strictObject({ role: text, value: decimal })
/** `unit` is a code of UN/ECE Recommendation 20, or that of a standard without a counterpart: `x12:CA`. */
export const quantity = z.strictObject({ role: text, value: decimal, unit: text.optional() })

export const tax = z.strictObject({
  type: text.optional(),
  category: text.optional(),
  percent: decimal.optional(),
  taxableAmount: decimal.optional(),
  taxAmount: decimal.optional(),
  exemptionReason: text.optional(),
  exemptionCode: text.optional(),
})

export const allowance = z.strictObject({
  kind: z.enum(['allowance', 'charge']),
  code: text.optional(),
  reason: text.optional(),
  amount: decimal.optional(),
  percent: decimal.optional(),
  baseAmount: decimal.optional(),
  tax: tax.optional(),
})

export const price = z.strictObject({
  amount: decimal.optional(),
  gross: decimal.optional(),
  basisQuantity: decimal.optional(),
  basisUnit: text.optional(),
  /** What the price stands for where a standard has a code of its own for it. */
  basisCode: text.optional(),
})

/** What a sender says of a line, or of a part of it: accepted, changed, rejected, with quantity and date. */
export const statement = z.strictObject({
  status: text,
  quantity: decimal.optional(),
  unit: text.optional(),
  dateRole: text.optional(),
  date: dateTime.optional(),
  reason: text.optional(),
})

export const line = z.strictObject({
  number: text.optional(),
  action: text.optional(),
  ids: z.array(identifier).optional(),
  description: text.optional(),
  details: z.array(z.strictObject({ text })).optional(),
  quantity: decimal.optional(),
  unit: text.optional(),
  quantities: z.array(quantity).optional(),
  price: price.optional(),
  amount: decimal.optional(),
  amounts: z.array(amount).optional(),
  package: text.optional(),
  statements: z.array(statement).optional(),
  dates: z.array(datedRole).optional(),
  references: z.array(reference).optional(),
  allowances: z.array(allowance).optional(),
  taxes: z.array(tax).optional(),
  parties: z.array(party).optional(),
  notes: z.array(note).optional(),
})

/** A handling unit of a shipment: `parent` is the number of the one that holds it. */
export const packing = z.strictObject({
  number: text,
  parent: text.optional(),
  type: text.optional(),
  count: decimal.optional(),
  ids: z.array(identifier).optional(),
})

export const transport = z.strictObject({
  mode: text.optional(),
  carrier: identifier.optional(),
  carrierName: text.optional(),
  routing: text.optional(),
  packages: decimal.optional(),
  packaging: text.optional(),
  grossWeight: decimal.optional(),
  weightUnit: text.optional(),
})

export const terms = z.strictObject({
  text: text.optional(),
  dueDate: date.optional(),
  netDays: decimal.optional(),
  discountPercent: decimal.optional(),
  discountDays: decimal.optional(),
  discountDate: date.optional(),
})

export const payment = z.strictObject({
  method: text.optional(),
  reference: text.optional(),
  account: text.optional(),
  accountName: text.optional(),
  bank: text.optional(),
  payerAccount: text.optional(),
  payerBank: text.optional(),
  date: date.optional(),
})

export const totals = z.strictObject({
  lineAmount: decimal.optional(),
  allowanceAmount: decimal.optional(),
  chargeAmount: decimal.optional(),
  taxExclusiveAmount: decimal.optional(),
  taxAmount: decimal.optional(),
  taxInclusiveAmount: decimal.optional(),
  prepaidAmount: decimal.optional(),
  roundingAmount: decimal.optional(),
  payableAmount: decimal.optional(),
})

/** What a source says and the canonical form has no place for: where it stood, and the text. */
export const extension = z.strictObject({ at: text, value: text })

export const time = z.string().regex(/^\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?$/, 'a time such as 09:30')
