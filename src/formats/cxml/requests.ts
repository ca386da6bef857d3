import { LINE_STATUSES, ORDER_TYPES, PURPOSES, RESPONSES } from '../codes/documents.ts'
import { PARTY_IDS } from '../codes/identifiers.ts'
import type { CodeTable } from '../codes/table.ts'
import { code, decimal, isoDate, isoDateTime, text, unless } from '../mapping/forms.ts'
import type { ElementRule, ElementTable } from '../xml/rules.ts'
import {
  addressed,
  buyerPart,
  comments,
  contact,
  contacts,
  dated,
  doctype,
  element,
  envelope,
  makerPart,
  money,
  orderId,
  supplierPart,
  unitOfMeasure,
  worded,
} from './parts.ts'

/** InvoicePartner/Contact@role. */
const INVOICE_PARTNERS = {
  supplier: { cxml: 'from' },
  buyer: { cxml: 'soldTo' },
  'bill-to': { cxml: 'billTo' },
  'ship-to': { cxml: 'shipTo' },
  'ship-from': { cxml: 'shipFrom' },
  'remit-to': { cxml: 'remitTo' },
} satisfies CodeTable

/** cXML OrderRequest ↔ order. */
const orderRequest: ElementTable = {
  name: 'cXML OrderRequest',
  kind: 'order',
  prefixes: { '': '' },
  prologue: doctype('cXML.dtd'),
  root: envelope({
    name: 'OrderRequest',
    rules: [
      {
        name: 'OrderRequestHeader',
        attributes: {
          orderID: ['number', text()],
          orderDate: ['date+time', isoDateTime],
          type: ['purpose', code(PURPOSES, 'cxml')],
          orderType: ['type', unless(['regular'], code(ORDER_TYPES, 'cxml'))],
        },
        rules: [
          money('Total', 'totals.lineAmount'),
          addressed('ShipTo', 'ship-to'),
          addressed('BillTo', 'bill-to'),
          money('Tax', 'totals.taxAmount'),
          { name: 'PaymentTerm', attributes: { payInNumberOfDays: ['terms.netDays', decimal] } },
          contacts,
          comments,
        ],
      },
      {
        name: 'ItemOut',
        each: 'lines',
        attributes: { lineNumber: ['number', text()], quantity: ['quantity', decimal] },
        parts: [dated('requestedDeliveryDate', 'requested-delivery')],
        rules: [
          element('ItemID', [supplierPart, buyerPart]),
          element('ItemDetail', [
            money('UnitPrice', 'price.amount'),
            worded('Description', 'description'),
            unitOfMeasure,
            makerPart,
          ]),
          comments,
        ],
      },
    ],
  }),
}

const orderReference: ElementRule = { name: 'OrderReference', each: 'references', of: { type: 'order' }, rules: [] }

/** cXML ConfirmationRequest ↔ order response. */
const confirmationRequest: ElementTable = {
  name: 'cXML ConfirmationRequest',
  kind: 'order-response',
  prefixes: { '': '' },
  prologue: doctype('Fulfill.dtd'),
  root: envelope({
    name: 'ConfirmationRequest',
    rules: [
      {
        name: 'ConfirmationHeader',
        attributes: {
          confirmID: ['number', text()],
          noticeDate: ['date+time', isoDateTime],
          operation: ['purpose', code(PURPOSES, 'cxml')],
          type: ['response', code(RESPONSES, 'cxml')],
        },
        parts: [{ attribute: 'invoiceID', each: 'references', of: { type: 'invoice' }, text: ['value', text()] }],
        rules: [money('Total', 'totals.lineAmount'), contacts, comments],
      },
      { ...orderReference, attributes: { orderID: ['value', text()], orderDate: ['date', isoDate] } },
      {
        name: 'ConfirmationItem',
        each: 'lines',
        attributes: { quantity: ['quantity', decimal], lineNumber: ['number', text()] },
        rules: [
          unitOfMeasure,
          {
            name: 'ConfirmationStatus',
            each: 'statements',
            attributes: {
              quantity: ['quantity', decimal],
              type: ['status', code(LINE_STATUSES, 'cxml')],
              deliveryDate: ['date', isoDateTime],
            },
            rules: [unitOfMeasure, worded('Comments', 'reason')],
          },
        ],
      },
    ],
  }),
}

/** A portion or order of its own for each line: which order a line is of stands around it (./splitting.ts). */
const shipNoticeRequest: ElementTable = {
  name: 'cXML ShipNoticeRequest',
  kind: 'ship-notice',
  prefixes: { '': '' },
  prologue: doctype('Fulfill.dtd'),
  root: envelope({
    name: 'ShipNoticeRequest',
    rules: [
      {
        name: 'ShipNoticeHeader',
        attributes: {
          shipmentID: ['number', text()],
          noticeDate: ['date+time', isoDateTime],
          operation: ['purpose', code(PURPOSES, 'cxml')],
        },
        parts: [dated('shipmentDate', 'shipped'), dated('deliveryDate', 'estimated-delivery')],
        rules: [contacts, comments],
      },
      {
        name: 'ShipControl',
        rules: [
          { name: 'CarrierIdentifier', when: { domain: 'companyName' }, text: ['transport.carrierName', text()] },
          {
            name: 'CarrierIdentifier',
            text: ['transport.carrier.value', text()],
            attributes: { domain: ['transport.carrier.scheme', code(PARTY_IDS, 'cxml'), 'needed'] },
          },
          {
            name: 'ShipmentIdentifier',
            each: 'references',
            of: { type: 'carrier-reference' },
            text: ['value', text()],
          },
        ],
      },
      {
        name: 'ShipNoticePortion',
        each: 'lines',
        rules: [
          { name: 'OrderReference', parts: [orderId] },
          {
            name: 'ShipNoticeItem',
            attributes: { quantity: ['quantity', decimal], lineNumber: ['number', text()] },
            rules: [element('ItemID', [supplierPart, buyerPart]), unitOfMeasure],
          },
        ],
      },
      {
        name: 'ShipNoticePortion',
        each: 'references',
        of: { type: 'order' },
        rules: [{ name: 'OrderReference', attributes: { orderID: ['value', text()] } }],
      },
      // A portion without items is read as the reference that it holds.
      { ...orderReference, attributes: { orderID: ['value', text()] } },
    ],
  }),
}

/** cXML InvoiceDetailRequest ↔ invoice. */
const invoiceDetailRequest: ElementTable = {
  name: 'cXML InvoiceDetailRequest',
  kind: 'invoice',
  prefixes: { '': '' },
  prologue: doctype('InvoiceDetail.dtd'),
  root: envelope({
    name: 'InvoiceDetailRequest',
    rules: [
      {
        name: 'InvoiceDetailRequestHeader',
        attributes: {
          invoiceID: ['number', text()],
          invoiceDate: ['date+time', isoDateTime],
          operation: ['purpose', code(PURPOSES, 'cxml')],
        },
        always: { purpose: 'standard' },
        rules: [
          { name: 'InvoiceDetailHeaderIndicator', fixed: true },
          { name: 'InvoiceDetailLineIndicator', fixed: true },
          { name: 'InvoicePartner', each: 'parties', rules: [contact(INVOICE_PARTNERS)] },
          { name: 'PaymentTerm', attributes: { payInNumberOfDays: ['terms.netDays', decimal] } },
          comments,
        ],
      },
      {
        name: 'InvoiceDetailOrder',
        each: 'lines',
        rules: [
          element('InvoiceDetailOrderInfo', [
            { name: 'OrderReference', parts: [orderId] },
            { name: 'OrderIDInfo', parts: [orderId] },
          ]),
          {
            name: 'InvoiceDetailItem',
            attributes: { invoiceLineNumber: ['number', text()], quantity: ['quantity', decimal] },
            rules: [
              unitOfMeasure,
              money('UnitPrice', 'price.amount'),
              {
                name: 'InvoiceDetailItemReference',
                parts: [
                  { attribute: 'lineNumber', each: 'references', of: { type: 'order-line' }, text: ['line', text()] },
                ],
                rules: [element('ItemID', [supplierPart, buyerPart]), worded('Description', 'description')],
              },
              money('SubtotalAmount', 'amount'),
              comments,
            ],
          },
        ],
      },
      element('InvoiceDetailSummary', [
        money('SubtotalAmount', 'totals.lineAmount'),
        money('Tax', 'totals.taxAmount'),
        money('GrossAmount', 'totals.taxInclusiveAmount'),
        money('DueAmount', 'totals.payableAmount'),
      ]),
    ],
  }),
}

export const CXML_TABLES = {
  OrderRequest: orderRequest,
  ConfirmationRequest: confirmationRequest,
  ShipNoticeRequest: shipNoticeRequest,
  InvoiceDetailRequest: invoiceDetailRequest,
} satisfies Record<string, ElementTable>
export type CxmlRequest = keyof typeof CXML_TABLES
