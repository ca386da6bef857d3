import { unit } from '../codes/units.ts'
import { decimal, text } from '../mapping/forms.ts'
import type { ElementRule, ElementTable } from '../xml/rules.ts'
import {
  aggregate,
  basic,
  begin,
  dated,
  issued,
  item,
  note,
  orderLine,
  party,
  prefixesOf,
  quantity,
  quantityOf,
  reference,
  transport,
} from './parts.ts'

const parties: Record<'sender' | 'receiver' | 'buyer' | 'seller', ElementRule> = {
  sender: party('DespatchSupplierParty', ['ship-from', 'supplier', 'seller']),
  receiver: party('DeliveryCustomerParty', ['ship-to', 'buyer']),
  buyer: party('BuyerCustomerParty', 'buyer'),
  seller: party('SellerSupplierParty', ['supplier', 'seller', 'vendor']),
}

/** The shipment has to have an id, and where nothing is known about it, it has this one. */
const shipment: ElementRule = aggregate('Shipment', [
  { name: 'cbc:ID', constant: '1' },
  {
    name: 'cbc:GrossWeightMeasure',
    text: ['transport.grossWeight', decimal],
    attributes: { unitCode: ['transport.weightUnit', unit] },
  },
  basic('TotalTransportHandlingUnitQuantity', 'transport.packages', decimal),
  ...transport,
  aggregate('Delivery', [
    dated('delivered', 'ActualDeliveryDate'),
    aggregate('EstimatedDeliveryPeriod', [dated('estimated-delivery', 'StartDate')]),
    aggregate('Despatch', [dated('shipped', 'ActualDespatchDate')]),
  ]),
  {
    name: 'cac:TransportHandlingUnit',
    each: 'packages',
    rules: [
      basic('ID', 'number'),
      basic('TransportHandlingUnitTypeCode', 'type'),
      { name: 'cbc:ShippingMarks', each: 'ids', of: { scheme: 'sscc' }, max: 1, text: ['value', text()] },
    ],
  },
])

/** UBL DespatchAdvice ↔ ship notice. */
export const ublDespatchAdvice: ElementTable = {
  name: 'UBL DespatchAdvice',
  kind: 'ship-notice',
  prefixes: prefixesOf('DespatchAdvice'),
  root: {
    name: 'DespatchAdvice',
    must: true,
    rules: [
      ...begin,
      ...issued,
      note,
      reference('order', 'OrderReference'),
      reference('document', 'AdditionalDocumentReference'),
      parties.sender,
      parties.receiver,
      parties.buyer,
      parties.seller,
      shipment,
      {
        name: 'cac:DespatchLine',
        each: 'lines',
        rules: [
          basic('ID', 'number'),
          note,
          quantity('DeliveredQuantity', 'quantity', 'unit'),
          quantityOf('backordered', 'BackorderQuantity'),
          quantityOf('outstanding', 'OutstandingQuantity'),
          orderLine,
          reference('document', 'DocumentReference'),
          item,
          aggregate('Shipment', [
            { name: 'cbc:ID', constant: '1' },
            aggregate('TransportHandlingUnit', [basic('ID', 'package')]),
          ]),
        ],
      },
    ],
  },
}

/** UBL ReceiptAdvice ↔ receiving advice. */
export const ublReceiptAdvice: ElementTable = {
  name: 'UBL ReceiptAdvice',
  kind: 'receiving-advice',
  prefixes: prefixesOf('ReceiptAdvice'),
  root: {
    name: 'ReceiptAdvice',
    must: true,
    rules: [
      ...begin,
      ...issued,
      note,
      reference('order', 'OrderReference'),
      reference('despatch-advice', 'DespatchDocumentReference'),
      reference('document', 'AdditionalDocumentReference'),
      parties.receiver,
      parties.sender,
      parties.buyer,
      parties.seller,
      {
        name: 'cac:ReceiptLine',
        each: 'lines',
        rules: [
          basic('ID', 'number'),
          note,
          quantity('ReceivedQuantity', 'quantity', 'unit'),
          quantityOf('short', 'ShortQuantity'),
          quantityOf('rejected', 'RejectedQuantity'),
          quantityOf('oversupplied', 'OversupplyQuantity'),
          dated('received', 'ReceivedDate'),
          { ...orderLine, max: 1 },
          reference('document', 'DocumentReference'),
          item,
        ],
      },
    ],
  },
}
