import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentsOf } from '../../../test/formats/documents.ts'
import { lessLosses, packagesNamed, plain } from '../../../test/formats/lossless.ts'
import { view } from '../../../test/formats/view.ts'
import { checkCanonical } from '../canonical/checking.ts'
import type { CanonicalDocument, DocumentKind } from '../canonical/documents.ts'
import { edifactStatus } from '../edifact/aperak.ts'
import { edifactShipNotice, packageLevels, writeDespatch } from '../edifact/desadv.ts'
import { edifactInvoice } from '../edifact/invoic.ts'
import { edifactOrder, edifactOrderChange, edifactOrderResponse } from '../edifact/orders.ts'
import type { Directory } from '../edifact/parts.ts'
import { edifactCatalog } from '../edifact/pricat.ts'
import { edifactReceivingAdvice } from '../edifact/recadv.ts'
import { x12Invoice } from '../x12/810.ts'
import { x12Remittance } from '../x12/820.ts'
import { x12Status } from '../x12/824.ts'
import { x12Catalog } from '../x12/832.ts'
import { x12Inventory } from '../x12/846.ts'
import { x12Order } from '../x12/850.ts'
import { x12OrderResponse } from '../x12/855.ts'
import { writeShipNotice, x12ShipNotice } from '../x12/856.ts'
import { x12OrderChange } from '../x12/860.ts'
import { x12ReceivingAdvice } from '../x12/861.ts'
import { shipmentLevels } from '../x12/shipping.ts'
import { type Levels, SegmentReading } from './segment-reading.ts'
import type { MessageTable } from './segment-rules.ts'
import { type Written, writeSegments } from './segment-writing.ts'

interface Way {
  table: MessageTable
  write: (document: object) => Written
  levels?: () => Levels
}

const of = (table: MessageTable): Way => ({ table, write: (document) => writeSegments(table, document) })
const edifact = (directory: Directory): Way[] => [
  ...[edifactOrder, edifactOrderResponse, edifactOrderChange, edifactInvoice].map((table) => of(table(directory))),
  ...[edifactReceivingAdvice, edifactCatalog, edifactStatus].map((table) => of(table(directory))),
  {
    table: edifactShipNotice(directory),
    write: (document) => writeDespatch(document, directory),
    levels: packageLevels,
  },
]
const WAYS: Way[] = [
  ...[x12Order, x12OrderResponse, x12OrderChange, x12Invoice, x12Remittance].map(of),
  ...[x12Catalog, x12Inventory, x12ReceivingAdvice, x12Status].map(of),
  { table: x12ShipNotice, write: writeShipNotice, levels: shipmentLevels },
  ...edifact('D96A'),
  ...edifact('D01B'),
]
/** BAK03 and BCH03 are the number of the document and of the order. */
const NUMBERED_BY_ORDER = new Set(['855', '860'])

function ofItsOrder(document: CanonicalDocument): CanonicalDocument {
  const references = document.references ?? []
  if (references.some(({ type }) => type === 'order')) return document
  return { ...document, references: [...references, { type: 'order', value: document.number }] }
}

const cases = WAYS.flatMap((way) => way.table.kinds.map((kind) => [`${way.table.name} ${kind}`, kind, way] as const))

test.each(cases)('%s: a document comes back but for what was said to be lost', (_name, kind, way) => {
  fc.assert(
    fc.property(documentsOf(kind as DocumentKind), (given) => {
      const document = NUMBERED_BY_ORDER.has(way.table.name) ? ofItsOrder(given) : given
      expect(checkCanonical(document).problems).toEqual([])
      const { segments, losses, lineage } = way.write(document)
      const reading = new SegmentReading(way.table, way.levels?.())
      for (const segment of segments) reading.segment(view(segment))
      const back = reading.end()
      expect(back.losses).toEqual([])
      expect(packagesNamed(plain(back.document))).toEqual(packagesNamed(lessLosses(document, losses)))
      expect(lineage.length).toBeGreaterThan(0)
    }),
    { numRuns: 100 },
  )
})
