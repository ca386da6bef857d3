import { z } from 'zod'
import type { Http } from '../../platform/http/http.ts'
import { decideDocument } from './decisions.ts'
import type { Exchange } from './exchange.ts'
import { documentAnswer, presentDocument } from './present.ts'

const byId = z.object({ id: z.uuid() })
const decision = z.strictObject({
  decision: z.enum(['release', 'decline']),
  reason: z.string().trim().min(1).max(1_000),
})

/** What a person decides on what was held, set aside or suspended. */
export function decisionRoutes(http: Http, x: Exchange): void {
  http.put(
    '/api/v1/documents/:id/decision',
    {
      config: { scope: 'exchange:decide', gridOnly: true },
      schema: {
        tags: ['exchange'],
        summary: 'Release or decline a document that was held, set aside or suspended',
        description:
          'Released, it goes by what is agreed now; what was suspended goes as it came, or is refused, and its sender is answered.',
        params: byId,
        body: decision,
        response: { 200: documentAnswer },
      },
    },
    async ({ actor, params, body }) => presentDocument(await decideDocument(x, actor, params.id, body), null),
  )
}
