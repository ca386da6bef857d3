import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import type { Http } from '../../platform/http/http.ts'
import { mayReadContacts } from '../contacts/policy.ts'
import { applyNetwork } from './apply.ts'
import { exportNetwork } from './export.ts'

const TEXT_BYTES_MAX = 16_777_216
const tags = ['partners']
const names = z.array(z.string())
const report = z.object({
  created: names,
  changed: names,
  ended: names,
  proposed: names.meta({ description: 'Not done: another person of the grid has to approve it' }),
  unnamed: names,
})
const asked = z.object({
  dryRun: z.stringbool().default(false).meta({ description: 'Say what would be done, and do nothing' }),
  prune: z.stringbool().default(false).meta({ description: 'End what the text does not name' }),
})
const withSecrets = z.strictObject({
  text: z.string(),
  secrets: z.record(z.string(), z.string()).default({}).meta({ description: `What \${NAME} stands for` }),
})

/** The network as one text, for keys of the grid. */
export async function networkRoutes(http: Http, grid: Grid): Promise<void> {
  http.addContentTypeParser(
    ['application/yaml', 'text/yaml', 'text/plain'],
    { parseAs: 'string' },
    (_request, body, done) => done(null, body),
  )
  http.get(
    '/api/v1/network',
    {
      config: { scope: 'partners:read', gridOnly: true },
      schema: { tags, summary: 'The network as YAML' },
    },
    async ({ actor }, reply) => {
      const text = await exportNetwork(grid.database, new Date(), { contacts: mayReadContacts(actor) })
      return reply.type('application/yaml; charset=utf-8').send(text)
    },
  )
  http.put(
    '/api/v1/network',
    {
      bodyLimit: TEXT_BYTES_MAX,
      config: { scope: 'partners:write', gridOnly: true },
      schema: {
        tags,
        summary: 'Apply the network',
        description:
          'Brings organizations, identifiers, channels, keys and agreements to what the YAML says, in one transaction. ' +
          'What it does not name stays. The body is the text, or JSON with the text and the secrets it refers to.',
        querystring: asked,
        body: z.union([z.string(), withSecrets]),
        response: { 200: report },
      },
    },
    ({ body, actor, query }) => {
      const { text, secrets } = typeof body === 'string' ? { text: body, secrets: {} } : body
      return applyNetwork(grid, text, actor, { ...query, secrets })
    },
  )
}
