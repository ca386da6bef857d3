import { z } from 'zod'

const NAME = '[a-z0-9][a-z0-9.-]{0,79}'
const VERSION = '[A-Za-z0-9][A-Za-z0-9._-]{0,39}'

/** A guide in an agreement: `bolt-850`, the newest version at any time, or `bolt-850@2`. */
export const guideReference = z
  .string()
  .regex(new RegExp(`^${NAME}(@${VERSION})?$`), 'expected the name of a guide, such as bolt-850 or bolt-850@2')

export const byName = z.object({ name: z.string().max(80) })
export const byVersion = z.object({ name: z.string().max(80), version: z.string().max(40) })

const definition = z.record(z.string(), z.unknown())

export const guideForm = z.strictObject({
  guide: definition.meta({ description: 'The guide as docs/guides.md describes it' }),
  dictionary: z
    .string()
    .regex(new RegExp(`^${NAME}(@\\d{1,6})?$`), 'expected the name of a dictionary, such as acme or acme@2')
    .nullable()
    .default(null)
    .meta({ description: 'The dictionary that it narrows; without a version the newest of now' }),
})
export type GuideForm = z.output<typeof guideForm>

export const dictionaryForm = z.strictObject({
  dictionary: definition.meta({ description: 'The dictionary as docs/codec.md describes it' }),
})

export const sampleQuery = z.object({
  seed: z.coerce.number().int().min(0).max(1_000_000).default(1),
  lines: z.coerce.number().int().min(1).max(100).default(2),
})

export const dryRun = z.object({
  dryRun: z
    .stringbool()
    .default(false)
    .meta({ description: 'Look what is wrong with it and what it changes; keep nothing' }),
})

/** `bolt-850@2` as its parts. */
export function partsOf(reference: string): { name: string; version: string | null } {
  const [name = '', version = null] = reference.split('@')
  return { name, version }
}
