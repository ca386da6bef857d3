import { loop, use } from '../../grammar.ts'
import type { SetGrammar } from '../grammar.ts'

const party = [use('N2', 'O', 2), use('N3', 'O', 2), use('N4', 'O', 0), use('REF', 'O', 12), use('PER', 'O', 3)]

/** 846 Inventory Inquiry/Advice, 004010. */
export const set846: SetGrammar = {
  id: '846',
  functionalId: 'IB',
  content: [
    use('ST', 'M'),
    use('BIA', 'M'),
    use('CUR', 'O'),
    use('DTM', 'O', 10),
    use('REF', 'O', 12),
    use('PER', 'O', 3),
    use('MEA', 'O', 40),
    loop('N1', 'O', 5, party),
    loop('LM', 'O', 0, [use('LQ', 'M', 100)]),
    loop('LIN', 'M', 10_000, [
      use('PID', 'O', 200),
      use('MEA', 'O', 40),
      use('PKG', 'O', 25),
      use('DTM', 'O', 10),
      use('CTP', 'O', 25),
      use('CUR', 'O'),
      use('SAC', 'O', 25),
      use('REF', 'O', 0),
      use('PER', 'O', 3),
      use('SDQ', 'O', 500),
      use('MAN', 'O', 0),
      use('PO4', 'O'),
      use('TD5', 'O', 12),
      loop('SLN', 'O', 1000, [use('PID', 'O', 200), use('CTP', 'O', 25)]),
      loop('QTY', 'O', 99, [
        use('UIT', 'O', 12),
        use('MEA', 'O', 40),
        use('SCH', 'O', 104),
        use('DTM', 'O', 10),
        use('LS', 'O'),
        loop('LDT', 'O', 0, [use('MSG', 'O'), use('REF', 'O', 3)]),
        use('LE', 'O'),
      ]),
      loop('N1', 'O', 200, [...party, use('SDQ', 'O', 500), use('QTY', 'O', 0)]),
    ]),
    use('CTT', 'O'),
    use('SE', 'M'),
  ],
}
