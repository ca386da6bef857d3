import { z } from 'zod'
import { documentType } from '../agreements/form.ts'
import { settingsSaid } from '../agreements/layers.ts'
import { rules } from '../agreements/rules.ts'
import { channelForm, channelName } from '../channels/form.ts'
import { connectionForm, connectionName } from '../connections/form.ts'
import { contactForm } from '../contacts/form.ts'
import {
  calendarForm,
  calendarName,
  mode,
  moment,
  organizationForm,
  regionName,
  slug,
  unitForm,
} from '../organizations/form.ts'
import { identifierForm } from '../organizations/identifier-form.ts'

const sftpKey = z
  .string()
  .regex(
    /^(ssh-ed25519|ecdsa-sha2-nistp(256|384|521)|ssh-rsa) [A-Za-z0-9+/=]+( .*)?$/,
    'expected one line of an OpenSSH public key, as in "ssh-ed25519 AAAA… label"',
  )

/** A line says nothing of an end: one that the key has stays. */
const sftpKeyUntil = z.union([
  sftpKey.transform((line) => ({ line, until: undefined })),
  z.strictObject({ key: sftpKey, until: moment.nullable() }).transform(({ key: line, until }) => ({ line, until })),
])

/** Only what is said, test and production apart. */
const byMode = z.strictObject({ test: settingsSaid.optional(), production: settingsSaid.optional() })

const speaksFor = z.strictObject({
  organization: slug,
  mode,
  from: moment.nullable().default(null),
  until: moment.nullable().default(null),
})

const organization = organizationForm.extend({
  units: z.record(slug, unitForm).default({}),
  identifiers: z.array(identifierForm).default([]),
  /** Told apart by their names. */
  contacts: z.array(contactForm).default([]),
  connections: z.record(connectionName, connectionForm).default({}),
  channels: z.record(channelName, channelForm).default({}),
  sftpKeys: z.array(sftpKeyUntil).default([]),
  /** Whose envelopes its channels may carry besides its own. */
  speaksFor: z.array(speaksFor).default([]),
  /** What holds where its agreements say nothing: those in which it sends, those in which it receives. */
  defaults: z.strictObject({ sending: byMode.optional(), receiving: byMode.optional() }).default({}),
})

const agreement = z.strictObject({
  sender: slug,
  receiver: slug,
  type: documentType,
  mode,
  /** One of the receiver's channels. */
  channel: channelName,
  settings: settingsSaid.default({}),
  from: moment.nullable().default(null),
  until: moment.nullable().default(null),
})

/** The network as one text: organizations and what they agreed, by name and never by id. */
export const networkForm = z.strictObject({
  calendars: z.record(calendarName, calendarForm).default({}),
  regions: z.array(regionName).default([]),
  /** What holds where no agreement and no organization says anything. */
  defaults: byMode.default({}),
  /** Rules of routing, in order. */
  routing: z.strictObject({ test: rules.optional(), production: rules.optional() }).default({}),
  organizations: z.record(slug, organization).default({}),
  agreements: z.array(agreement).default([]),
})

export type Network = z.output<typeof networkForm>
export type NetworkOrganization = z.output<typeof organization>
export type NetworkAgreement = z.output<typeof agreement>
