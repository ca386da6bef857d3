import { loop, use } from '../../grammar.ts'
import type { SetGrammar } from '../grammar.ts'

const carriage = [use('TD1', 'O', 20), use('TD5', 'O', 12), use('TD3', 'O', 12), use('TD4', 'O', 5)]
const party = loop('N1', 'O', 200, [
  use('N2', 'O', 2),
  use('N3', 'O', 2),
  use('N4', 'O', 0),
  use('REF', 'O', 12),
  use('PER', 'O', 3),
  use('FOB', 'O'),
])

/** 861 Receiving Advice/Acceptance Certificate, 004010. */
export const set861: SetGrammar = {
  id: '861',
  functionalId: 'RC',
  content: [
    use('ST', 'M'),
    use('BRA', 'M'),
    use('CUR', 'O'),
    use('REF', 'O', 0),
    use('PER', 'O', 3),
    use('DTM', 'O', 10),
    use('PRF', 'O', 0),
    ...carriage,
    use('MAN', 'O', 0),
    use('NTE', 'O', 100),
    party,
    loop('LM', 'O', 10, [use('LQ', 'M', 100)]),
    loop('RCD', 'O', 200_000, [
      use('SN1', 'O'),
      use('CUR', 'O'),
      use('LIN', 'O', 100),
      use('PID', 'O', 200),
      use('PO4', 'O'),
      use('REF', 'O', 0),
      use('PER', 'O', 3),
      use('PRF', 'O', 25),
      use('DTM', 'O', 10),
      use('MEA', 'O', 40),
      use('MAN', 'O', 0),
      ...carriage,
      use('CTP', 'O', 25),
      use('NTE', 'O', 100),
      loop('CLD', 'O', 200, [use('REF', 'O', 200)]),
      loop('SLN', 'O', 100, [use('PID', 'O', 200), use('REF', 'O', 0)]),
      party,
      loop('LM', 'O', 10, [use('LQ', 'M', 100)]),
    ]),
    use('CTT', 'O'),
    use('SE', 'M'),
  ],
}
