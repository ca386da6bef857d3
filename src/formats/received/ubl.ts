import type { UblDocument } from '../ubl/elements.ts'
import { type Facts, own, referred } from './facts.ts'

/** EndpointID is the address on the network; then come what the party is known by, and its numbers at a register and for taxes. */
const ids = (party: string) => [
  `${party}/cbc:EndpointID`,
  `${party}/cac:PartyIdentification/cbc:ID`,
  `${party}/cac:PartyLegalEntity/cbc:CompanyID`,
  `${party}/cac:PartyTaxScheme/cbc:CompanyID`,
]
/** BuyerCustomerParty and its like hold their Party. */
const held = (role: string) => ids(`cac:${role}/cac:Party`)

const BUYER = held('BuyerCustomerParty')
const SELLER = held('SellerSupplierParty')

const common = {
  number: ['cbc:ID'],
  date: 'cbc:IssueDate',
  version: 'cbc:UBLVersionID',
  original: null,
} as const
/** CopyIndicator says that it was sent before. */
const original = { place: 'cbc:CopyIndicator', unless: ['true', '1'] }

const ORDER = 'cac:OrderReference/cbc:ID'

/** What the grid asks of a UBL document: who sends which kind of it, and what it is called. */
export const UBL_FACTS: Readonly<Record<UblDocument, Facts>> = {
  Order: {
    ...common,
    ...{ sender: BUYER, receiver: SELLER, original },
    keys: [own('purchase-order', 'cbc:ID')],
    amount: 'cac:AnticipatedMonetaryTotal/cbc:PayableAmount',
  },
  OrderResponse: {
    ...common,
    ...{ sender: SELLER, receiver: BUYER },
    keys: [referred('purchase-order', ORDER)],
    amount: 'cac:LegalMonetaryTotal/cbc:PayableAmount',
  },
  OrderChange: {
    ...common,
    ...{ sender: BUYER, receiver: SELLER },
    keys: [own('purchase-order', ORDER)],
    amount: 'cac:AnticipatedMonetaryTotal/cbc:PayableAmount',
  },
  DespatchAdvice: {
    ...common,
    ...{ sender: held('DespatchSupplierParty'), receiver: held('DeliveryCustomerParty'), original },
    keys: [
      own('shipment', 'cbc:ID'),
      referred('purchase-order', ORDER),
      referred('purchase-order', `cac:DespatchLine/cac:OrderLineReference/${ORDER}`),
    ],
  },
  ReceiptAdvice: {
    ...common,
    ...{ sender: held('DeliveryCustomerParty'), receiver: held('DespatchSupplierParty') },
    keys: [referred('shipment', 'cac:DespatchDocumentReference/cbc:ID'), own('purchase-order', ORDER)],
  },
  Invoice: {
    ...common,
    ...{ sender: held('AccountingSupplierParty'), receiver: held('AccountingCustomerParty'), original },
    keys: [
      own('invoice', 'cbc:ID'),
      referred('purchase-order', ORDER),
      referred('purchase-order', `cac:InvoiceLine/cac:OrderLineReference/${ORDER}`),
    ],
    amount: 'cac:LegalMonetaryTotal/cbc:PayableAmount',
  },
  CreditNote: {
    ...common,
    ...{ sender: held('AccountingSupplierParty'), receiver: held('AccountingCustomerParty'), original },
    keys: [own('invoice', 'cbc:ID'), referred('purchase-order', ORDER)],
    amount: 'cac:LegalMonetaryTotal/cbc:PayableAmount',
  },
  RemittanceAdvice: {
    ...common,
    ...{ sender: held('AccountingCustomerParty'), receiver: held('AccountingSupplierParty'), original },
    keys: [
      own('payment', 'cbc:ID'),
      referred('invoice', 'cac:RemittanceAdviceLine/cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID'),
    ],
    amount: 'cbc:TotalPaymentAmount',
  },
  Catalogue: {
    ...common,
    ...{ sender: ids('cac:ProviderParty'), receiver: ids('cac:ReceiverParty') },
    keys: [own('catalog', 'cbc:ID')],
  },
  ApplicationResponse: {
    ...common,
    ...{ sender: ids('cac:SenderParty'), receiver: ids('cac:ReceiverParty') },
    keys: [own('advice', 'cbc:ID')],
  },
}

/** An OrderChange may have no number of its own: then the order and how often it was changed. */
export const UBL_SEQUENCE = { order: ORDER, sequence: 'cbc:SequenceNumberID' }
