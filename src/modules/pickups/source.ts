import type { Pool } from 'pg'
import type { z } from 'zod'
import { connectors } from '../../connectors/connectors.ts'
import type { Told, Trigger } from '../../connectors/define.ts'
import { Misconfigured } from '../../connectors/errors.ts'
import type { Problem } from '../../platform/change.ts'
import { lookingSettings } from '../channels/form.ts'
import type { Exchange } from '../exchange/exchange.ts'

/** A channel that picks up, as its look needs it. */
export interface Source {
  channel: string
  organization: string
  connection: string
  trigger: Trigger<unknown>
  settings: z.output<typeof lookingSettings> & Record<string, unknown>
  /** Closed, or its organization is not active: nothing is looked at. */
  closed: boolean
  /** Looks that failed since the last good one. */
  failures: number
  /** A day has gone since the ledger was compared with a whole list. */
  compares: boolean
}

/** What a message of its system says to this channel. Null: no such message. */
export async function toldOfNew(pool: Pool, channel: string, message: string): Promise<Told | null> {
  const source = await findSource(pool, channel)
  const { rows } = await pool.query('select settings from connections where id = $1', [source.connection])
  return source.trigger.told?.(message, { connection: rows[0].settings, settings: source.settings }) ?? null
}

/** One look at it. */
export interface Look {
  x: Exchange
  source: Source
  session: unknown
  signal: AbortSignal
  /** Of single items: the others go on, and the look is tried again. */
  problems: Problem[]
  /** Until the first item that waits may be quiet. */
  waitsMs: number
  /** Told also of a look that breaks. */
  progress: { taken: number }
}

export async function findSource(pool: Pool, channel: string): Promise<Source> {
  const { rows } = await pool.query({
    name: 'pick-up source',
    text: `select c.id as channel, c.organization, c.connection, c.kind, c.settings, p.failures,
        p.compared_at is null or p.compared_at < now() - interval '1 day' as compares,
        c.ended_at is not null or o.status <> 'active' as closed
      from channels c join organizations o on o.id = c.organization join pickup_channels p on p.channel = c.id where c.id = $1`,
    values: [channel],
  })
  const { kind, settings, ...found } = rows[0]
  const trigger = connectors[kind]?.pickUp
  if (!trigger) throw new Misconfigured('connection-ended', 'The connector is not known here.', { connector: kind })
  return { ...found, trigger, settings: trigger.settings.extend(lookingSettings.shape).parse(settings) }
}
