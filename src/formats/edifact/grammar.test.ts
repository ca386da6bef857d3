import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentsOf } from '../../../test/formats/documents.ts'
import { directoryOf } from '../../edi/edifact/directories.ts'
import { Placing, planPlacing } from '../../edi/placing.ts'
import { tagCode } from '../../edi/tags.ts'
import type { DocumentKind } from '../canonical/documents.ts'
import { MESSAGES } from '../messages.ts'

const cases = ['REMADV', 'INVRPT'].flatMap((type) => ['96A', '01B'].map((release) => [type, release] as const))

test.each(cases)('%s of D.%s: what is written stands where the standard has it, and as often', (type, release) => {
  const { table, write } = MESSAGES[`edifact:${type}:D${release}`]!
  const plan = planPlacing(directoryOf('D', release)!.messages[type]!.content)
  fc.assert(
    fc.property(documentsOf(table.kinds[0] as DocumentKind), (document) => {
      const placing = new Placing(plan)
      const tags = ['UNH', ...write(document).segments.map(([tag]) => tag), 'UNT']
      for (const tag of tags) {
        const placed = placing.place(tagCode(tag))
        expect([tag, placed]).toMatchObject([tag, { kind: 'placed', tooOften: null, loopTooOften: null }])
      }
    }),
    { numRuns: 200 },
  )
})
