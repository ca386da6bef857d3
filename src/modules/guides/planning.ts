import type { Pool } from 'pg'
import { type GuidePlan, planGuide } from '../../edi/guides/plan.ts'
import { type Kept, readKept } from './reading.ts'

/** A version of a guide, put together for checking: once, as long as the process lives. */
export interface PlannedGuide {
  id: string
  plan: GuidePlan
}

/** By what agreements call them: `bolt-850`, the newest version, or `bolt-850@2`. */
export type PlannedGuides = ReadonlyMap<string, PlannedGuide>

/** Puts together what is named here and was not before. What cannot be read is told and left out. */
export async function planGuides(
  pool: Pool,
  named: ReadonlySet<string>,
  before: PlannedGuides | undefined,
  failed: (error: unknown) => void,
): Promise<PlannedGuides> {
  if (named.size === 0) return new Map()
  const known = new Map([...(before?.values() ?? [])].map((one) => [one.id, one]))
  const { rows } = await pool.query<Kept & { reference: string; id: string }>({
    name: 'guides named',
    text: `select r.reference, g.id, g.name, g.version, case when g.id <> all($2::uuid[]) then g.content end as content, d.content as own
      from unnest($1::text[]) as r(reference)
        cross join lateral (select * from guides g where g.name = split_part(r.reference, '@', 1)
          and (position('@' in r.reference) = 0 or g.version = split_part(r.reference, '@', 2))
          order by g.number desc limit 1) g
        left join dictionaries d on d.id = g.dictionary and g.id <> all($2::uuid[])`,
    values: [[...named], [...known.keys()]],
  })
  const planned = new Map<string, PlannedGuide>()
  for (const { reference, id, ...kept } of rows) {
    try {
      const one = known.get(id) ?? { id, plan: planOf(kept) }
      known.set(id, one)
      planned.set(reference, one)
    } catch (error) {
      failed(error)
    }
  }
  return planned
}

function planOf(kept: Kept): GuidePlan {
  const { guide, own } = readKept(kept)
  return planGuide(guide, own)
}
