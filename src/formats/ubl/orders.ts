import { LINE_ACTIONS, LINE_STATUSES, ORDER_TYPES, RESPONSES } from '../codes/documents.ts'
import { code, text, unless } from '../mapping/forms.ts'
import type { ElementRule, ElementTable } from '../xml/rules.ts'
import {
  aggregate,
  allowance,
  amount,
  basic,
  begin,
  delivery,
  deliveryTerms,
  issued,
  item,
  lineDelivery,
  monetaryTotal,
  note,
  orderLine,
  party,
  paymentTerms,
  plainReference,
  prefixesOf,
  price,
  quantity,
  reference,
  taxTotal,
  validity,
} from './parts.ts'

/** UBL Order ↔ order. */
export const ublOrder: ElementTable = {
  name: 'UBL Order',
  kind: 'order',
  prefixes: prefixesOf('Order'),
  root: {
    name: 'Order',
    must: true,
    rules: [
      ...begin,
      plainReference('seller-order', 'SalesOrderID'),
      ...issued,
      basic('OrderTypeCode', 'type', code(ORDER_TYPES, 'ubl')),
      note,
      basic('DocumentCurrencyCode', 'currency', text(3)),
      plainReference('buyer-reference', 'CustomerReference'),
      plainReference('accounting-cost', 'AccountingCost'),
      validity,
      reference('quotation', 'QuotationDocumentReference', 1),
      reference('order', 'OrderDocumentReference'),
      reference('document', 'AdditionalDocumentReference'),
      reference('contract', 'Contract'),
      party('BuyerCustomerParty', 'buyer'),
      party('SellerSupplierParty', ['supplier', 'seller', 'vendor']),
      party('AccountingCustomerParty', 'bill-to'),
      delivery,
      deliveryTerms,
      paymentTerms,
      allowance,
      taxTotal,
      monetaryTotal('AnticipatedMonetaryTotal'),
      orderedLine([]),
    ],
  },
}

/** UBL OrderChange ↔ order change. The first change of an order has the sequence number 1, which is there where nothing is said. */
export const ublOrderChange: ElementTable = {
  name: 'UBL OrderChange',
  kind: 'order-change',
  prefixes: prefixesOf('OrderChange'),
  root: {
    name: 'OrderChange',
    must: true,
    rules: [
      ...begin,
      plainReference('seller-order', 'SalesOrderID'),
      ...issued,
      { ...basic('SequenceNumberID', 'sequence', unless(['1'], text())), constant: '1' },
      note,
      basic('DocumentCurrencyCode', 'currency', text(3)),
      plainReference('buyer-reference', 'CustomerReference'),
      plainReference('accounting-cost', 'AccountingCost'),
      validity,
      reference('order', 'OrderReference', 1),
      reference('quotation', 'QuotationDocumentReference', 1),
      reference('document', 'AdditionalDocumentReference'),
      reference('contract', 'Contract'),
      party('BuyerCustomerParty', 'buyer'),
      party('SellerSupplierParty', ['supplier', 'seller', 'vendor']),
      party('AccountingCustomerParty', 'bill-to'),
      delivery,
      deliveryTerms,
      paymentTerms,
      allowance,
      taxTotal,
      monetaryTotal('AnticipatedMonetaryTotal'),
      orderedLine([basic('LineStatusCode', 'action', code(LINE_ACTIONS, 'ubl'))]),
    ],
  },
}

/** UBL OrderResponse ↔ order response. */
export const ublOrderResponse: ElementTable = {
  name: 'UBL OrderResponse',
  kind: 'order-response',
  prefixes: prefixesOf('OrderResponse'),
  root: {
    name: 'OrderResponse',
    must: true,
    rules: [
      ...begin,
      plainReference('seller-order', 'SalesOrderID'),
      ...issued,
      basic('OrderResponseCode', 'response', code(RESPONSES, 'ubl')),
      note,
      basic('DocumentCurrencyCode', 'currency', text(3)),
      plainReference('buyer-reference', 'CustomerReference'),
      plainReference('accounting-cost', 'AccountingCost'),
      validity,
      reference('order', 'OrderReference'),
      reference('document', 'AdditionalDocumentReference'),
      reference('contract', 'Contract'),
      party('SellerSupplierParty', ['supplier', 'seller', 'vendor']),
      party('BuyerCustomerParty', 'buyer'),
      party('AccountingCustomerParty', 'bill-to'),
      delivery,
      deliveryTerms,
      paymentTerms,
      allowance,
      taxTotal,
      monetaryTotal('LegalMonetaryTotal'),
      orderedLine([
        {
          name: 'cbc:LineStatusCode',
          each: 'statements',
          max: 1,
          text: ['status', code(LINE_STATUSES, 'ubl')],
        },
      ]),
    ],
  },
}

function orderedLine(status: readonly ElementRule[]): ElementRule {
  return {
    name: 'cac:OrderLine',
    each: 'lines',
    rules: [
      note,
      aggregate('LineItem', [
        basic('ID', 'number'),
        ...status,
        quantity('Quantity', 'quantity', 'unit'),
        amount('LineExtensionAmount', 'amount'),
        plainReference('accounting-cost', 'AccountingCost'),
        lineDelivery,
        allowance,
        price,
        item,
      ]),
      orderLine,
      reference('document', 'DocumentReference'),
    ],
  }
}
