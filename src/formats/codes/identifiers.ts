import type { CodeTable } from './table.ts'

/** Who gave an organization its number: X12 66 (N103), EDIFACT 3055 (NAD), ISO 6523 codes as Peppol's EAS has them, cXML domains. */
export const PARTY_IDS = {
  gln: { x12: 'UL', edifact: '9', eas: '0088', cxml: 'GLN' },
  duns: { x12: '1', edifact: '16', eas: '0060', cxml: 'DUNS' },
  'duns-4': { x12: '9' },
  'buyer-assigned': { x12: '92', edifact: '92', cxml: 'buyerID' },
  'seller-assigned': { x12: '91', edifact: '91', cxml: 'supplierID' },
  mutual: { x12: 'ZZ', edifact: 'ZZZ' },
  network: { cxml: 'NetworkID' },
  siret: { eas: '0009' },
  scac: { x12: '2', edifact: '182', cxml: 'SCAC' },
} satisfies CodeTable

/** X12 235 (PO106 …), EDIFACT 7143 (LIN, PIA). UBL has an element for each party: see ../ubl. */
export const ITEM_IDS = {
  gtin: { edifact: 'SRV', eas: '0160' },
  'gtin-14': { x12: 'UK', edifact: 'SRV', eas: '0160' },
  'gtin-13': { x12: 'EN', edifact: 'EN', eas: '0160' },
  'gtin-12': { x12: 'UP', edifact: 'UP', eas: '0160' },
  'buyer-part': { x12: 'BP', edifact: 'BP' },
  'buyer-item': { x12: 'IN', edifact: 'IN' },
  'seller-item': { x12: 'VN', edifact: 'SA' },
  'seller-part': { x12: 'VP', edifact: 'VP' },
  'maker-part': { x12: 'MG', edifact: 'MF' },
  sku: { x12: 'SK' },
  group: { edifact: 'GN' },
} satisfies CodeTable

/** X12 88 (MAN01), EDIFACT 7405 (GIN). */
export const PACKAGE_IDS = {
  sscc: { x12: 'GM', edifact: 'BJ' },
  'carrier-package': { x12: 'CP' },
} satisfies CodeTable
