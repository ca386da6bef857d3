import { z } from 'zod'
import { agreementSettings, httpsSettings } from '../agreements/settings.ts'

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'expected lower case letters, digits and "-"')
const mode = z.enum(['test', 'production'])
const timeZone = z
  .string()
  .refine(
    (zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC',
    'expected a time zone such as Europe/Berlin',
  )

const identifier = z.strictObject({
  scheme: z.enum(['x12-isa', 'x12-gs', 'edifact-unb', 'gln', 'duns', 'as2']),
  qualifier: z.string().max(4).default(''),
  value: z.string().min(1).max(80),
  mode,
})

const channel = z
  .strictObject({
    direction: z.enum(['in', 'out']),
    kind: z.enum(['sftp-home', 'api', 'https']),
    mode: mode.nullable().default(null),
    settings: z.record(z.string(), z.unknown()).default({}),
  })
  .superRefine((given, context) => {
    if (given.kind !== 'https') return
    for (const issue of httpsSettings.safeParse(given.settings).error?.issues ?? []) {
      context.addIssue({ code: 'custom', path: ['settings', ...issue.path], message: issue.message })
    }
  })

const organization = z.strictObject({
  name: z.string().min(1).max(200),
  role: z.enum(['host', 'partner']).default('partner'),
  status: z.enum(['active', 'inactive']).default('active'),
  locale: z.string().max(35).default('en'),
  timeZone: timeZone.default('UTC'),
  region: z.string().nullable().default(null),
  calendar: z.string().nullable().default(null),
  units: z
    .record(
      slug,
      z.strictObject({
        name: z.string().min(1),
        timeZone: timeZone.default('UTC'),
        region: z.string().nullable().default(null),
      }),
    )
    .default({}),
  identifiers: z.array(identifier).default([]),
  channels: z.record(slug, channel).default({}),
  sftpKeys: z
    .array(
      z
        .string()
        .regex(
          /^(ssh-ed25519|ecdsa-sha2-nistp(256|384|521)|ssh-rsa) [A-Za-z0-9+/=]+( .*)?$/,
          'expected one line of an OpenSSH public key',
        ),
    )
    .default([]),
})

const agreement = z.strictObject({
  sender: slug,
  receiver: slug,
  type: z.string().min(1).max(40),
  mode,
  /** One of the receiver's channels. */
  channel: slug,
  settings: agreementSettings.prefault({}),
})

const calendar = z.strictObject({
  hours: z.partialRecord(
    z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']),
    z.array(z.tuple([z.string(), z.string()])),
  ),
  holidays: z.array(z.iso.date()).default([]),
})

/** The network as one text: organizations and what they agreed, by name. */
export const networkForm = z.strictObject({
  calendars: z.record(z.string(), calendar).default({}),
  regions: z.array(z.string()).default([]),
  organizations: z.record(slug, organization).default({}),
  agreements: z.array(agreement).default([]),
})

export type Network = z.output<typeof networkForm>
