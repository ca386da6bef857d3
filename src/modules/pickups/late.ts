import type { Problem } from '../../platform/change.ts'
import type { EventReader } from '../../platform/readers.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { sentence } from '../exchange/sentences.ts'
import type { Known } from './ledger.ts'
import { markLate, tellLate } from './rows.ts'
import type { Look } from './source.ts'

const SET_ASIDE = ['interchange.quarantined', 'document.quarantined']

/** What is set aside was taken long ago, as its source knows it: the next look tells the source that it went no further. */
export function lateReader({ database }: Pick<Exchange, 'database'>): EventReader {
  const anyPickups = async () => (await database.pool.query('select 1 from pickup_channels limit 1')).rows.length > 0
  return {
    name: 'pick-ups',
    types: async () => ((await anyPickups()) ? SET_ASIDE : []),
    async read(events) {
      const aside = new Map<string, Problem>()
      for (const { subject_kind, subject, cause, data } of events) {
        const interchange = subject_kind === 'interchange' ? subject : cause
        const problem = (data['problems'] as Problem[] | undefined)?.at(-1)
        if (interchange && problem) aside.set(interchange, problem)
      }
      const found = await pickedUp(database, [...aside.keys()])
      const rows = found.map(({ interchange, ...of }) => markLate({ ...of, late: aside.get(interchange) }))
      const channels = new Set(found.map(({ channel }) => channel))
      return { rows, jobs: [...channels].map((subject) => ({ kind: 'look-soon', subject })) }
    },
  }
}

/** Tells the source of what was settled as taken and set aside since. */
export async function tellLateOf({ x, source, session }: Look, known: Known): Promise<void> {
  const { key, version, name, size_bytes: sizeBytes, changed_at: changedAt, late, interchange } = known
  const place = await source.trigger.setAside(session, {
    item: { key, version, name, sizeBytes, changedAt },
    place: known.place,
    outcome: { taken: false, interchange: interchange!, code: late!.code, sentence: sentence(late!) },
    settings: source.settings,
    at: new Date(x.now()),
  })
  const { channel } = source
  // One that was left and is not found is for the comparison with whole lists.
  const remains = known.remains === true && (place === null || place === key)
  await x.commit({ rows: [tellLate({ channel, identity: known.identity, place, remains })] })
}

/** The rows of the ledger behind these interchanges; of a file with several the first one stands there. */
async function pickedUp({ pool }: Exchange['database'], interchanges: string[]) {
  if (interchanges.length === 0) return []
  const { rows } = await pool.query<{ interchange: string; channel: string; identity: Buffer }>({
    name: 'picked up interchanges',
    text: `with recursive up as (
        select id as interchange, id, from_offset, cause from interchanges where id = any($1::uuid[])
        union all select u.interchange, i.id, i.from_offset, i.cause from up u join interchanges i on i.id = u.cause where u.from_offset > 0
      )
      select distinct on (p.channel, p.identity) u.interchange, p.channel, p.identity
      from up u join pickups p on p.interchange = u.id where p.problem is null order by p.channel, p.identity, u.interchange`,
    values: [interchanges],
  })
  return rows
}
