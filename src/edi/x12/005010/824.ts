import { loop, use } from '../../grammar.ts'
import { party } from '../004010/824.ts'
import type { SetGrammar } from '../grammar.ts'

/** 824 Application Advice, 005010: errors name their context, and data beside their text. */
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
      use('NM1', 'O', 9),
      loop('TED', 'O', 0, [use('CTX', 'O', 10), use('NTE', 'O', 100), use('RED', 'O', 100)]),
      loop('LM', 'O', 0, [loop('LQ', 'M', 100, [use('RED', 'O', 100)])]),
    ]),
    use('SE', 'M'),
  ],
}
