import { INVOICE_TYPES } from '../codes/documents.ts'
import { code, isoDate, text, unless } from '../mapping/forms.ts'
import type { ElementRule, ElementTable } from '../xml/rules.ts'
import {
  aggregate,
  allowance,
  amount,
  basic,
  begin,
  dated,
  delivery,
  deliveryTerms,
  directParty,
  invoicePeriod,
  issued,
  item,
  monetaryTotal,
  note,
  orderLine,
  party,
  paymentMeans,
  paymentTerms,
  plainReference,
  prefixesOf,
  price,
  quantity,
  reference,
  taxTotal,
} from './parts.ts'

const typed = (name: string, usual: string): ElementRule => ({
  name: `cbc:${name}`,
  text: ['type', unless([usual], code(INVOICE_TYPES, 'ubl'))],
  constant: usual,
})

const references: readonly ElementRule[] = [
  plainReference('buyer-reference', 'BuyerReference'),
  invoicePeriod,
  {
    name: 'cac:OrderReference',
    rules: [
      { name: 'cbc:ID', each: 'references', of: { type: 'order' }, shared: true, max: 1, text: ['value', text()] },
      plainReference('seller-order', 'SalesOrderID'),
      {
        name: 'cbc:IssueDate',
        each: 'references',
        of: { type: 'order' },
        shared: true,
        max: 1,
        text: ['date', isoDate],
      },
    ],
  },
  { name: 'cac:BillingReference', each: 'references', of: { type: 'invoice' }, rules: [billed()] },
  reference('despatch-advice', 'DespatchDocumentReference'),
  reference('receipt', 'ReceiptDocumentReference'),
]

function billed(): ElementRule {
  return aggregate('InvoiceDocumentReference', [basic('ID', 'value'), basic('IssueDate', 'date', isoDate)])
}

const parties: readonly ElementRule[] = [
  party('AccountingSupplierParty', ['supplier', 'seller', 'vendor']),
  party('AccountingCustomerParty', ['buyer', 'bill-to']),
  directParty('PayeeParty', ['payee', 'remit-to', 'remittance-address']),
]

function line(name: string, counted: string): ElementRule {
  return {
    name: `cac:${name}`,
    each: 'lines',
    rules: [
      basic('ID', 'number'),
      note,
      quantity(counted, 'quantity', 'unit'),
      amount('LineExtensionAmount', 'amount'),
      plainReference('accounting-cost', 'AccountingCost'),
      invoicePeriod,
      orderLine,
      reference('document', 'DocumentReference'),
      allowance,
      item,
      price,
    ],
  }
}

/** UBL Invoice ↔ invoice. */
export const ublInvoice: ElementTable = {
  name: 'UBL Invoice',
  kind: 'invoice',
  prefixes: prefixesOf('Invoice'),
  root: {
    name: 'Invoice',
    must: true,
    rules: [
      ...begin,
      ...issued,
      basic('DueDate', 'terms.dueDate', isoDate),
      typed('InvoiceTypeCode', '380'),
      note,
      dated('tax-point', 'TaxPointDate'),
      basic('DocumentCurrencyCode', 'currency', text(3)),
      basic('TaxCurrencyCode', 'taxCurrency', text(3)),
      plainReference('accounting-cost', 'AccountingCost'),
      ...references,
      reference('contract', 'ContractDocumentReference'),
      reference('document', 'AdditionalDocumentReference'),
      reference('project', 'ProjectReference'),
      ...parties,
      delivery,
      deliveryTerms,
      paymentMeans,
      paymentTerms,
      allowance,
      taxTotal,
      monetaryTotal('LegalMonetaryTotal'),
      line('InvoiceLine', 'InvoicedQuantity'),
    ],
  },
}

/** UBL CreditNote ↔ credit note. */
export const ublCreditNote: ElementTable = {
  name: 'UBL CreditNote',
  kind: 'credit-note',
  prefixes: prefixesOf('CreditNote'),
  root: {
    name: 'CreditNote',
    must: true,
    rules: [
      ...begin,
      ...issued,
      dated('tax-point', 'TaxPointDate'),
      typed('CreditNoteTypeCode', '381'),
      note,
      basic('DocumentCurrencyCode', 'currency', text(3)),
      basic('TaxCurrencyCode', 'taxCurrency', text(3)),
      plainReference('accounting-cost', 'AccountingCost'),
      ...references,
      reference('contract', 'ContractDocumentReference'),
      reference('document', 'AdditionalDocumentReference'),
      ...parties,
      delivery,
      deliveryTerms,
      paymentMeans,
      paymentTerms,
      allowance,
      taxTotal,
      monetaryTotal('LegalMonetaryTotal'),
      line('CreditNoteLine', 'CreditedQuantity'),
    ],
  },
}
