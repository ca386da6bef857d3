import { loop, use } from '../../grammar.ts'
import type { SetGrammar } from '../grammar.ts'

const party = [use('N2', 'O', 2), use('N3', 'O', 2), use('N4', 'O', 0), use('REF', 'O', 12), use('PER', 'O', 3)]

/** 832 Price/Sales Catalog, 004010. */
export const set832: SetGrammar = {
  id: '832',
  functionalId: 'SC',
  content: [
    use('ST', 'M'),
    use('BCT', 'M'),
    use('CUR', 'O'),
    use('REF', 'O', 0),
    use('PER', 'O', 3),
    use('DTM', 'O', 10),
    use('FOB', 'O'),
    use('ITD', 'O', 0),
    use('SAC', 'O', 25),
    use('PID', 'O', 200),
    use('PWK', 'O', 25),
    use('TD5', 'O', 12),
    loop('N9', 'O', 1000, [use('DTM', 'O', 0), use('MSG', 'O', 1000)]),
    loop('N1', 'O', 0, party),
    loop('LIN', 'O', 0, [
      use('G53', 'O'),
      use('DTM', 'O', 10),
      use('REF', 'O', 0),
      use('CUR', 'O'),
      use('PER', 'O', 3),
      use('PID', 'O', 200),
      use('MEA', 'O', 40),
      use('PKG', 'O', 25),
      use('PO4', 'O'),
      use('FOB', 'O'),
      use('ITD', 'O', 0),
      use('TD5', 'O', 12),
      use('MAN', 'O', 10),
      loop('SLN', 'O', 100, [use('DTM', 'O', 10), use('REF', 'O', 0), use('PID', 'O', 200), use('PO4', 'O')]),
      loop('CTP', 'O', 100, [
        use('PO4', 'O', 0),
        use('CUR', 'O'),
        use('DTM', 'O', 10),
        use('SAC', 'O', 25),
        use('G36', 'O', 100),
      ]),
      loop('N9', 'O', 1000, [use('DTM', 'O', 0), use('MSG', 'O', 1000)]),
      loop('N1', 'O', 200, party),
      use('G39', 'O', 0),
      use('PKL', 'O', 0),
    ]),
    use('CTT', 'O'),
    use('SE', 'M'),
  ],
}
