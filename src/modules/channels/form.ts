import { z } from 'zod'
import { connectors } from '../../connectors/connectors.ts'
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

/** What the receiver can bear, over all nodes. */
const limit = z
  .strictObject({
    concurrent: z.int().min(1).max(256).optional(),
    perMinute: z.int().min(1).max(60_000).optional(),
  })
  .default({})

const httpsSettings = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'expected an address that begins with https:// or http://' }),
  headers: z.record(plainHeader, headerValue).default({}),
  timeoutMs: z.int().min(100).max(300_000).default(30_000),
  limit,
  /** False: a second arrival would do harm there. Where it is not known whether one arrived, a person decides. */
  repeatable: z.boolean().default(true),
  /** Its value goes to the secrets and never comes back: leave it out to keep the one there is. */
  secretHeader: z
    .strictObject({ name: headerName, value: headerValue.min(1).optional() })
    .nullable()
    .default(null),
})

const files = z.strictObject({ opaque: opaqueFiles.optional() })

const kinds = { 'sftp-home': files, api: files, https: httpsSettings }

export type ChannelKind = keyof typeof kinds | 'sftp' | 's3'
type OwnKind = keyof typeof kinds

/** What the engine itself wants to know of a channel that drops at a connection. */
export const sendingSettings = z.strictObject({ limit })

/** What the engine itself wants to know of a channel that picks up. */
export const lookingSettings = z.strictObject({
  everySeconds: z.int().min(1).max(86_400).default(60),
  sizeBytesMax: z
    .int()
    .min(1)
    .nullable()
    .default(null)
    .meta({ description: 'Larger ones are refused; null: as the grid' }),
  opaque: opaqueFiles.optional(),
})
export type HttpsSettings = z.output<typeof httpsSettings>

/** A way in or out: by kind, what may be set. */
export const channelForm = z
  .strictObject({
    direction: z.enum(['in', 'out']),
    kind: z.enum([...Object.keys(kinds), ...Object.keys(connectors)] as [ChannelKind, ...ChannelKind[]]),
    mode: mode.nullable().default(null),
    /** The name of one of the organization's connections, for kinds that need one. */
    connection: slug.nullable().default(null),
    settings: z.record(z.string(), z.unknown()).default({}),
  })
  .transform((given, context): ChannelForm => {
    const form = settingsForm(given)
    if (!form) {
      const message = `${given.kind} leads ${given.direction === 'in' ? 'out' : 'in'} only`
      context.addIssue({ code: 'custom', path: ['direction'], message })
    }
    if (given.kind in connectors !== (given.connection !== null)) {
      const message = given.connection === null ? 'expected the name of a connection' : `${given.kind} needs none`
      context.addIssue({ code: 'custom', path: ['connection'], message })
    }
    const read = (form ?? kinds[given.kind as OwnKind] ?? z.unknown()).safeParse(given.settings)
    for (const issue of read.error?.issues ?? []) {
      context.addIssue({ ...issue, path: ['settings', ...issue.path] } as Parameters<typeof context.addIssue>[0])
    }
    return { ...given, settings: (read.data ?? {}) as Record<string, unknown> }
  })

/** Undefined: this kind does not lead that way. */
function settingsForm({ kind, direction }: { kind: ChannelKind; direction: string }): z.ZodType | undefined {
  if (kind in connectors) {
    const { pickUp, drop } = connectors[kind]!
    return direction === 'in'
      ? pickUp?.settings.extend(lookingSettings.shape)
      : drop?.settings.extend(sendingSettings.shape)
  }
  const only = { api: 'in', https: 'out', 'sftp-home': direction }[kind as OwnKind]
  return only === direction ? kinds[kind as OwnKind] : undefined
}

export interface ChannelForm {
  direction: 'in' | 'out'
  kind: ChannelKind
  mode: 'test' | 'production' | null
  connection: string | null
  settings: Record<string, unknown>
}

/** What may change in a channel; its direction and kind are what it is. */
export const channelChange = z.strictObject({
  mode: mode.nullable().optional(),
  connection: slug.optional(),
  settings: z.record(z.string(), z.unknown()).optional(),
})

export const channelName = slug
