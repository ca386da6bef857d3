import { loop, type Use, use } from '../../grammar.ts'
import type { SetGrammar } from '../grammar.ts'
import { set850 } from './850.ts'

const between = (uses: Use[], from: string, to: string) =>
  uses.slice(
    uses.findIndex(({ tag }) => tag === from) + 1,
    uses.findIndex(({ tag }) => tag === to),
  )

/** What an order has behind BEG, and within its lines, the change of an order has behind BCH and POC. */
const header = between(set850.content, 'BEG', 'PO1')
const line = set850.content.find(({ tag }) => tag === 'PO1')! as Use & { loop: Use[] }

/** 860 Purchase Order Change Request - Buyer Initiated, 004010. */
export const set860: SetGrammar = {
  id: '860',
  functionalId: 'PC',
  content: [
    use('ST', 'M'),
    use('BCH', 'M'),
    ...header,
    loop('POC', 'O', 0, line.loop.slice(1)),
    loop('CTT', 'O', 1, [use('AMT', 'O')]),
    use('SE', 'M'),
  ],
}
