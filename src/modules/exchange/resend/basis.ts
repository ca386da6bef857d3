import type { Pool } from 'pg'
import { effectiveSettings, type Layer } from '../../agreements/layers.ts'
import type { Channel } from '../../agreements/lookup.ts'
import { type AgreementSettings, agreementSettings } from '../../agreements/settings.ts'
import { type DecidedBy, decidedBy } from '../decided-by.ts'
import type { Exchange } from '../exchange.ts'
import { resendError } from './errors.ts'
import type { Original } from './originals.ts'

export type Basis = 'original' | 'current'

/** What a new envelope goes by. */
export interface Terms {
  by: DecidedBy | { agreement: null }
  channel: Channel
  settings: AgreementSettings
}

/** The agreement as it was when the document was let go on, or as it is now. */
export async function termsOf(x: Exchange, original: Original, type: string | null, on: Basis): Promise<Terms> {
  return on === 'original' ? originalTerms(x, original) : currentTerms(x, original, type)
}

async function originalTerms(x: Exchange, original: Original): Promise<Terms> {
  const channel = x.directory.channel(original.channel)
  if (!channel) throw resendError('resend-channel-missing')
  const { agreement, agreement_version: agreementVersion, upon } = original
  if (agreement === null || agreementVersion === null) {
    return { by: { agreement: null }, channel, settings: agreementSettings.parse({}) }
  }
  const by = { agreement, agreementVersion, ...(upon ? { upon } : {}) }
  const read = effectiveSettings(await layersThen(x.database.pool, original, by))
  if ('problem' in read) throw new Error(`the agreement ${agreement} as it was cannot be read: ${read.problem}`)
  return { by, channel, settings: read.settings }
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
  return { by: decidedBy(agreement), channel, settings: agreement.settings }
}

/** What each layer said in the version that the interchange names: versions stay. */
async function layersThen(pool: Pool, { sender, receiver, mode }: Original, by: DecidedBy): Promise<Layer[]> {
  const { rows } = await pool.query(
    `select named.key as origin, v.content from jsonb_each_text($1::jsonb) named
      left join agreement_defaults f on f.mode = $2 and (named.key, f.scope) in (('grid', 'grid'), ('sender', 'sending'), ('receiver', 'receiving'))
        and f.organization is not distinct from case named.key when 'sender' then $3::uuid when 'receiver' then $4::uuid end
      join agreement_versions v on v.subject::text = coalesce(f.id::text, named.key) and v.version = named.value::int`,
    [{ ...by.upon, [by.agreement]: by.agreementVersion }, mode, sender, receiver],
  )
  const layers = rows.map(({ origin, content }): Layer => {
    if (origin in WEIGHT) return { origin, said: content }
    return { origin: origin === by.agreement ? 'agreement' : 'pair', said: content.settings }
  })
  const weight = ({ origin }: Layer) => WEIGHT[origin as keyof typeof WEIGHT] ?? (origin === 'pair' ? 3 : 4)
  return layers.sort((a, b) => weight(a) - weight(b))
}

/** The weakest first. */
const WEIGHT = { grid: 0, sender: 1, receiver: 2 }

export interface Difference {
  what: string
  before: unknown
  after: unknown
}

/** What would be other than it was. */
export function differences(x: Exchange, original: Original, before: Terms, after: Terms): Difference[] {
  const pairs: [string, (terms: Terms) => unknown][] = [
    ['agreement', ({ by }) => by.agreement],
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
