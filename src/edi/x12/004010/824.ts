import { loop, use } from '../../grammar.ts'
import type { SetGrammar } from '../grammar.ts'

/** Who says it, and to whom. */
export const party = loop('N1', 'O', 0, [
  use('N2', 'O', 2),
  use('N3', 'O', 2),
  use('N4', 'O'),
  use('REF', 'O', 12),
  use('PER', 'O', 3),
])

/** 824 Application Advice, 004010: what became of sets behind the translator that answered them with a 997. */
export const set824: SetGrammar = {
  id: '824',
  functionalId: 'AG',
  content: [
    use('ST', 'M'),
    use('BGN', 'M'),
    party,
    loop('OTI', 'M', 0, [
      use('REF', 'O', 12),
      use('DTM', 'O', 2),
      use('PER', 'O', 3),
      use('AMT', 'O', 10),
      use('QTY', 'O', 10),
      loop('TED', 'O', 0, [use('NTE', 'O', 100)]),
      loop('LM', 'O', 0, [use('LQ', 'M', 100)]),
    ]),
    use('SE', 'M'),
  ],
}
