import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentsOf } from '../../../test/formats/documents.ts'
import { view } from '../../../test/formats/view.ts'
import { directoryOf } from '../../edi/edifact/directories.ts'
import { Placing, planPlacing } from '../../edi/placing.ts'
import { tagCode } from '../../edi/tags.ts'
import type { DocumentKind } from '../canonical/documents.ts'
import { MESSAGES } from '../messages.ts'

const cases = Object.keys(MESSAGES)
  .filter((name) => name.startsWith('edifact:'))
  .map((name) => name.split(/:D(?=\d)/))
  .map(([type, release]) => [type!.slice('edifact:'.length), release!] as const)

test.each(cases)('%s of D.%s: what is written stands where the standard has it, and as often', (type, release) => {
  const { table, write } = MESSAGES[`edifact:${type}:D${release}`]!
  const plan = planPlacing(directoryOf('D', release)!.messages[type]!.content)
  fc.assert(
    fc.property(documentsOf(table.kinds[0] as DocumentKind), (document) => {
      const placing = new Placing(plan)
      const tags = ['UNH', ...write(document).segments.map(([tag]) => tag), 'UNT']
      for (const tag of tags) {
        const placed = placing.place(tagCode(tag))
        // Behind a TAX stand what is taxed and the tax: some messages print one MOA there, and more of them only warn.
        const often = tag === 'MOA' ? {} : { tooOften: null, loopTooOften: null }
        expect([tag, placed]).toMatchObject([tag, { kind: 'placed', ...often }])
      }
    }),
    { numRuns: 60 },
  )
})

test('DESADV: notes of the shipment stand behind its CPS, and come back from there', () => {
  for (const directory of ['D96A', 'D01B']) {
    const { write, reading } = MESSAGES[`edifact:DESADV:${directory}`]!
    const notes = [{ text: 'Ring the bell' }, { text: 'Mind the dog' }]
    const { segments, losses } = write({ kind: 'ship-notice', number: 'S1', notes, lines: [] })
    expect(segments.map(([tag]) => tag)).toEqual(['BGM', 'CPS', 'FTX', 'FTX', 'CNT'])
    expect(losses).toEqual([])
    const back = reading()
    for (const segment of segments) back.segment(view(segment))
    expect(back.end().document).toMatchObject({ notes })
  }
})

test('terms that are only a text are told as lost: no message can carry them without a code', () => {
  const { segments, losses } = MESSAGES['edifact:INVOIC:D96A']!.write({
    ...{ kind: 'invoice', number: '1', lines: [], terms: { text: 'Cash', netDays: '30' } },
  })
  expect(segments).toContainEqual(['PAT', '1', '', ['5', '3', 'D', '30']])
  expect(losses).toMatchObject([{ path: 'terms.text', value: 'Cash', reason: expect.stringContaining('4277') }])
})
