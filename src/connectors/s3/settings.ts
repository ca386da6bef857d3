import { posix } from 'node:path'
import { z } from 'zod'
import { fixedPart, nameOf, templateProblem } from './keys.ts'

const pattern = z.string().min(1).max(200)
const prefix = z.string().max(900)

/** How objects are picked up from a bucket. */
export const pickUpSettings = z
  .strictObject({
    prefix: prefix.default('').meta({ description: 'Everything beneath it is looked at, as "inbox/"' }),
    include: z.array(pattern).max(50).default(['*']).meta({ description: 'Globs of names; one of them must fit' }),
    exclude: z.array(pattern).max(50).default([]),
    temporary: z
      .array(pattern)
      .max(50)
      .default(['.*', '*.tmp', '*.part', '*.filepart', '*.partial'])
      .meta({ description: 'Names that are no documents yet' }),
    identity: z.enum(['etag', 'version']).default('etag').meta({
      description: 'What tells a new object under an old key: its ETag, or its version where the bucket has those',
    }),
    order: z
      .enum(['key', 'time'])
      .default('key')
      .meta({ description: 'By time the whole list is read before the first object is taken' }),
    pageSize: z.int().min(1).max(1_000).default(1_000),
    afterwards: z.enum(['move', 'tag', 'delete', 'leave']).default('move'),
    donePrefix: prefix
      .min(1)
      .default('done/')
      .meta({ description: 'Within the prefix, or from / of the bucket; {yyyy}, {mm} and {dd} are the day of taking' }),
    errorPrefix: prefix
      .min(1)
      .nullable()
      .default(null)
      .meta({ description: 'Where objects go that were not taken, with the reason beside them; null: they stay' }),
    resultFile: z
      .boolean()
      .default(false)
      .meta({ description: 'Write <key>.result.json beside each object: as what it was taken, or why not' }),
  })
  .superRefine((given, context) => {
    for (const name of ['donePrefix', 'errorPrefix'] as const) {
      const value = given[name]
      if (value !== null && given.prefix.startsWith(fixedPart(given.prefix, value))) {
        context.addIssue({
          code: 'custom',
          path: [name],
          message: 'expected another prefix than the one picked up from',
        })
      }
    }
  })

/** How an object is handed over. */
export const dropSettings = z.strictObject({
  key: z
    .string()
    .min(1)
    .max(900)
    .default('{name}')
    .superRefine((template, context) => {
      const message = templateProblem(template)
      if (message !== null) context.addIssue({ code: 'custom', message })
    })
    .meta({ description: 'As "{yyyy}/{mm}/{partner}/{type}/{number}-{hash}"' }),
  collision: z.enum(['fail', 'suffix', 'overwrite']).default('fail'),
  retention: z
    .strictObject({ mode: z.enum(['governance', 'compliance']), days: z.int().min(1).max(36_500) })
    .nullable()
    .default(null)
    .meta({ description: 'Object Lock: nobody removes or replaces it so long. Only for buckets made with it' }),
})

export type PickUpSettings = z.output<typeof pickUpSettings>
export type DropSettings = z.output<typeof dropSettings>

/** The test of a connection writes beneath this. */
export const PROBES = '.entrepot-probe/'
export const RESULT = '.result.json'
export const REASON = '.err'

/** Whether an object is one to take: not a folder's marker, nothing of a probe, nothing that the grid put there itself. */
export function wanted(key: string, settings: PickUpSettings): boolean {
  const { prefix, include, exclude, temporary, donePrefix, errorPrefix } = settings
  const name = nameOf(key)
  if (name === '' || key.includes(PROBES)) return false
  if (settings.resultFile && key.endsWith(RESULT)) return false
  if (settings.afterwards === 'move' && key.startsWith(fixedPart(prefix, donePrefix))) return false
  if (errorPrefix !== null && key.startsWith(fixedPart(prefix, errorPrefix))) return false
  const unfinished = temporary.map((one) => one.toLowerCase())
  return !fits(name.toLowerCase(), unfinished) && fits(name, include) && !fits(name, exclude)
}

function fits(name: string, patterns: string[]): boolean {
  return patterns.some((one) => posix.matchesGlob(name, one))
}
