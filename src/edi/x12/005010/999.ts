import { loop, use } from '../../grammar.ts'
import type { SetGrammar } from '../grammar.ts'

/** 999 Implementation Acknowledgment, 005010. */
export const set999: SetGrammar = {
  id: '999',
  functionalId: 'FA',
  content: [
    use('ST', 'M'),
    use('AK1', 'M'),
    loop('AK2', 'O', 0, [
      loop('IK3', 'O', 0, [use('CTX', 'O', 10), loop('IK4', 'O', 0, [use('CTX', 'O', 10)])]),
      use('IK5', 'M'),
    ]),
    use('AK9', 'M'),
    use('SE', 'M'),
  ],
}
