import { decimal, text } from '../mapping/forms.ts'
import type { ElementRule, ElementTable } from '../xml/rules.ts'
import {
  aggregate,
  amount,
  basic,
  begin,
  directParty,
  invoicePeriod,
  issued,
  note,
  paid,
  party,
  plainReference,
  prefixesOf,
  reference,
} from './parts.ts'

const amountOf = (role: string, name: string): ElementRule => ({
  name: `cbc:${name}`,
  each: 'amounts',
  of: { role },
  max: 1,
  text: ['value', decimal],
  attributes: { currencyID: ['/currency', text(3)] },
})

/** UBL RemittanceAdvice ↔ remittance: a line says what is debited for the invoice or credit note that it names. */
export const ublRemittanceAdvice: ElementTable = {
  name: 'UBL RemittanceAdvice',
  kind: 'remittance',
  prefixes: prefixesOf('RemittanceAdvice'),
  root: {
    name: 'RemittanceAdvice',
    must: true,
    rules: [
      ...begin,
      ...issued,
      note,
      basic('DocumentCurrencyCode', 'currency', text(3)),
      amount('TotalPaymentAmount', 'totals.payableAmount'),
      plainReference('payment-order', 'PaymentOrderReference'),
      invoicePeriod,
      reference('document', 'AdditionalDocumentReference'),
      party('AccountingCustomerParty', ['payer', 'buyer', 'bill-to']),
      party('AccountingSupplierParty', ['payee', 'supplier', 'seller', 'vendor']),
      directParty('PayeeParty', ['remit-to', 'remittance-address']),
      paid,
      aggregate('TaxTotal', [amount('TaxAmount', 'totals.taxAmount')]),
      {
        name: 'cac:RemittanceAdviceLine',
        each: 'lines',
        rules: [
          basic('ID', 'number'),
          note,
          amount('DebitLineAmount', 'amount'),
          amountOf('credit', 'CreditLineAmount'),
          amountOf('balance', 'BalanceAmount'),
          invoicePeriod,
          aggregate('BillingReference', [
            reference('invoice', 'InvoiceDocumentReference', 1),
            reference('credit-note', 'CreditNoteDocumentReference', 1),
          ]),
          reference('document', 'DocumentReference'),
        ],
      },
    ],
  },
}
