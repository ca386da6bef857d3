import { z } from 'zod'

const CAPTURES = /\{(type|receiver|key)\}/g
const captured = (pattern: string) => [...pattern.matchAll(CAPTURES)].map(([, name]) => name!)

/** `label_{receiver}_{key}.pdf`: `*` stands for anything, a name in braces for what it tells. */
const files = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => !/[{}]/.test(text.replace(CAPTURES, '')), 'expected only {type}, {receiver} and {key} in braces')
  .refine((text) => new Set(captured(text)).size === captured(text).length, 'expected each name in braces once')
  .refine((text) => text.split('*').length <= 3, 'expected at most two *')

/** What numbers a document can be called by. */
export const keyKind = z.enum(['purchase-order', 'invoice', 'shipment'])

/** Which files that come by a channel are documents that the grid does not read, and what is known of them. */
export const opaqueFiles = z
  .array(
    z.strictObject({
      files,
      type: z.string().min(1).max(40).optional(),
      /** By slug. */
      receiver: z.string().min(1).max(63).optional(),
      /** A file of the same name and `.json` says the rest. */
      sideFile: z.boolean().default(false),
      sideFileWithinMinutes: z.int().min(1).max(10_080).default(15),
      /** Its key is the number of a document between the same two: it lies beside that one. */
      attachesTo: z.strictObject({ kind: keyKind, type: z.string().min(1).max(40).optional() }).optional(),
      /** It is not delivered by itself, only seen beside its document. */
      attachOnly: z.boolean().default(false),
    }),
  )
  .min(1)
  .max(50)

export type OpaqueFiles = z.output<typeof opaqueFiles>[number]

/** What the name of a file tells, where it fits. */
export function namedBy(pattern: string, name: string): Record<string, string> | null {
  const source = pattern
    .split(/(\{(?:type|receiver|key)\}|\*)/)
    .map((part) => {
      if (part === '*') return '.*'
      const capture = /^\{(\w+)\}$/.exec(part)
      return capture ? `(?<${capture[1]}>[^/]+?)` : part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    })
    .join('')
  const found = new RegExp(`^${source}$`, 'u').exec(name.slice(0, 200))
  return found && { ...found.groups }
}
