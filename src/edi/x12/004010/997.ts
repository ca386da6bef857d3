import { loop, use } from '../../grammar.ts'
import type { SetGrammar } from '../grammar.ts'

/** 997 Functional Acknowledgment, 004010. */
export const set997: SetGrammar = {
  id: '997',
  functionalId: 'FA',
  content: [
    use('ST', 'M'),
    use('AK1', 'M'),
    loop('AK2', 'O', 999_999, [loop('AK3', 'O', 999_999, [use('AK4', 'O', 99)]), use('AK5', 'M')]),
    use('AK9', 'M'),
    use('SE', 'M'),
  ],
}
