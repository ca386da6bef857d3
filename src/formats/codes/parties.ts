import type { CodeTable } from './table.ts'

/** X12 98 (N101), EDIFACT 3035 (NAD), cXML Contact@role. UBL has an element for each: see ../ubl. */
export const PARTY_ROLES = {
  buyer: { x12: 'BY', edifact: 'BY', cxml: 'buyer' },
  supplier: { x12: 'SU', edifact: 'SU', cxml: 'supplierCorporate' },
  seller: { x12: 'SE', edifact: 'SE', cxml: 'sales' },
  vendor: { x12: 'VN' },
  'ship-to': { x12: 'ST', edifact: 'DP', cxml: 'shipTo' },
  'ship-from': { x12: 'SF', edifact: 'SF', cxml: 'shipFrom' },
  'bill-to': { x12: 'BT', edifact: 'IV', cxml: 'billTo' },
  'remit-to': { x12: 'RI', edifact: 'RE', cxml: 'remitTo' },
  'remittance-address': { x12: 'RE', edifact: 'RE' },
  payer: { x12: 'PR', edifact: 'PR' },
  payee: { x12: 'PE', edifact: 'PE' },
  carrier: { x12: 'CA', edifact: 'CA', cxml: 'carrierCorporate' },
  'ultimate-consignee': { x12: 'UC', edifact: 'UC' },
  consignee: { x12: 'CN', edifact: 'CN' },
  warehouse: { x12: 'WH', edifact: 'WH' },
  sender: { x12: 'FR', edifact: 'MS' },
  receiver: { x12: 'TO', edifact: 'MR' },
} satisfies CodeTable

/** X12 366 (PER01), EDIFACT 3139 (CTA). */
export const CONTACT_FUNCTIONS = {
  information: { x12: 'IC', edifact: 'IC' },
  order: { x12: 'OC', edifact: 'OC' },
  purchasing: { x12: 'BD', edifact: 'PD' },
  delivery: { x12: 'DC', edifact: 'DL' },
  accounting: { edifact: 'AD' },
} satisfies CodeTable

/** X12 365 (PER03), EDIFACT 3155 (COM). */
export const CHANNEL_KINDS = {
  phone: { x12: 'TE', edifact: 'TE' },
  email: { x12: 'EM', edifact: 'EM' },
  fax: { x12: 'FX', edifact: 'FX' },
} satisfies CodeTable
