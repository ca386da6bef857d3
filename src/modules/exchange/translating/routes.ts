import { z } from 'zod'
import type { Http } from '../../../platform/http/http.ts'
import type { Exchange } from '../exchange.ts'
import { viewTranslation } from './viewing.ts'

const translationAnswer = z.object({
  translation: z
    .object({
      source: z.string().meta({ description: 'What it came as, such as x12:850' }),
      target: z.string().meta({ description: 'What its receiver got, such as edifact:ORDERS:D96A' }),
      sizeBytes: z.number(),
      at: z.iso.datetime(),
      lossCount: z.int().meta({ description: 'Values that the target has no place for, or in another way' }),
      losses: z
        .array(
          z.object({
            at: z.string().nullable().meta({ description: 'In the source: segment and element' }),
            path: z.string().nullable().meta({ description: 'In the canonical document' }),
            value: z.string(),
            reason: z.string(),
            class: z.string().nullable(),
          }),
        )
        .meta({ description: 'The first thousand' }),
      lineage: z
        .array(z.object({ path: z.string(), from: z.string(), to: z.string() }))
        .nullable()
        .meta({ description: 'Where each value of the target is from; where it was asked for, by the grid' }),
    })
    .nullable()
    .meta({ description: 'Null: it left as it came, or you are not its sender' }),
})

export function translatingRoutes(http: Http, x: Exchange): void {
  http.get(
    '/api/v1/documents/:id/translation',
    {
      config: { scope: 'exchange:read', reading: 'document.opened' },
      schema: {
        tags: ['exchange'],
        summary: 'Show what a document became for its receiver, and what was lost',
        params: z.object({ id: z.uuid() }),
        querystring: z.object({ lineage: z.stringbool().default(false) }),
        response: { 200: translationAnswer },
      },
    },
    async ({ actor: { organization: asker }, params: { id }, query: { lineage } }) => {
      const found = await viewTranslation(x, asker, { id, lineage })
      if (!found) return { translation: null }
      const { source, target, size_bytes: sizeBytes, losses, loss_count: lossCount, created_at } = found.translation
      const shown = losses.map(({ at = null, path = null, value, reason, class: of = null }) => ({
        ...{ at, path, value, reason, class: of },
      }))
      const at = created_at.toISOString()
      return { translation: { source, target, sizeBytes, at, lossCount, losses: shown, lineage: found.lineage } }
    },
  )
}
