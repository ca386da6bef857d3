import { edifactStatus } from './edifact/aperak.ts'
import { edifactShipNotice, packageLevels, writeDespatch } from './edifact/desadv.ts'
import { edifactInvoice } from './edifact/invoic.ts'
import { edifactInventory } from './edifact/invrpt.ts'
import { edifactOrder, edifactOrderChange, edifactOrderResponse } from './edifact/orders.ts'
import type { Directory } from './edifact/parts.ts'
import { edifactCatalog } from './edifact/pricat.ts'
import { edifactReceivingAdvice } from './edifact/recadv.ts'
import { edifactRemittance } from './edifact/remadv.ts'
import { type Levels, SegmentReading } from './mapping/segment-reading.ts'
import type { MessageTable } from './mapping/segment-rules.ts'
import { type WritingWishes, type Written, writeSegments } from './mapping/segment-writing.ts'
import { x12Invoice } from './x12/810.ts'
import { x12Remittance } from './x12/820.ts'
import { x12Status } from './x12/824.ts'
import { x12Catalog } from './x12/832.ts'
import { x12Inventory } from './x12/846.ts'
import { x12Order } from './x12/850.ts'
import { x12OrderResponse } from './x12/855.ts'
import { writeShipNotice, x12ShipNotice } from './x12/856.ts'
import { x12OrderChange } from './x12/860.ts'
import { x12ReceivingAdvice } from './x12/861.ts'
import { shipmentLevels } from './x12/shipping.ts'

/** A message or transaction set that stands for a canonical document. */
export interface Message {
  table: MessageTable
  /** Takes the segments one by one, for a reader of interchanges to feed. */
  reading(wishes?: { lineage?: boolean }): SegmentReading
  write(document: object, wishes?: WritingWishes): Written
}

function message(
  table: MessageTable,
  write: Message['write'] = (document, wishes) => writeSegments(table, document, wishes),
  levels?: () => Levels,
) {
  const reading: Message['reading'] = (wishes) => new SegmentReading(table, { ...wishes, levels: levels?.() })
  return { table, write, reading } satisfies Message
}

function edifact(directory: Directory) {
  return {
    [`edifact:ORDERS:${directory}`]: message(edifactOrder(directory)),
    [`edifact:ORDRSP:${directory}`]: message(edifactOrderResponse(directory)),
    [`edifact:ORDCHG:${directory}`]: message(edifactOrderChange(directory)),
    [`edifact:INVOIC:${directory}`]: message(edifactInvoice(directory)),
    [`edifact:RECADV:${directory}`]: message(edifactReceivingAdvice(directory)),
    [`edifact:PRICAT:${directory}`]: message(edifactCatalog(directory)),
    [`edifact:REMADV:${directory}`]: message(edifactRemittance(directory)),
    [`edifact:INVRPT:${directory}`]: message(edifactInventory(directory)),
    [`edifact:APERAK:${directory}`]: message(edifactStatus(directory)),
    [`edifact:DESADV:${directory}`]: message(
      edifactShipNotice(directory),
      (document, wishes) => writeDespatch(document, directory, wishes),
      packageLevels,
    ),
  }
}

/** All of them: `x12:850`, `edifact:ORDERS:D96A`. */
export const MESSAGES: Readonly<Record<string, Message>> = {
  'x12:810': message(x12Invoice),
  'x12:820': message(x12Remittance),
  'x12:824': message(x12Status),
  'x12:832': message(x12Catalog),
  'x12:846': message(x12Inventory),
  'x12:850': message(x12Order),
  'x12:855': message(x12OrderResponse),
  'x12:856': message(x12ShipNotice, writeShipNotice, shipmentLevels),
  'x12:860': message(x12OrderChange),
  'x12:861': message(x12ReceivingAdvice),
  ...edifact('D96A'),
  ...edifact('D01B'),
}
