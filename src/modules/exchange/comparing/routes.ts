import { z } from 'zod'
import { CHAIN_KINDS } from '../../../formats/chain/documents.ts'
import { chainTable } from '../../../formats/chain/table.ts'
import type { Http } from '../../../platform/http/http.ts'
import type { Exchange } from '../exchange.ts'
import { presentProblems, problem } from '../present.ts'
import { viewChain } from './viewing.ts'

const cell = z.object({
  quantity: z.string().nullable().meta({ description: 'Null: nothing is said of it' }),
  differs: z.enum(['over', 'under']).nullable().meta({ description: 'From what was ordered' }),
  otherUnit: z.boolean().meta({ description: 'A part is in another unit, and not in the quantity' }),
})

const kind = z.enum(CHAIN_KINDS)

const comparisonAnswer = z.object({
  tooLarge: z.boolean().meta({ description: 'There is more than is compared' }),
  problems: z.array(problem).meta({ description: 'What differs in the document by now; for its sender and the grid' }),
  documents: z.array(z.object({ id: z.uuid(), kind, number: z.string(), date: z.string().nullable() })),
  orders: z.array(
    z.object({
      id: z.uuid(),
      number: z.string(),
      closed: z.object({ id: z.uuid(), kind }).nullable(),
      lines: z.array(
        z.object({
          name: z.string(),
          description: z.string().nullable(),
          unit: z.string().nullable(),
          ordered: z.string().nullable(),
          deleted: z.boolean(),
          answered: cell,
          advised: cell,
          received: cell,
          invoiced: cell,
        }),
      ),
      strays: z.array(
        z.object({ id: z.uuid(), kind, number: z.string(), name: z.string(), quantity: z.string().nullable() }),
      ),
    }),
  ),
})

/** More lines than this are in the documents themselves. */
const LINES_MAX = 500

export function comparingRoutes(http: Http, x: Exchange): void {
  http.get(
    '/api/v1/documents/:id/comparison',
    {
      config: { scope: 'exchange:read', reading: 'document.opened' },
      schema: {
        tags: ['exchange'],
        summary: 'Show what was ordered, answered, advised, received and invoiced, line by line',
        description: 'Of the documents with its business keys between the same two that you may see, and itself.',
        params: z.object({ id: z.uuid() }),
        response: { 200: comparisonAnswer },
      },
    },
    async ({ actor: { organization: asker }, params }) => {
      const { chain, problems } = await viewChain(x, asker, params.id)
      const orders = chainTable(chain ?? []).map(({ lines, strays, ...order }) => ({
        ...order,
        lines: lines.slice(0, LINES_MAX),
        strays: strays.slice(0, LINES_MAX),
      }))
      const documents = (chain ?? []).map(({ id, document: { kind, number, date = null } }) => ({
        id,
        kind,
        number,
        date,
      }))
      return { tooLarge: chain === null, documents, orders, problems: presentProblems(problems) }
    },
  )
}
