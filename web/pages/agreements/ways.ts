import type { Channel } from '../partners/queries.ts'

/** The channels that an agreement of this mode may name as its way out. */
export function ways(channels: Channel[], mode: string): Channel[] {
  return channels.filter(
    (one) => one.direction === 'out' && one.endedAt === null && (one.mode === null || one.mode === mode),
  )
}
