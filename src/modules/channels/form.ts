import { z } from 'zod'
import { mode, slug } from '../organizations/form.ts'
import { opaqueFiles } from './opaque.ts'

/** Header names that carry credentials: their values belong to the secrets. */
const CREDENTIALS = /^(authorization|proxy-authorization|cookie|x-api-key|.*(secret|token|password).*)$/i

const headerName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/, 'expected the name of an HTTP header')
const headerValue = z
  .string()
  .max(1_000)
  .regex(/^[\x20-\x7e]*$/, 'expected visible ASCII')
const plainHeader = headerName.refine(
  (name) => !CREDENTIALS.test(name),
  'expected no credentials here: give them as secretHeader, which is sealed and never shown',
)

const httpsSettings = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'expected an address that begins with https:// or http://' }),
  headers: z.record(plainHeader, headerValue).default({}),
  timeoutMs: z.int().min(100).max(300_000).default(30_000),
  /** What the receiver can bear, over all nodes. */
  limit: z
    .strictObject({
      concurrent: z.int().min(1).max(256).optional(),
      perMinute: z.int().min(1).max(60_000).optional(),
    })
    .default({}),
  /** Its value goes to the secrets and never comes back: leave it out to keep the one there is. */
  secretHeader: z
    .strictObject({ name: headerName, value: headerValue.min(1).optional() })
    .nullable()
    .default(null),
})

const files = z.strictObject({ opaque: opaqueFiles.optional() })

const kinds = { 'sftp-home': files, api: files, https: httpsSettings }

export type ChannelKind = keyof typeof kinds
export type HttpsSettings = z.output<typeof httpsSettings>

/** A way in or out: by kind, what may be set. */
export const channelForm = z
  .strictObject({
    direction: z.enum(['in', 'out']),
    kind: z.enum(Object.keys(kinds) as [ChannelKind, ...ChannelKind[]]),
    mode: mode.nullable().default(null),
    settings: z.record(z.string(), z.unknown()).default({}),
  })
  .transform((given, context): ChannelForm => {
    const wrong =
      given.kind === 'api' && given.direction === 'out'
        ? 'in'
        : given.kind === 'https' && given.direction === 'in'
          ? 'out'
          : null
    if (wrong) context.addIssue({ code: 'custom', path: ['direction'], message: `${given.kind} leads ${wrong} only` })
    const read = kinds[given.kind].safeParse(given.settings)
    for (const issue of read.error?.issues ?? []) {
      context.addIssue({ ...issue, path: ['settings', ...issue.path] } as Parameters<typeof context.addIssue>[0])
    }
    return { ...given, settings: (read.data ?? {}) as Record<string, unknown> }
  })

export interface ChannelForm {
  direction: 'in' | 'out'
  kind: ChannelKind
  mode: 'test' | 'production' | null
  settings: Record<string, unknown>
}

/** What may change in a channel; its direction and kind are what it is. */
export const channelChange = z.strictObject({
  mode: mode.nullable().optional(),
  settings: z.record(z.string(), z.unknown()).optional(),
})

export const channelName = slug
