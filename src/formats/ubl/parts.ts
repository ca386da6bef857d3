import { ITEM_IDS, PARTY_IDS } from '../codes/identifiers.ts'
import { ALLOWANCE_KINDS, TAX_TYPES, TRANSPORT_MODES } from '../codes/qualifiers.ts'
import { unit } from '../codes/units.ts'
import { code, decimal, type Form, isoDate, isoTime, ownCode, strictCode, text } from '../mapping/forms.ts'
import type { ElementRule } from '../xml/rules.ts'

const CBC = 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2'
const CAC = 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2'
const EXT = 'urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2'
const ROOT = 'urn:oasis:names:specification:ubl:schema:xsd:'

/** The namespaces of a UBL document; those of all minor versions are the same. */
export function prefixesOf(document: string): Record<string, string> {
  return { [CAC]: 'cac:', [CBC]: 'cbc:', [EXT]: 'ext:', [`${ROOT}${document}-2`]: '' }
}

const PERCENT: Form = { ...decimal, expected: 'a percentage' }

export function basic(name: string, path: string, form: Form = text()): ElementRule {
  return { name: `cbc:${name}`, text: [path, form] }
}

/** An amount with the currency of the document. */
export function amount(name: string, path: string): ElementRule {
  return { name: `cbc:${name}`, text: [path, decimal], attributes: { currencyID: ['/currency', text(3)] } }
}

export function quantity(name: string, value: string, unitPath: string): ElementRule {
  return { name: `cbc:${name}`, text: [value, decimal], attributes: { unitCode: [unitPath, unit] } }
}

export function quantityOf(role: string, name: string): ElementRule {
  return { ...quantity(name, 'value', 'unit'), each: 'quantities', of: { role }, max: 1 }
}

export function aggregate(name: string, rules: readonly ElementRule[]): ElementRule {
  return { name: `cac:${name}`, rules }
}

export function dated(role: string | readonly string[], name: string): ElementRule {
  return { name: `cbc:${name}`, each: 'dates', of: { role }, max: 1, text: ['value', isoDate] }
}

/** A reference that is one text, as CustomerReference. */
export function plainReference(type: string, name: string): ElementRule {
  return { name: `cbc:${name}`, each: 'references', of: { type }, max: 1, text: ['value', text()] }
}

export function reference(type: string, name: string, max?: number): ElementRule {
  return {
    name: `cac:${name}`,
    each: 'references',
    of: { type },
    ...(max === undefined ? {} : { max }),
    rules: [basic('ID', 'value'), basic('IssueDate', 'date', isoDate)],
  }
}

export const note: ElementRule = { name: 'cbc:Note', each: 'notes', text: ['text', text()] }

/** Customization and profile say by which specification a document is made, not what it says. */
export const begin: readonly ElementRule[] = [
  { name: 'cbc:UBLVersionID', constant: '2.1' },
  basic('CustomizationID', 'customization'),
  basic('ProfileID', 'profile'),
  basic('ID', 'number'),
]
export const issued: readonly ElementRule[] = [basic('IssueDate', 'date', isoDate), basic('IssueTime', 'time', isoTime)]

const id: ElementRule = {
  name: 'cbc:ID',
  text: ['value', text()],
  attributes: { schemeID: ['scheme', code(PARTY_IDS, 'eas')] },
}

const channel = (name: string, kind: string): ElementRule => ({
  name: `cbc:${name}`,
  each: 'channels',
  of: { kind },
  max: 1,
  text: ['value', text()],
})

const contact: ElementRule = {
  name: 'cac:Contact',
  each: 'contacts',
  max: 1,
  rules: [
    basic('Name', 'name'),
    channel('Telephone', 'phone'),
    channel('Telefax', 'fax'),
    channel('ElectronicMail', 'email'),
  ],
}

const address: readonly ElementRule[] = [
  basic('StreetName', 'address.street'),
  basic('AdditionalStreetName', 'address.additionalStreet'),
  basic('CityName', 'address.city'),
  basic('PostalZone', 'address.postalCode'),
  basic('CountrySubentity', 'address.region'),
  aggregate('Country', [basic('IdentificationCode', 'address.country', text(3))]),
]

const endpoint: ElementRule = {
  name: 'cbc:EndpointID',
  text: ['endpoint.value', text()],
  attributes: { schemeID: ['endpoint.scheme', code(PARTY_IDS, 'eas')] },
}
const identification: ElementRule = { name: 'cac:PartyIdentification', each: 'ids', rules: [id] }
const named = aggregate('PartyName', [basic('Name', 'name')])
const taxed = aggregate('PartyTaxScheme', [
  basic('CompanyID', 'vatNumber'),
  { ...aggregate('TaxScheme', [{ name: 'cbc:ID', constant: 'VAT' }]), fixed: true },
])
const legal = aggregate('PartyLegalEntity', [
  basic('RegistrationName', 'legalName'),
  basic('CompanyID', 'registration'),
])

/** cac:Party and what has its type. */
const partyRules: readonly ElementRule[] = [
  endpoint,
  identification,
  named,
  aggregate('PostalAddress', address),
  taxed,
  legal,
  contact,
]

/** A party in an element of its own, such as BuyerCustomerParty with its Party inside. */
export function party(name: string, role: string | readonly string[]): ElementRule {
  return { name: `cac:${name}`, each: 'parties', of: { role }, max: 1, rules: [aggregate('Party', partyRules)] }
}

/** A party whose element has the type of Party itself, such as PayeeParty. */
export function directParty(name: string, role: string | readonly string[]): ElementRule {
  return { name: `cac:${name}`, each: 'parties', of: { role }, max: 1, rules: partyRules }
}

const period = (name: string, start: ElementRule, end?: ElementRule): ElementRule =>
  aggregate(name, end ? [start, end] : [start])

export const invoicePeriod = period('InvoicePeriod', dated('period-start', 'StartDate'), dated('period-end', 'EndDate'))
export const validity = period('ValidityPeriod', dated('effective', 'StartDate'), dated('expires', 'EndDate'))

const periods: readonly ElementRule[] = [
  period(
    'RequestedDeliveryPeriod',
    dated(['requested-delivery', 'deliver-not-before'], 'StartDate'),
    dated('deliver-not-after', 'EndDate'),
  ),
  period('PromisedDeliveryPeriod', dated('promised', 'StartDate')),
  period('EstimatedDeliveryPeriod', dated('estimated-delivery', 'StartDate')),
]

/** Where and when: place and address of the party shipped to, then its name. */
export const delivery: ElementRule = aggregate('Delivery', [
  dated('delivered', 'ActualDeliveryDate'),
  {
    name: 'cac:DeliveryLocation',
    each: 'parties',
    of: { role: 'ship-to' },
    shared: true,
    max: 1,
    rules: [{ ...id, each: 'ids', max: 1 }, aggregate('Address', address)],
  },
  ...periods,
  {
    name: 'cac:DeliveryParty',
    each: 'parties',
    of: { role: 'ship-to' },
    shared: true,
    max: 1,
    rules: [identification, named, taxed, legal, contact],
  },
])

export const lineDelivery: ElementRule = aggregate('Delivery', [dated('delivered', 'ActualDeliveryDate'), ...periods])

export const deliveryTerms = aggregate('DeliveryTerms', [
  basic('ID', 'deliveryTerms.code'),
  aggregate('DeliveryLocation', [basic('ID', 'deliveryTerms.place')]),
])

const account = (name: string, rules: readonly ElementRule[], bank: string): ElementRule =>
  aggregate(name, [...rules, aggregate('FinancialInstitutionBranch', [basic('ID', bank)])])

const payeeAccount = account(
  'PayeeFinancialAccount',
  [basic('ID', 'payment.account'), basic('Name', 'payment.accountName')],
  'payment.bank',
)

export const paymentMeans = aggregate('PaymentMeans', [
  basic('PaymentMeansCode', 'payment.method', ownCode('ubl')),
  basic('PaymentID', 'payment.reference'),
  payeeAccount,
])

/** How something was paid: also when, and from which account. */
export const paid = aggregate('PaymentMeans', [
  basic('PaymentMeansCode', 'payment.method', ownCode('ubl')),
  basic('PaymentDueDate', 'payment.date', isoDate),
  basic('PaymentID', 'payment.reference'),
  account('PayerFinancialAccount', [basic('ID', 'payment.payerAccount')], 'payment.payerBank'),
  payeeAccount,
])

export const paymentTerms = aggregate('PaymentTerms', [
  basic('Note', 'terms.text'),
  basic('SettlementDiscountPercent', 'terms.discountPercent', PERCENT),
])

const taxCategory = (name: string, path: string): ElementRule =>
  aggregate(name, [
    basic('ID', `${path}category`),
    basic('Percent', `${path}percent`, PERCENT),
    basic('TaxExemptionReasonCode', `${path}exemptionCode`),
    basic('TaxExemptionReason', `${path}exemptionReason`),
    {
      ...aggregate('TaxScheme', [{ name: 'cbc:ID', text: [`${path}type`, code(TAX_TYPES, 'ubl')], constant: 'VAT' }]),
      fixed: true,
    },
  ])

export const allowance: ElementRule = {
  name: 'cac:AllowanceCharge',
  each: 'allowances',
  rules: [
    basic('ChargeIndicator', 'kind', strictCode(ALLOWANCE_KINDS, 'ubl')),
    basic('AllowanceChargeReasonCode', 'code', ownCode('ubl')),
    basic('AllowanceChargeReason', 'reason'),
    basic('MultiplierFactorNumeric', 'percent', PERCENT),
    amount('Amount', 'amount'),
    amount('BaseAmount', 'baseAmount'),
    taxCategory('TaxCategory', 'tax.'),
  ],
}

const subtotal: ElementRule = {
  name: 'cac:TaxSubtotal',
  each: 'taxes',
  rules: [amount('TaxableAmount', 'taxableAmount'), amount('TaxAmount', 'taxAmount'), taxCategory('TaxCategory', '')],
}

export const taxTotal = aggregate('TaxTotal', [amount('TaxAmount', 'totals.taxAmount'), subtotal])

export function monetaryTotal(name: string): ElementRule {
  return aggregate(name, [
    amount('LineExtensionAmount', 'totals.lineAmount'),
    amount('TaxExclusiveAmount', 'totals.taxExclusiveAmount'),
    amount('TaxInclusiveAmount', 'totals.taxInclusiveAmount'),
    amount('AllowanceTotalAmount', 'totals.allowanceAmount'),
    amount('ChargeTotalAmount', 'totals.chargeAmount'),
    amount('PrepaidAmount', 'totals.prepaidAmount'),
    amount('PayableRoundingAmount', 'totals.roundingAmount'),
    amount('PayableAmount', 'totals.payableAmount'),
  ])
}

const itemId = (name: string, scheme: string | readonly string[]): ElementRule => ({
  name: `cac:${name}`,
  each: 'ids',
  of: { scheme },
  max: 1,
  rules: [basic('ID', 'value')],
})

export const item = aggregate('Item', [
  { name: 'cbc:Description', each: 'details', text: ['text', text()] },
  basic('Name', 'description'),
  itemId('BuyersItemIdentification', ['buyer-item', 'buyer-part']),
  itemId('SellersItemIdentification', ['seller-item', 'seller-part']),
  itemId('ManufacturersItemIdentification', 'maker-part'),
  {
    name: 'cac:StandardItemIdentification',
    each: 'ids',
    max: 1,
    rules: [
      {
        name: 'cbc:ID',
        text: ['value', text()],
        attributes: { schemeID: ['scheme', code(ITEM_IDS, 'eas'), 'needed'] },
      },
    ],
  },
  { ...taxCategory('ClassifiedTaxCategory', ''), each: 'taxes' },
])

export const price = aggregate('Price', [
  amount('PriceAmount', 'price.amount'),
  quantity('BaseQuantity', 'price.basisQuantity', 'price.basisUnit'),
])

/** The line of an order that another document speaks of. */
export const orderLine: ElementRule = {
  name: 'cac:OrderLineReference',
  each: 'references',
  of: { type: 'order' },
  rules: [
    basic('LineID', 'line'),
    aggregate('OrderReference', [basic('ID', 'value'), basic('IssueDate', 'date', isoDate)]),
  ],
}

export const transport: readonly ElementRule[] = [
  {
    name: 'cac:ShipmentStage',
    rules: [
      basic('TransportModeCode', 'transport.mode', code(TRANSPORT_MODES, 'ubl')),
      aggregate('CarrierParty', [
        aggregate('PartyIdentification', [
          {
            name: 'cbc:ID',
            text: ['transport.carrier.value', text()],
            attributes: { schemeID: ['transport.carrier.scheme', code(PARTY_IDS, 'eas')] },
          },
        ]),
        aggregate('PartyName', [basic('Name', 'transport.carrierName')]),
      ]),
    ],
  },
]
