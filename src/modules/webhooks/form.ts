import { z } from 'zod'
import { isReading } from '../../platform/http/readings.ts'

const type = z
  .string()
  .regex(/^(\*|[a-z-]+(\.[a-z-]+)*(\.\*)?)$/, 'expected a type of event such as document.released, document.* or *')

export const webhookName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'expected small letters, digits and hyphens')

const address = z.url({ protocol: /^https?$/, error: 'expected an address that begins with https:// or http://' })

export const webhookForm = z.strictObject({
  name: webhookName,
  url: address,
  types: z.array(type).min(1).max(100),
  organization: z
    .uuid()
    .nullable()
    .optional()
    .meta({ description: 'Whose events; left out: the organization of your own key' }),
})

export const webhookChange = z.strictObject({
  url: address.optional(),
  types: z.array(type).min(1).max(100).optional(),
  paused: z.boolean().optional(),
})

export type WebhookForm = z.output<typeof webhookForm>
export type WebhookChange = z.output<typeof webhookChange>

/** `document.*` as a pattern of SQL's LIKE. */
export function pattern(type: string): string {
  return type === '*' ? '%' : type.replaceAll('_', '\\_').replace(/\.\*$/, '.%')
}

/**
 * Whether an event of this type was asked for. Events about webhooks are told to nobody: telling would make another. Nor is who
 * looked at what: that is for the audit.
 */
export function wants(types: string[], type: string): boolean {
  if (type.startsWith('webhook.') || isReading(type)) return false
  return types.some((one) => one === '*' || one === type || (one.endsWith('.*') && type.startsWith(one.slice(0, -1))))
}
