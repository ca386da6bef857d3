import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentsOf } from '../../../test/formats/documents.ts'
import { lessLosses, packagesNamed, plain } from '../../../test/formats/lossless.ts'
import { view } from '../../../test/formats/view.ts'
import { checkCanonical } from '../canonical/checking.ts'
import type { CanonicalDocument, DocumentKind } from '../canonical/documents.ts'
import { MESSAGES } from '../messages.ts'

/** BAK03 and BCH03 are the number of the document and of the order. */
const NUMBERED_BY_ORDER = new Set(['855', '860'])

function ofItsOrder(document: CanonicalDocument): CanonicalDocument {
  const references = document.references ?? []
  if (references.some(({ type }) => type === 'order')) return document
  return { ...document, references: [...references, { type: 'order', value: document.number }] }
}

const cases = Object.values(MESSAGES).flatMap((way) =>
  way.table.kinds.map((kind) => [`${way.table.name} ${kind}`, kind, way] as const),
)

test.each(cases)('%s: a document comes back but for what was said to be lost', (_name, kind, way) => {
  fc.assert(
    fc.property(documentsOf(kind as DocumentKind), (given) => {
      const document = NUMBERED_BY_ORDER.has(way.table.name) ? ofItsOrder(given) : given
      expect(checkCanonical(document).problems).toEqual([])
      const { segments, losses, lineage } = way.write(document)
      const reading = way.reading()
      for (const segment of segments) reading.segment(view(segment))
      const back = reading.end()
      expect(back.losses).toEqual([])
      expect(packagesNamed(plain(back.document))).toEqual(packagesNamed(lessLosses(document, losses)))
      expect(lineage.length).toBeGreaterThan(0)
    }),
    { numRuns: 100 },
  )
})
