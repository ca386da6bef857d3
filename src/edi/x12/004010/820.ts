import { loop, type Use, use } from '../../grammar.ts'
import type { SetGrammar } from '../grammar.ts'

const reference = loop('REF', 'O', 0, [use('DTM', 'O', 0)])

/** An item paid for; `more` stands behind IT1. */
export const paidItem = (more: Use[] = []) =>
  loop('IT1', 'O', 0, [
    ...more,
    loop('REF', 'O', 0, [use('DTM', 'O')]),
    loop('SAC', 'O', 0, [use('TXI', 'O', 0)]),
    loop('SLN', 'O', 0, [reference, loop('SAC', 'O', 0, [use('TXI', 'O', 0)])]),
  ])

/** Who pays or is paid. */
export const payer = loop('N1', 'O', 0, [
  use('N2', 'O', 0),
  use('N3', 'O', 0),
  use('N4', 'O'),
  use('REF', 'O', 0),
  use('PER', 'O', 0),
  use('RDM', 'O'),
  use('DTM', 'O'),
])

/** Whom, of those paid for, what follows is about. */
export const individual = loop('NM1', 'O', 0, [
  use('N2', 'O', 0),
  use('N3', 'O', 0),
  use('N4', 'O'),
  use('REF', 'O', 0),
  use('PER', 'O', 0),
])

export const adjustment = (item: Use, more: Use[] = []) =>
  loop('ADX', 'O', 0, [use('NTE', 'O', 0), use('PER', 'O', 0), ...more, reference, item])

/** 820 Payment Order/Remittance Advice, 004010. */
export const set820: SetGrammar = {
  id: '820',
  functionalId: 'RA',
  content: [
    use('ST', 'M'),
    use('BPR', 'M'),
    use('NTE', 'O', 0),
    use('TRN', 'O'),
    use('CUR', 'O'),
    use('REF', 'O', 0),
    use('DTM', 'O', 0),
    payer,
    loop('ENT', 'O', 0, [
      individual,
      adjustment(paidItem()),
      loop('RMR', 'O', 0, [
        use('NTE', 'O', 0),
        use('REF', 'O', 0),
        use('DTM', 'O', 0),
        paidItem(),
        adjustment(paidItem()),
      ]),
    ]),
    loop('TXP', 'O', 0, [use('TXI', 'O', 0)]),
    loop('DED', 'O', 0, []),
    loop('LX', 'O', 0, [use('REF', 'O', 0), use('TRN', 'O', 0)]),
    use('SE', 'M'),
  ],
}
