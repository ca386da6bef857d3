import { z } from 'zod'

const name = z.string().trim().min(1).max(100)
const filter = z
  .string()
  .max(2_000)
  .regex(/^[^\s\p{Cc}#]*$/u, 'expected what stands behind the ? of the address')
  .meta({ description: 'As it stands in the address of the page, without the ?' })

export const savedSearchForm = z.strictObject({
  name,
  page: z
    .string()
    .regex(/^[a-z][a-z-]{0,40}$/, 'expected the first word of a page’s address')
    .default('documents')
    .meta({ description: 'The page that it filters: documents, work-items, partners, …' }),
  filter,
  shared: z.boolean().default(false).meta({ description: 'Seen by everybody of your organization' }),
})
export type SavedSearchForm = z.output<typeof savedSearchForm>

export const savedSearchChange = z.strictObject({
  name: name.optional(),
  filter: filter.optional(),
  shared: z.boolean().optional(),
})
export type SavedSearchChange = z.output<typeof savedSearchChange>

export const savedSearchAnswer = z.object({
  id: z.uuid(),
  name: z.string(),
  page: z.string(),
  filter: z.string(),
  shared: z.boolean(),
  own: z.boolean(),
  may: z.object({ change: z.boolean(), delete: z.boolean() }),
  version: z.int(),
  changedAt: z.iso.datetime(),
})
