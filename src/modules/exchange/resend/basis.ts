import type { Pool } from 'pg'
import type { Channel } from '../../agreements/lookup.ts'
import { type AgreementSettings, agreementSettings } from '../../agreements/settings.ts'
import type { Exchange } from '../exchange.ts'
import { resendError } from './errors.ts'
import type { Original } from './originals.ts'

export type Basis = 'original' | 'current'

/** What a new envelope goes by. */
export interface Terms {
  agreement: string | null
  channel: Channel
  settings: AgreementSettings
}

/** The agreement as it was when the document was let go on, or as it is now. */
export async function termsOf(x: Exchange, original: Original, type: string | null, on: Basis): Promise<Terms> {
  return on === 'original' ? originalTerms(x, original) : currentTerms(x, original, type)
}

async function originalTerms(x: Exchange, original: Original): Promise<Terms> {
  const { agreement } = original
  const channel = x.directory.channel(original.channel)
  if (!channel) throw resendError('resend-channel-missing')
  const settings = agreement === null ? null : await settingsThen(x.database.pool, agreement, original.interchange)
  return {
    agreement,
    channel,
    settings: settings ?? x.directory.agreement(agreement ?? '')?.settings ?? agreementSettings.parse({}),
  }
}

function currentTerms(x: Exchange, original: Original, type: string | null): Terms {
  const { sender, receiver, mode } = original
  const found =
    type === null
      ? [x.directory.agreement(original.agreement ?? '')].filter((one) => one !== undefined)
      : x.directory.agreementsFor({ sender, receiver, mode }, type, new Date(x.now()))
  const [agreement] = found
  if (!agreement || found.length > 1) {
    throw resendError('resend-agreement-missing', { count: found.length, mode, type: type ?? 'these documents' })
  }
  const channel = x.directory.channel(agreement.channel)
  if (!channel) throw resendError('resend-channel-missing')
  return { agreement: agreement.id, channel, settings: agreement.settings }
}

/** The settings at the moment when the interchange was made: the events of the agreement hold each of its versions. */
async function settingsThen(pool: Pool, agreement: string, interchange: string): Promise<AgreementSettings | null> {
  const { rows } = await pool.query(
    `select e.data from events e, interchanges i where i.id = $2 and e.subject = $1 and e.type in ('agreement.made', 'agreement.changed')
      and (e.data ? 'settings' or e.data->'changes' ? 'settings') and e.at <= i.at order by e.seq desc limit 1`,
    [agreement, interchange],
  )
  const { settings, changes } = (rows[0]?.data ?? {}) as { settings?: unknown; changes?: { settings: unknown[] } }
  const read = agreementSettings.safeParse(settings ?? changes?.settings[1])
  return read.success ? read.data : null
}

export interface Difference {
  what: string
  before: unknown
  after: unknown
}

/** What would be other than it was. */
export function differences(x: Exchange, original: Original, before: Terms, after: Terms): Difference[] {
  const pairs: [string, (terms: Terms) => unknown][] = [
    ['agreement', ({ agreement }) => agreement],
    ['channel', ({ channel }) => channel.name],
    ['channel.kind', ({ channel }) => channel.kind],
    ['expect.technical', ({ settings }) => settings.expect.technical],
    ['expect.withinMinutes', ({ settings }) => settings.expect.withinMinutes],
    ['order', ({ settings }) => settings.order],
    ['retry', ({ settings }) => settings.retry],
  ]
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  const found = pairs
    .map(([what, of]): Difference => ({ what, before: of(before), after: of(after) }))
    .filter((one) => !same(one.before, one.after))
  const wasSentBy = x.directory.channel(original.channel)?.name ?? null
  if (before.channel.name === after.channel.name && wasSentBy !== after.channel.name) {
    found.push({ what: 'channel', before: wasSentBy, after: after.channel.name })
  }
  found.push({ what: 'controlNumber', before: original.control_number, after: 'the next number of the pair' })
  return found
}
