import { z } from 'zod'
import type { Http } from '../../../platform/http/http.ts'
import { exchangeError } from '../errors.ts'
import type { Exchange } from '../exchange.ts'
import { documentAnswer, presentDocument } from '../present.ts'
import { findDocument } from '../queries.ts'
import { answerApproval } from './deciding.ts'
import { approvalsAnswer, presentApproval } from './present.ts'
import { approvalsOf } from './queries.ts'

const params = z.object({ id: z.uuid() })
const tags = ['exchange']
const answer = z.strictObject({
  decision: z.enum(['approve', 'decline']),
  reason: z.string().trim().min(1).max(1_000),
  outgoing: z.string().regex(/^[0-9a-fA-F]{64}$/, 'expected the outgoing hash of the request, 64 hexadecimal digits'),
})

/** Approvals are the grid's own: neither side of a document sees who is asked and who says yes. */
export function approvalRoutes(http: Http, x: Exchange): void {
  http.get(
    '/api/v1/documents/:id/approval',
    {
      config: { scope: 'exchange:read', gridOnly: true },
      schema: {
        tags,
        summary: 'What a person is asked to approve, and what was answered; the newest request first',
        params,
        response: { 200: approvalsAnswer },
      },
    },
    async ({ params: { id } }) => {
      const found = await findDocument(x.database.pool, null, id)
      if (!found) throw exchangeError('document-unknown', { id })
      const items = (await approvalsOf(x.database.pool, id)).map(presentApproval)
      return { document: id, status: found.status, items }
    },
  )
  http.put(
    '/api/v1/documents/:id/approval',
    {
      config: { scope: 'approvals:write', gridOnly: true },
      schema: {
        tags,
        summary: 'Approve or decline a document that waits for it',
        description:
          'outgoing names what was looked at. Where something else would leave by now, nothing does: the request is renewed, and the answer approval-void holds its new hash.',
        params,
        body: answer,
        response: { 200: documentAnswer },
      },
    },
    async ({ actor, params: { id }, body }) => presentDocument(await answerApproval(x, actor, id, body), null),
  )
}
