import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import type { Http } from '../../platform/http/http.ts'
import { applyNetwork } from './apply.ts'
import { exportNetwork } from './export.ts'

/** The network as one text, for keys of the grid. */
export async function networkRoutes(http: Http, grid: Grid): Promise<void> {
  http.addContentTypeParser(
    ['application/yaml', 'text/yaml', 'text/plain'],
    { parseAs: 'string' },
    (_request, body, done) => done(null, body),
  )
  const report = z.object({ created: z.array(z.string()), changed: z.array(z.string()) })
  http.get(
    '/api/v1/network',
    {
      config: { scope: 'partners:read', gridOnly: true },
      schema: { tags: ['partners'], description: 'The network as YAML.' },
    },
    async (_request, reply) => reply.type('application/yaml; charset=utf-8').send(await exportNetwork(grid.database)),
  )
  http.put(
    '/api/v1/network',
    {
      config: { scope: 'partners:write', gridOnly: true },
      schema: {
        tags: ['partners'],
        description:
          'Brings organizations, identifiers, channels, keys and agreements to what the YAML says, in one transaction.',
        querystring: z.object({ dryRun: z.stringbool().default(false) }),
        response: { 200: report },
      },
    },
    (request) => applyNetwork(grid, String(request.body ?? ''), request.actor, request.query),
  )
}
