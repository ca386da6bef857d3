import fc, { type Arbitrary } from 'fast-check'
import type { CanonicalDocument, DocumentKind } from '../../src/formats/canonical/documents.ts'
import { ITEM_IDS, PARTY_IDS } from '../../src/formats/codes/identifiers.ts'
import { CHANNEL_KINDS, CONTACT_FUNCTIONS, PARTY_ROLES } from '../../src/formats/codes/parties.ts'
import {
  AMOUNT_ROLES,
  DATE_ROLES,
  NOTE_SUBJECTS,
  QUANTITY_ROLES,
  REFERENCE_TYPES,
} from '../../src/formats/codes/qualifiers.ts'

const keys = (table: object) => fc.constantFrom(...Object.keys(table))
/** Words as people write them: long ones, ones with marks of every format, none with white space around them. */
const words = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'abcXYZ0189 -/äé'), minLength: 1, maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'ab<&>"\'+:*?~^ '), minLength: 1, maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'lorem ipsum'), minLength: 60, maxLength: 400 }),
)
const trimmed = words.map((text) => text.trim() || 'x')
const token = fc.string({ unit: fc.constantFrom(...'ABCXYZ0123456789'), minLength: 1, maxLength: 24 })
const short = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 5 })
const count = fc.nat(999).map(String)
export const decimals = fc
  .tuple(
    fc.integer({ min: -99_999, max: 9_999_999 }),
    fc.integer({ min: 0, max: 9_999 }),
    fc.integer({ min: 0, max: 4 }),
  )
  .map(([whole, part, digits]) => {
    const behind = String(part).padStart(4, '0').slice(0, digits)
    return behind === '' ? String(whole) : `${whole}.${behind}`
  })
const date = fc
  .tuple(fc.integer({ min: 1990, max: 2040 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, day]) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`)
const time = fc.constantFrom('09:30', '23:59:58', '00:00:00')
const dateTime = fc.oneof(
  date,
  fc.tuple(date, time).map(([day, clock]) => `${day}T${clock}`),
  fc.tuple(date, time).map(([day, clock]) => `${day}T${clock}Z`),
)
const unit = fc.constantFrom('EA', 'KGM', 'C62', 'MTQ', 'XBX', 'x12:CA', 'PCE')

function some<T extends object>(model: { [K in keyof T]: Arbitrary<T[K]> }, needed: (keyof T)[] = []): Arbitrary<T> {
  return fc.record(model, { requiredKeys: needed as never }) as unknown as Arbitrary<T>
}
const few = <T>(one: Arbitrary<T>, maxLength = 3) => fc.array(one, { minLength: 1, maxLength })

const identifierOf = (table: object) => fc.record({ scheme: keys(table), value: token })
const note = some({ subject: keys(NOTE_SUBJECTS), text: trimmed }, ['text'])
const dated = fc.record({ role: keys(DATE_ROLES), value: dateTime })
const reference = some({ type: keys(REFERENCE_TYPES), value: token, line: short, date }, ['type', 'value'])
const address = some({
  street: trimmed,
  additionalStreet: trimmed,
  city: trimmed,
  region: fc.constantFrom('OH', 'Bavaria'),
  postalCode: token,
  country: fc.constantFrom('US', 'DE'),
})
const contact = some(
  {
    function: keys(CONTACT_FUNCTIONS),
    name: trimmed,
    channels: few(fc.record({ kind: keys(CHANNEL_KINDS), value: token })),
  },
  ['name'],
)
const party = some(
  {
    role: keys(PARTY_ROLES),
    ids: few(identifierOf(PARTY_IDS), 2),
    name: trimmed,
    additionalName: trimmed,
    vatNumber: token,
    address,
    contacts: few(contact, 2),
  },
  ['role'],
)
const tax = some(
  {
    type: fc.constantFrom('VAT', 'GST'),
    category: fc.constantFrom('S', 'E'),
    percent: decimals,
    taxableAmount: decimals,
    taxAmount: decimals,
  },
  ['type'],
)
const allowance = some(
  {
    kind: fc.constantFrom('allowance', 'charge'),
    code: fc.constantFrom('x12:D240', 'edifact:FC', 'ubl:95'),
    reason: trimmed,
    amount: decimals,
    percent: decimals,
    baseAmount: decimals,
  },
  ['kind', 'amount'],
)
const price = some({ amount: decimals, gross: decimals, basisQuantity: decimals, basisUnit: unit }, ['amount'])
const quantity = some({ role: keys(QUANTITY_ROLES), value: decimals, unit }, ['role', 'value'])
const line = some(
  {
    number: short,
    ids: few(identifierOf(ITEM_IDS), 7),
    description: trimmed,
    quantity: decimals,
    unit,
    quantities: few(quantity, 2),
    price,
    amount: decimals,
    dates: few(dated),
    references: few(reference),
    allowances: few(allowance, 2),
    taxes: few(tax, 2),
    parties: few(party, 1),
    notes: few(note, 2),
  },
  ['number', 'quantity'],
)
const amount = fc.record({ role: keys(AMOUNT_ROLES), value: decimals })
const payment = some({
  method: fc.constantFrom('x12:ACH', 'edifact:30', 'ubl:30'),
  reference: token,
  account: token,
  accountName: trimmed,
  bank: token,
  payerAccount: token,
  payerBank: token,
  date,
})
const totals = some({
  lineAmount: decimals,
  allowanceAmount: decimals,
  chargeAmount: decimals,
  taxExclusiveAmount: decimals,
  taxAmount: decimals,
  taxInclusiveAmount: decimals,
  prepaidAmount: decimals,
  payableAmount: decimals,
})
const terms = some({ text: trimmed, dueDate: date, netDays: count, discountPercent: decimals, discountDays: count })
const statement = some(
  { status: fc.constantFrom('accepted', 'rejected', 'backordered'), quantity: decimals, unit, date },
  ['status'],
)
const transport = some({
  mode: fc.constantFrom('road', 'sea'),
  carrier: identifierOf(PARTY_IDS),
  carrierName: trimmed,
  packages: count,
  grossWeight: decimals,
})

const head = {
  number: token,
  date,
  time,
  purpose: fc.constantFrom('original', 'replace'),
  currency: fc.constantFrom('EUR', 'USD'),
  parties: few(party),
  contacts: few(contact, 2),
  dates: few(dated),
  references: few(reference),
  notes: few(note),
}
const trade = {
  ...head,
  allowances: few(allowance),
  taxes: few(tax),
  terms,
  transport,
  totals,
  lines: few(line),
}

/** Packages in a tree, numbered as they come, with the lines that lie in them. */
const packed = fc.record({ parents: fc.array(fc.nat(3), { maxLength: 4 }), lines: few(line, 4) }).map((found) => ({
  packages: found.parents.map((parent, n) => ({
    number: String(n + 1),
    ...(parent < n ? { parent: String(parent + 1) } : {}),
    ids: [{ scheme: 'sscc', value: String(340_000 + n) }],
  })),
  lines: found.lines.map((each, n) => {
    if (found.parents.length === 0) return each
    // A package that holds lines of several orders is a case of its own.
    const { references = [], ...others } = each
    const kept = references.filter(({ type }) => type !== 'order')
    const more = kept.length === 0 ? {} : { references: kept }
    return { ...others, ...more, package: String((n % found.parents.length) + 1) }
  }),
}))

const MODELS: Record<DocumentKind, Arbitrary<object>> = {
  order: some({ ...trade, type: fc.constantFrom('stand-alone', 'blanket') }, ['number']),
  'order-response': some(
    {
      ...trade,
      response: fc.constantFrom('accepted', 'rejected'),
      lines: few(fc.tuple(line, few(statement, 2)).map(([each, statements]) => ({ ...each, statements }))),
    },
    ['number'],
  ),
  'order-change': some(
    {
      ...trade,
      sequence: fc.constantFrom('1', '2', '12'),
      lines: few(
        fc.tuple(line, fc.constantFrom('add', 'delete', 'price-change')).map(([each, action]) => ({ ...each, action })),
      ),
    },
    ['number'],
  ),
  'ship-notice': fc
    .tuple(some({ ...head, transport }, ['number']), packed)
    .map(([found, more]) => ({ ...found, ...more })),
  'receiving-advice': some({ ...head, transport, lines: few(line) }, ['number']),
  invoice: some(trade, ['number']),
  'credit-note': some(trade, ['number']),
  remittance: some(
    {
      ...head,
      payment,
      totals,
      lines: few(fc.tuple(line, few(amount)).map(([each, amounts]) => ({ ...each, amounts }))),
    },
    ['number'],
  ),
  catalog: some({ ...head, lines: few(line) }, ['number']),
  inventory: some({ ...head, lines: few(line) }, ['number']),
  status: some(
    {
      ...head,
      response: fc.constantFrom('accepted', 'rejected'),
      findings: few(
        some({ code: fc.constantFrom('x12:024', 'edifact:8'), text: trimmed, references: few(reference, 1) }),
      ),
    },
    ['number'],
  ),
}

/** Documents of a kind as they could be: every field now and then, whether a format carries it or not. */
export function documentsOf(kind: DocumentKind): Arbitrary<CanonicalDocument> {
  return MODELS[kind].map((found) => ({ kind, ...found }) as CanonicalDocument)
}
