import type { CodeTable } from './table.ts'

/** X12 353 (BEG01 …), EDIFACT 1225 (BGM). */
export const PURPOSES = {
  original: { x12: '00', edifact: '9', cxml: 'new' },
  cancel: { x12: '01', edifact: '1', cxml: 'delete' },
  change: { x12: '04', edifact: '4', cxml: 'update' },
  replace: { x12: '05', edifact: '5' },
  confirmation: { x12: '06', edifact: '6' },
  duplicate: { x12: '07', edifact: '7' },
} satisfies CodeTable

/** X12 92 (BEG02), EDIFACT 1001 of ORDERS, cXML OrderRequestHeader@orderType. */
export const ORDER_TYPES = {
  standard: { edifact: '220', ubl: '220', cxml: 'regular' },
  'stand-alone': { x12: 'SA' },
  new: { x12: 'NE' },
  blanket: { x12: 'BK', edifact: '221', ubl: '221', cxml: 'blanket' },
  release: { x12: 'RL', cxml: 'release' },
  dropship: { x12: 'DS' },
} satisfies CodeTable

/** EDIFACT 1001 of INVOIC and UBL InvoiceTypeCode: UNCL1001, but for 380 and 381, which are the kinds of documents. */
export const INVOICE_TYPES = {
  debit: { edifact: '383', ubl: '383' },
  corrected: { edifact: '384', ubl: '384' },
  prepayment: { edifact: '386', ubl: '386' },
  'self-billed': { edifact: '389', ubl: '389' },
  partial: { edifact: '326', ubl: '326' },
} satisfies CodeTable

/** X12 587 (BAK02), EDIFACT 1225 of ORDRSP, UBL OrderResponseCode of Peppol, cXML ConfirmationHeader@type. */
export const RESPONSES = {
  accepted: { x12: 'AD', edifact: '29', ubl: 'AP', cxml: 'accept' },
  'accepted-with-changes': { x12: 'AC', edifact: '4', ubl: 'CA', cxml: 'except' },
  rejected: { x12: 'RD', edifact: '27', ubl: 'RE', cxml: 'reject' },
  'accepted-detail': { x12: 'AT' },
  'rejected-no-detail': { x12: 'RJ' },
  acknowledged: { x12: 'AK', edifact: '12', ubl: 'AB' },
  detail: { cxml: 'detail' },
} satisfies CodeTable

/** X12 668 (ACK01), EDIFACT 1229 of LIN in ORDRSP, UBL LineStatusCode of Peppol, cXML ConfirmationStatus@type. */
export const LINE_STATUSES = {
  accepted: { x12: 'IA', edifact: '5', ubl: '5', cxml: 'accept' },
  changed: { x12: 'IC', edifact: '3', ubl: '3', cxml: 'detail' },
  rejected: { x12: 'IR', edifact: '7', ubl: '7', cxml: 'reject' },
  backordered: { x12: 'IB', cxml: 'backordered' },
  deleted: { x12: 'ID' },
  'price-changed': { x12: 'IP' },
  'quantity-changed': { x12: 'IQ' },
  substituted: { x12: 'IS' },
  rescheduled: { x12: 'DR' },
  'not-found': { edifact: '10' },
} satisfies CodeTable

/** X12 670 (POC02), EDIFACT 1229 of LIN in ORDCHG. */
export const LINE_ACTIONS = {
  add: { x12: 'AI', edifact: '1', ubl: '1' },
  delete: { x12: 'DI', edifact: '2', ubl: '2' },
  change: { x12: 'CA', edifact: '3', ubl: '3' },
  'price-change': { x12: 'PC' },
  'quantity-decrease': { x12: 'QD' },
  'quantity-increase': { x12: 'QI' },
  'replace-all': { x12: 'RZ' },
} satisfies CodeTable

/** X12 110 (OTI01), EDIFACT 1225 of APERAK, UBL ResponseCode of ApplicationResponse as Peppol has it. */
export const STATUS_RESPONSES = {
  accepted: { x12: 'TA', edifact: '29', ubl: 'AP' },
  'accepted-with-errors': { x12: 'TE' },
  rejected: { x12: 'TR', edifact: '27', ubl: 'RE' },
  acknowledged: { ubl: 'AB' },
} satisfies CodeTable
