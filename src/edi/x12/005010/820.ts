import { loop, use } from '../../grammar.ts'
import { adjustment, individual, paidItem, payer } from '../004010/820.ts'
import type { SetGrammar } from '../grammar.ts'

const account = loop('FA1', 'O', 0, [use('FA2', 'M', 0)])
const item = paidItem([use('RPA', 'O'), use('QTY', 'O')])

/** 820 Payment Order/Remittance Advice, 005010: with accounting data, and dates of adjustments. */
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
      account,
      individual,
      adjustment(item, [use('DTM', 'O')]),
      loop('RMR', 'O', 0, [
        use('NTE', 'O', 0),
        use('REF', 'O', 0),
        use('DTM', 'O', 0),
        use('VEH', 'O'),
        item,
        adjustment(item),
        account,
      ]),
    ]),
    loop('TXP', 'O', 0, [use('TXI', 'O', 0), use('REF', 'O', 0), use('DTM', 'O', 0)]),
    loop('DED', 'O', 0, []),
    loop('LX', 'O', 0, [use('REF', 'O', 0), use('TRN', 'O', 0)]),
    use('SE', 'M'),
  ],
}
