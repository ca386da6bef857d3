import { z } from 'zod'
import { mode, moment } from '../organizations/form.ts'
import { settingsSaid } from './layers.ts'

export const documentType = z
  .string()
  .regex(/^(\*|[A-Za-z0-9][\w.:-]{0,39})$/, 'expected a document type such as 850, or * for any')

/** What is agreed. Sender and receiver are known by id here; the API and the network file also take slugs. */
export const agreementForm = z.strictObject({
  sender: z.string(),
  receiver: z.string(),
  type: documentType,
  mode,
  /** The way out: one of the receiver's channels. */
  channel: z.string(),
  /** Only what is said here; what is left out comes from the pair, its sides, the grid, and the program. */
  settings: settingsSaid.default({}),
  /** Null: from the beginning, or from now where the same was agreed before. */
  from: moment.nullable().default(null),
  until: moment.nullable().default(null),
})

export const agreementChange = z.strictObject({ channel: z.uuid().optional(), settings: settingsSaid.optional() })

export type AgreementForm = z.output<typeof agreementForm>
export type AgreementChange = z.output<typeof agreementChange>

export const agreementEnding = z.strictObject({
  until: moment.nullable().optional().meta({ description: 'Left out: now. Null: without end after all' }),
})

export const agreementPromotion = z.strictObject({
  channel: z.uuid().meta({ description: 'The way out in production' }),
  over: z.int().nullable().meta({
    description: 'The version of the agreement in production that this one was compared with; null: there is none',
  }),
})
