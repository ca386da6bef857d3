import { z } from 'zod'
import { sensitiveClasses } from '../../../edi/sensitive/classes.ts'
import type { Grid } from '../../../grid.ts'
import { perform } from '../../../platform/act.ts'
import type { Http } from '../../../platform/http/http.ts'
import { role } from '../form.ts'
import { listHides, type RoleHides, setHides } from '../sensitive.ts'

const tags = ['people']
const hidden = z.array(z.enum(sensitiveClasses)).max(sensitiveClasses.length)
const answer = z.object({
  items: z.array(
    z.object({
      role,
      hidden: hidden.meta({ description: 'What it does not see' }),
      said: z.boolean().meta({ description: 'Said by an admin; else as it comes' }),
    }),
  ),
})
const present = (items: RoleHides[]) => ({
  items: items.map(({ role, hidden, said }) => ({ role, hidden: [...hidden], said })),
})

/** Which role sees bank data, prices and persons. */
export function sensitiveRoutes(http: Http, grid: Grid): void {
  http.get(
    '/api/v1/sensitive-classes',
    {
      config: { scope: 'people:read' },
      schema: { tags, summary: 'Show which role sees which class of sensitive fields', response: { 200: answer } },
    },
    async () => present(await listHides(grid.database.kysely)),
  )
  http.put(
    '/api/v1/sensitive-classes/:role',
    {
      config: { scope: 'people:write', gridOnly: true },
      schema: {
        tags,
        summary: 'Say which classes a role does not see',
        params: z.object({ role }),
        body: z.strictObject({ hidden: hidden.nullable().meta({ description: 'Null: as the role comes' }) }),
        response: { 200: answer },
      },
    },
    async ({ actor, params, body }) =>
      present(await perform(grid, actor, (act) => setHides(act, params.role, body.hidden))),
  )
}
