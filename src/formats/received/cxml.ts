import type { CxmlRequest } from '../cxml/requests.ts'
import { type Facts, own, referred } from './facts.ts'

const common = {
  number: ['@payloadID'],
  date: '@timestamp',
  version: '@version',
  sender: ['Header/From/Credential/Identity'],
  receiver: ['Header/To/Credential/Identity'],
  original: null,
} as const

const ORDER = 'OrderReference/@orderID'
const portion = 'Request/ShipNoticeRequest/ShipNoticePortion'
const invoice = 'Request/InvoiceDetailRequest'

/** The requests that are known, and the one that says what became of another document. */
export type CxmlReceived = CxmlRequest | 'StatusUpdateRequest'

/** What the grid asks of a cXML document: what its request is called; who sends it, its header says. */
export const CXML_FACTS: Readonly<Record<CxmlReceived, Facts>> = {
  OrderRequest: {
    ...common,
    keys: [own('purchase-order', 'Request/OrderRequest/OrderRequestHeader/@orderID')],
    amount: 'Request/OrderRequest/OrderRequestHeader/Total/Money',
    original: { place: 'Request/OrderRequest/OrderRequestHeader/@type', unless: ['update', 'delete'] },
  },
  ConfirmationRequest: {
    ...common,
    keys: [
      referred('purchase-order', `Request/ConfirmationRequest/${ORDER}`),
      referred('purchase-order', 'Request/ConfirmationRequest/OrderIDInfo/@orderID'),
    ],
    amount: 'Request/ConfirmationRequest/ConfirmationHeader/Total/Money',
  },
  ShipNoticeRequest: {
    ...common,
    keys: [
      own('shipment', 'Request/ShipNoticeRequest/ShipNoticeHeader/@shipmentID'),
      referred('purchase-order', `${portion}/${ORDER}`),
      referred('purchase-order', `${portion}/OrderIDInfo/@orderID`),
    ],
    original: { place: 'Request/ShipNoticeRequest/ShipNoticeHeader/@operation', unless: ['update', 'delete'] },
  },
  InvoiceDetailRequest: {
    ...common,
    keys: [
      own('invoice', `${invoice}/InvoiceDetailRequestHeader/@invoiceID`),
      referred('purchase-order', `${invoice}/InvoiceDetailOrder/InvoiceDetailOrderInfo/${ORDER}`),
      referred('purchase-order', `${invoice}/InvoiceDetailOrder/InvoiceDetailOrderInfo/OrderIDInfo/@orderID`),
    ],
    amount: `${invoice}/InvoiceDetailSummary/NetAmount/Money`,
    original: { place: `${invoice}/InvoiceDetailRequestHeader/@operation`, unless: ['delete'] },
  },
  StatusUpdateRequest: { ...common, keys: [] },
}

export const CXML_MODE = 'Request/@deploymentMode'
