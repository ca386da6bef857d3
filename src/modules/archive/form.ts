import { z } from 'zod'
import { documentType } from '../agreements/form.ts'
import { mode } from '../organizations/form.ts'
import { TOKENS } from './path.ts'

const path = z
  .string()
  .max(300)
  .regex(/^[\w{}.=-]+(\/[\w{}.=-]+)*$/, 'expected folders of letters, digits and tokens such as {yyyy}/{partner}')
  .refine((text) => !text.split('/').includes('..'), 'expected no ".."')
  .refine(
    (text) => [...text.matchAll(/\{(\w*)\}/g)].every(([, token]) => TOKENS.includes(token!)),
    `expected no tokens but ${TOKENS.map((token) => `{${token}}`).join(' ')}`,
  )
  .refine((text) => text.includes('{hash}'), 'expected {hash}: without it one document could take the place of another')

export const archiveRuleForm = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'expected small letters, digits and hyphens'),
  parties: z
    .array(z.uuid())
    .max(1_000)
    .default([])
    .meta({ description: 'Sender or receiver is one of them; none: any' }),
  types: z.array(documentType).max(100).default([]).meta({ description: 'None: all' }),
  mode: mode.nullable().default(null),
  when: z
    .enum(['completed', 'received'])
    .default('completed')
    .meta({ description: 'Completed: a folder with a manifest. Received: the bytes as they came, one file' }),
  target: z
    .strictObject({ connection: z.uuid(), settings: z.record(z.string(), z.unknown()).default({}) })
    .nullable()
    .default(null)
    .meta({ description: "A connection, with the settings of its connector's drop; null: the data folder" }),
  path: path.default('{yyyy}/{mm}/{partner}/{type}/{number}-{hash}'),
})

/** What is left out stays as it is. When it archives and where to stay for good: another place is another rule. */
export const archiveRuleChange = z.strictObject({
  parties: z.array(z.uuid()).max(1_000).optional(),
  types: z.array(documentType).max(100).optional(),
  mode: mode.nullable().optional(),
  path: path.optional(),
  paused: z.boolean().optional(),
})

export type ArchiveRuleChange = z.output<typeof archiveRuleChange>
export type ArchiveRuleForm = z.output<typeof archiveRuleForm>
