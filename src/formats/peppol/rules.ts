import { parseDecimal, showDecimal, timesDecimal } from '../../edi/decimal.ts'
import { EAS } from './schemes.ts'
import type { Tree } from './tree.ts'

/** What a rule found: where, and what it expected instead. */
export interface Finding {
  at: string
  found: string
  expected: string
  element?: Tree
}

export interface Rule {
  id: string
  severity: 'error' | 'warning'
  check(invoice: Tree): Finding[]
}

const TOTALS = 'cac:LegalMonetaryTotal'
const SELLER = 'cac:AccountingSupplierParty/cac:Party'
const BUYER = 'cac:AccountingCustomerParty/cac:Party'

const lines = (invoice: Tree) => [...invoice.all('cac:InvoiceLine'), ...invoice.all('cac:CreditNoteLine')]
/** The total in the currency of the invoice, which has the breakdown; another one is in that of the tax. */
const taxTotals = (invoice: Tree) => {
  const all = invoice.all('cac:TaxTotal')
  const broken = all.filter((each) => each.all('cac:TaxSubtotal').length > 0)
  return broken.length > 0 ? broken : all.slice(0, 1)
}
const breakdown = (invoice: Tree) => taxTotals(invoice).flatMap((each) => each.all('cac:TaxSubtotal'))

function needed(id: string, path: string, expected: string, also?: string): Rule {
  return {
    id,
    severity: 'error',
    check: (invoice) =>
      invoice.at(path) !== '' || (also !== undefined && invoice.at(also) !== '')
        ? []
        : [{ at: path, found: '', expected }],
  }
}

function present(id: string, path: string, expected: string): Rule {
  return {
    id,
    severity: 'error',
    check: (invoice) => (invoice.first(path) ? [] : [{ at: path, found: '', expected }]),
  }
}

/** 0 where there is none, so that what is missing is found by its own rule. */
function number(text: string): bigint {
  return parseDecimal(text) ?? 0n
}

const CENT = 10n ** 10n
const ONE = 10n ** 12n
const size = (value: bigint) => (value < 0n ? -value : value)
const cents = (value: bigint) => ((size(value) + CENT / 2n) / CENT) * CENT * (value < 0n ? -1n : 1n)

/** The amount at a path of the totals is what it should be, to the cent. */
function equals(id: string, name: string, wanted: (invoice: Tree) => bigint | undefined): Rule {
  return {
    id,
    severity: 'error',
    check: (invoice) => {
      const path = `${TOTALS}/cbc:${name}`
      const sum = wanted(invoice)
      const found = invoice.at(path)
      if (sum === undefined || cents(number(found)) === cents(sum)) return []
      return [{ at: path, found, expected: showDecimal(cents(sum)) }]
    },
  }
}

function sum(of: readonly Tree[], path: string): bigint {
  return of.reduce((total, each) => total + number(each.at(path)), 0n)
}

const allowances = (of: Tree, isCharge: boolean) =>
  of.all('cac:AllowanceCharge').filter((each) => /^(true|1)$/.test(each.at('cbc:ChargeIndicator')) === isCharge)
const total = (invoice: Tree, name: string) => number(invoice.at(`${TOTALS}/cbc:${name}`))

/** The amount says something, or there is something to be summed. */
function summed(invoice: Tree, name: string, isCharge: boolean): bigint | undefined {
  const all = allowances(invoice, isCharge)
  return all.length === 0 && invoice.at(`${TOTALS}/cbc:${name}`) === '' ? undefined : sum(all, 'cbc:Amount')
}

const MANDATORY: readonly Rule[] = [
  needed('BR-01', 'cbc:CustomizationID', 'the specification that the invoice follows'),
  needed('BR-02', 'cbc:ID', 'an invoice number'),
  needed('BR-03', 'cbc:IssueDate', 'an issue date'),
  needed('BR-04', 'cbc:InvoiceTypeCode', 'an invoice type code', 'cbc:CreditNoteTypeCode'),
  needed('BR-05', 'cbc:DocumentCurrencyCode', 'a currency'),
  needed('BR-06', `${SELLER}/cac:PartyLegalEntity/cbc:RegistrationName`, 'the name of the seller'),
  needed('BR-07', `${BUYER}/cac:PartyLegalEntity/cbc:RegistrationName`, 'the name of the buyer'),
  present('BR-08', `${SELLER}/cac:PostalAddress`, 'the address of the seller'),
  needed('BR-09', `${SELLER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode`, 'the country of the seller'),
  present('BR-10', `${BUYER}/cac:PostalAddress`, 'the address of the buyer'),
  needed('BR-11', `${BUYER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode`, 'the country of the buyer'),
  needed('BR-12', `${TOTALS}/cbc:LineExtensionAmount`, 'the sum of the lines'),
  needed('BR-13', `${TOTALS}/cbc:TaxExclusiveAmount`, 'the total without VAT'),
  needed('BR-14', `${TOTALS}/cbc:TaxInclusiveAmount`, 'the total with VAT'),
  needed('BR-15', `${TOTALS}/cbc:PayableAmount`, 'the amount due'),
  {
    id: 'BR-16',
    severity: 'error',
    check: (invoice) =>
      lines(invoice).length > 0 ? [] : [{ at: 'cac:InvoiceLine', found: '', expected: 'one line or more' }],
  },
]

const SUMS: readonly Rule[] = [
  equals('BR-CO-10', 'LineExtensionAmount', (invoice) => sum(lines(invoice), 'cbc:LineExtensionAmount')),
  equals('BR-CO-11', 'AllowanceTotalAmount', (invoice) => summed(invoice, 'AllowanceTotalAmount', false)),
  equals('BR-CO-12', 'ChargeTotalAmount', (invoice) => summed(invoice, 'ChargeTotalAmount', true)),
  equals(
    'BR-CO-13',
    'TaxExclusiveAmount',
    (invoice) =>
      total(invoice, 'LineExtensionAmount') -
      total(invoice, 'AllowanceTotalAmount') +
      total(invoice, 'ChargeTotalAmount'),
  ),
  {
    id: 'BR-CO-14',
    severity: 'error',
    check: (invoice) =>
      taxTotals(invoice).flatMap((each) => {
        const wanted = sum(each.all('cac:TaxSubtotal'), 'cbc:TaxAmount')
        const found = each.at('cbc:TaxAmount')
        if (each.all('cac:TaxSubtotal').length === 0 || cents(number(found)) === cents(wanted)) return []
        return [{ at: 'cac:TaxTotal/cbc:TaxAmount', found, expected: showDecimal(cents(wanted)), element: each }]
      }),
  },
  equals(
    'BR-CO-15',
    'TaxInclusiveAmount',
    (invoice) => total(invoice, 'TaxExclusiveAmount') + sum(taxTotals(invoice), 'cbc:TaxAmount'),
  ),
  equals(
    'BR-CO-16',
    'PayableAmount',
    (invoice) =>
      total(invoice, 'TaxInclusiveAmount') - total(invoice, 'PrepaidAmount') + total(invoice, 'PayableRoundingAmount'),
  ),
]

/** A rule about each group of the VAT breakdown. */
function eachGroup(id: string, check: (group: Tree, invoice: Tree) => Omit<Finding, 'element'> | undefined): Rule {
  return {
    id,
    severity: 'error',
    check: (invoice) =>
      breakdown(invoice).flatMap((group) => {
        const found = check(group, invoice)
        return found ? [{ ...found, at: `cac:TaxTotal/cac:TaxSubtotal/${found.at}`, element: group }] : []
      }),
  }
}

const category = (group: Tree) => group.at('cac:TaxCategory/cbc:ID')
const rate = (group: Tree) => group.at('cac:TaxCategory/cbc:Percent')

function filled(id: string, path: string, expected: string, unless = ''): Rule {
  return eachGroup(id, (group) =>
    group.at(path) !== '' || (unless !== '' && category(group) === unless)
      ? undefined
      : { at: path, found: '', expected },
  )
}

/** What lines, allowances and charges of a category, and for S and its like of a rate, add up to. */
function taxable(invoice: Tree, group: Tree, byRate: boolean): bigint {
  const isOf = (tax: Tree | undefined) =>
    tax?.at('cbc:ID') === category(group) && (!byRate || number(tax.at('cbc:Percent')) === number(rate(group)))
  const of = (list: Tree[], path: string) => list.filter((each) => isOf(each.first(path)))
  return (
    sum(of(lines(invoice), 'cac:Item/cac:ClassifiedTaxCategory'), 'cbc:LineExtensionAmount') -
    sum(of(allowances(invoice, false), 'cac:TaxCategory'), 'cbc:Amount') +
    sum(of(allowances(invoice, true), 'cac:TaxCategory'), 'cbc:Amount')
  )
}

const isNear = (one: bigint, other: bigint) => size(one - other) < ONE

/** Categories with the middle of their rules' names, and whether they want a reason for an exemption. */
const CATEGORIES: readonly [code: string, name: string, reason: 'wanted' | 'unwanted'][] = [
  ['S', 'S', 'unwanted'],
  ['Z', 'Z', 'unwanted'],
  ['E', 'E', 'wanted'],
  ['AE', 'AE', 'wanted'],
  ['K', 'IC', 'wanted'],
  ['G', 'G', 'wanted'],
  ['O', 'O', 'wanted'],
]

const REASONS = ['cac:TaxCategory/cbc:TaxExemptionReason', 'cac:TaxCategory/cbc:TaxExemptionReasonCode'] as const

const BY_CATEGORY: readonly Rule[] = CATEGORIES.flatMap(([code, name, reason]) => {
  const of = (id: string, check: Parameters<typeof eachGroup>[1]) =>
    eachGroup(id, (group, invoice) => (category(group) === code ? check(group, invoice) : undefined))
  return [
    of(`BR-${name}-08`, (group, invoice) => {
      const wanted = taxable(invoice, group, code === 'S')
      const found = group.at('cbc:TaxableAmount')
      return isNear(number(found), wanted)
        ? undefined
        : { at: 'cbc:TaxableAmount', found, expected: showDecimal(wanted) }
    }),
    ...(code === 'S'
      ? []
      : [
          of(`BR-${name}-09`, (group) => {
            const found = group.at('cbc:TaxAmount')
            return number(found) === 0n ? undefined : { at: 'cbc:TaxAmount', found, expected: '0' }
          }),
        ]),
    of(`BR-${name}-10`, (group) => {
      const found = REASONS.map((path) => group.at(path)).find((each) => each !== '') ?? ''
      if ((found !== '') === (reason === 'wanted')) return undefined
      return {
        at: REASONS[0],
        found,
        expected: reason === 'wanted' ? 'the reason of the exemption' : 'no reason of an exemption',
      }
    }),
  ]
})

const VAT: readonly Rule[] = [
  {
    id: 'BR-CO-18',
    severity: 'error',
    check: (invoice) =>
      breakdown(invoice).length > 0
        ? []
        : [{ at: 'cac:TaxTotal/cac:TaxSubtotal', found: '', expected: 'the VAT of one category or more' }],
  },
  filled('BR-45', 'cbc:TaxableAmount', 'the taxable amount of the category'),
  filled('BR-46', 'cbc:TaxAmount', 'the tax of the category'),
  filled('BR-47', 'cac:TaxCategory/cbc:ID', 'the code of the category'),
  filled('BR-48', 'cac:TaxCategory/cbc:Percent', 'the rate of the category', 'O'),
  eachGroup('BR-CO-17', (group) => {
    const wanted = cents(timesDecimal(number(group.at('cbc:TaxableAmount')), number(rate(group))) / 100n)
    const found = group.at('cbc:TaxAmount')
    return isNear(number(found), wanted) ? undefined : { at: 'cbc:TaxAmount', found, expected: showDecimal(wanted) }
  }),
  ...BY_CATEGORY,
]

function endpoint(ids: { needed: string; scheme: string }, path: string): Rule[] {
  const at = `${path}/cbc:EndpointID`
  return [
    needed(ids.needed, at, 'an electronic address'),
    {
      id: ids.scheme,
      severity: 'error',
      check: (invoice) => {
        const found = invoice.first(at)
        if (!found || found.attributes['schemeID']) return []
        return [{ at: `${at}/@schemeID`, found: '', expected: 'the scheme of the address', element: found }]
      },
    },
  ]
}

const endpoints = (invoice: Tree) =>
  [SELLER, BUYER].flatMap((path) => invoice.all(`${path}/cbc:EndpointID`).map((element) => ({ path, element })))

const ENDPOINTS: readonly Rule[] = [
  ...endpoint({ needed: 'PEPPOL-EN16931-R020', scheme: 'BR-62' }, SELLER),
  ...endpoint({ needed: 'PEPPOL-EN16931-R010', scheme: 'BR-63' }, BUYER),
  {
    id: 'PEPPOL-EN16931-CL008',
    severity: 'warning', // the list grows from time to time
    check: (invoice) =>
      endpoints(invoice).flatMap(({ path, element }) => {
        const found = element.attributes['schemeID'] ?? ''
        if (found === '' || EAS.has(found)) return []
        return [{ at: `${path}/cbc:EndpointID/@schemeID`, found, expected: 'a code of the list EAS', element }]
      }),
  },
  {
    id: 'PEPPOL-COMMON-R040',
    severity: 'error',
    check: (invoice) =>
      endpoints(invoice).flatMap(({ path, element }) => {
        if (element.attributes['schemeID'] !== '0088' || isGln(element.text)) return []
        return [{ at: `${path}/cbc:EndpointID`, found: element.text, expected: 'a GLN with its check digit', element }]
      }),
  },
]

/** GS1 General Specifications 7.9: weights of 1 and 3 from the left of thirteen digits. */
function isGln(text: string): boolean {
  if (!/^\d{13}$/.test(text)) return false
  const weighted = [...text].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0)
  return weighted % 10 === 0
}

/** A first list of the rules of EN 16931 and Peppol BIS Billing 3: what is not here is not checked. */
export const RULES: readonly Rule[] = [...MANDATORY, ...SUMS, ...VAT, ...ENDPOINTS]
