import type { CodeTable } from './table.ts'

/** X12 374 (DTM01), EDIFACT 2005 (DTM). */
export const DATE_ROLES = {
  'requested-delivery': { x12: '002', edifact: '2' },
  'requested-ship': { x12: '010', edifact: '10' },
  shipped: { x12: '011', edifact: '11' },
  'estimated-delivery': { x12: '017', edifact: '17' },
  delivered: { x12: '035', edifact: '35' },
  'deliver-not-after': { x12: '063', edifact: '63' },
  'deliver-not-before': { x12: '064', edifact: '64' },
  'ship-not-before': { x12: '037', edifact: '37' },
  'ship-not-after': { x12: '038', edifact: '38' },
  received: { x12: '050', edifact: '50' },
  effective: { x12: '007', edifact: '7' },
  expires: { x12: '036', edifact: '36' },
  invoice: { x12: '003', edifact: '3' },
  order: { x12: '004', edifact: '4' },
  'tax-point': { edifact: '131' },
  'period-start': { x12: '193', edifact: '194' },
  'period-end': { x12: '194', edifact: '206' },
  promised: { x12: '069', edifact: '69' },
} satisfies CodeTable

/** X12 128 (REF01), EDIFACT 1153 (RFF), UBL DocumentTypeCode (UNCL1001). */
export const REFERENCE_TYPES = {
  order: { x12: 'PO', edifact: 'ON', ubl: '220' },
  'seller-order': { x12: 'VN', edifact: 'VN' },
  'customer-order': { x12: 'CO', edifact: 'CO' },
  'vendor-number': { x12: 'IA' },
  department: { x12: 'DP' },
  'bill-of-lading': { x12: 'BM', edifact: 'BM' },
  'carrier-reference': { x12: 'CN', edifact: 'CN' },
  invoice: { x12: 'IV', edifact: 'IV', ubl: '380' },
  'despatch-advice': { x12: 'SI', edifact: 'AAK', ubl: '351' },
  'delivery-note': { edifact: 'DQ' },
  contract: { x12: 'CT', edifact: 'CT' },
  'price-list': { edifact: 'PL' },
  receipt: { x12: 'RV', edifact: 'ALO' },
  'order-response': { edifact: 'POR' },
  quotation: { x12: 'PR', edifact: 'AAG' },
  'vat-number': { x12: 'VX', edifact: 'VA' },
  release: { x12: 'RE' },
  'buyer-reference': { x12: 'CR', edifact: 'CR' },
  'accounting-cost': { x12: '11', edifact: 'ADE' },
  project: { edifact: 'AEP' },
  payment: { edifact: 'PQ' },
  'payment-order': { edifact: 'AEK' },
  'credit-note': { ubl: '381' },
  document: { edifact: 'ACW' },
} satisfies CodeTable

/** EDIFACT 6063 (QTY), X12 673 (QTY01). */
export const QUANTITY_ROLES = {
  ordered: { edifact: '21' },
  despatched: { edifact: '12', x12: '39' },
  delivered: { edifact: '46' },
  invoiced: { edifact: '47' },
  received: { edifact: '194' },
  'to-be-delivered': { edifact: '113' },
  'on-hand': { edifact: '145', x12: '17' },
  available: { x12: '33' },
  'on-order': { x12: '63' },
  minimum: { edifact: '53' },
  discrete: { edifact: '1', x12: '01' },
  damaged: { edifact: '124' },
} satisfies CodeTable

/** EDIFACT 1001 (DOC), UNCL1001: what a remittance pays. */
export const PAID_DOCUMENTS = {
  invoice: { edifact: '380' },
  'credit-note': { edifact: '381' },
  'debit-note': { edifact: '383' },
} satisfies CodeTable

/** EDIFACT 5025 (MOA) of a line, beyond its net amount. */
export const AMOUNT_ROLES = {
  'line-with-tax': { edifact: '38' },
  gross: { edifact: '98' },
  discount: { edifact: '52' },
  adjustment: { edifact: '165' },
  credit: {},
  balance: {},
} satisfies CodeTable

/** X12 363 (NTE01), EDIFACT 4451 (FTX). GEN and AAI say nothing of the subject. */
export const NOTE_SUBJECTS = {
  delivery: { x12: 'DEL', edifact: 'DEL' },
  invoice: { x12: 'INV', edifact: 'INV' },
  terms: { edifact: 'AAB' },
  error: { edifact: 'AAO' },
  change: { edifact: 'CHG' },
} satisfies CodeTable

/** X12 91 (TD504), EDIFACT 8067 (TDT), UBL TransportModeCode (UN/ECE Recommendation 19). */
export const TRANSPORT_MODES = {
  sea: { x12: 'S', edifact: '10', ubl: '1' },
  rail: { x12: 'R', edifact: '20', ubl: '2' },
  road: { x12: 'M', edifact: '30', ubl: '3' },
  air: { x12: 'A', edifact: '40', ubl: '4' },
} satisfies CodeTable

/** X12 963 (TXI01), EDIFACT 5153 (TAX), UBL TaxScheme/ID, cXML Tax@category. */
export const TAX_TYPES = {
  VAT: { x12: 'VA', edifact: 'VAT', ubl: 'VAT', cxml: 'vat' },
  GST: { x12: 'GS', edifact: 'GST', ubl: 'GST', cxml: 'gst' },
  sales: { cxml: 'sales' },
  'state-sales': { x12: 'ST' },
} satisfies CodeTable

/** X12 248 (SAC01), EDIFACT 5463 (ALC). */
export const ALLOWANCE_KINDS = {
  allowance: { x12: 'A', edifact: 'A', ubl: 'false' },
  charge: { x12: 'C', edifact: 'C', ubl: 'true' },
} satisfies CodeTable
