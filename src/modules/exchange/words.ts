import type { Exchange } from './exchange.ts'

/** What names at the receiver's system may be made of: the same on every attempt. */
export async function wordsOf(x: Exchange, interchange: string): Promise<Record<string, string>> {
  const { rows } = await x.database.pool.query({
    name: 'words of a delivery',
    text: `select i.at, s.slug as partner, coalesce(d.type, v.purpose) as type, coalesce(d.business_key, i.control_number, i.id::text) as number
      from interchanges i join organizations s on s.id = i.sender join deliveries v on v.interchange = i.id
      left join lateral (select type, business_key from documents where outgoing = i.id order by position, id limit 1) d on true
      where i.id = $1 limit 1`,
    values: [interchange],
  })
  const { at, partner, type, number } = rows[0]
  const [yyyy, mm, dd] = (at as Date).toISOString().slice(0, 10).split('-') as [string, string, string]
  return { yyyy, mm, dd, partner, type, number }
}
