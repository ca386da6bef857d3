import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Grid } from '../../grid.ts'
import type { Http } from '../../platform/http/http.ts'
import type { Tables } from '../../platform/tables.ts'
import { organizationCalled } from '../organizations/called.ts'
import { mode } from '../organizations/form.ts'
import { laid } from './below.ts'
import { agreementError } from './errors.ts'
import { documentType } from './form.ts'
import { effectiveSettings, settingsSaid } from './layers.ts'
import { agreementAnswer } from './present.ts'

const form = z.strictObject({
  sender: z.string().max(64).meta({ description: 'Its slug or id' }),
  receiver: z.string().max(64).meta({ description: 'Its slug or id' }),
  type: documentType,
  mode,
  settings: settingsSaid.default({}),
})

const answer = agreementAnswer.pick({ settings: true, origins: true }).extend({
  problem: z.string().nullable().meta({ description: 'Why it does not fit together: nothing would hold' }),
})

/** What would hold if two organizations agreed this, and which layer says it. Writes nothing. */
export function previewRoute(http: Http, { database: { kysely }, now }: Grid): void {
  http.post(
    '/api/v1/agreement-previews',
    {
      config: { scope: 'partners:read', gridOnly: true, idempotency: 'own' },
      schema: {
        tags: ['partners'],
        summary: 'Say what would hold of an agreement, and from where',
        body: form,
        response: { 200: answer },
      },
    },
    async ({ body: { sender, receiver, type, mode, settings } }) => {
      const sides = { sender: await expectParty(kysely, sender), receiver: await expectParty(kysely, receiver) }
      const [row] = await laid(kysely, [{ ...sides, document_type: type, mode, settings }], new Date(now()))
      const merged = effectiveSettings(row!.layers)
      return 'problem' in merged ? { settings: {}, origins: {}, ...merged } : { ...merged, problem: null }
    },
  )
}

async function expectParty(database: Kysely<Tables>, called: string): Promise<string> {
  const found = await organizationCalled(database, called)
  if (found === undefined) throw agreementError('agreement-party-unknown', { organization: called })
  return found
}
