import type { Grid } from '../../grid.ts'
import type { EventCounter } from '../../platform/readers.ts'
import { addToRows } from '../../platform/rows.ts'
import { type Directory, unitIn } from '../agreements/lookup.ts'

/** What a document is at first; each is told by the transaction that made it visible to a side. */
const SEEN = ['released', 'recognised', 'invalid', 'suspended', 'held', 'unapproved', 'quarantined', 'declined']
const ANSWERED = ['receipt.positive', 'receipt.negative']
const TYPES = [...SEEN.map((status) => `document.${status}`), ...ANSWERED]

/** How late a dashboard may be, besides the time that reading takes. */
const EVERY_MS = 1_500
const HOUR_MS = 3_600_000

const addFigures = addToRows(
  'figures',
  {
    organization: 'uuid',
    measure: 'text',
    hour: 'timestamptz',
    side: 'text',
    partner: 'uuid',
    unit: 'text',
    type: 'text',
    mode: 'text',
    bucket: 'int',
    n: 'bigint',
  },
  'n',
)

interface Counted {
  organization: string
  measure: string
  hour: Date
  side: string
  partner: string | null
  agreement: string | null
  type: string
  mode: string
  bucket: number
  n: number
}

/**
 * Counts what dashboards show, behind the exchange: nothing is written where documents are accepted. A document counts for a side
 * by the event whose transaction made it visible to that side, and in the hour in which it arrived.
 */
export function figureReader({
  database,
  directory,
}: Pick<Grid, 'database'> & { directory: Pick<Directory, 'agreement'> }): EventCounter {
  const unit = (id: string | null) => {
    const agreement = id === null ? undefined : directory.agreement(id)
    return agreement === undefined ? '' : unitIn(agreement.settings)
  }
  return {
    name: 'figures',
    everyMs: EVERY_MS,
    async count(behind, upTo) {
      const { rows } = await database.pool.query({ name: 'count events', text: EVENTS, values: [behind, upTo, TYPES] })
      const alike = rows as Alike[]
      const others = alike.filter(({ first }) => !first)
      const answers = (is: boolean) => others.filter(({ type }) => ANSWERED.includes(type) === is)
      const looked = await Promise.all([
        look(database, 'documents', answers(false)),
        look(database, 'answers', answers(true)),
      ])
      const counted = [...alike.filter(({ first }) => first).flatMap(sidesOf), ...looked.flat()]
      return { rows: counted.map(({ agreement, ...row }) => addFigures({ ...row, unit: unit(agreement) })) }
    },
  }
}

/** Events that say the same. */
interface Alike {
  type: string
  organizations: string[]
  /** Hours since the epoch. */
  hour: number
  agreement: string | null
  kind: string | null
  mode: string | null
  /** Of a document that goes on as it came: those named see it by this event, its sender and its receiver. */
  first: boolean
  n: number
  /** Null of what is first. */
  seqs: string[] | null
}

/** Ids begin with their milliseconds. */
const MS_OF = (id: string) => `('x' || translate(left(${id}::text, 13), '-', ''))::bit(48)::bigint`

const FIRST = `(said->'first' is not null)`

/**
 * Nearly all are first and tell everything: a document that goes on as it came is counted without being looked at. What they say is
 * taken apart once (`offset 0`), not for each of its fields.
 */
const EVENTS = `select type, organizations, ${MS_OF('subject')} / ${HOUR_MS} as hour, said->>'agreement' as agreement,
    said->>'type' as kind, said->>'mode' as mode, ${FIRST} as first, count(*)::int as n, case when not ${FIRST} then array_agg(seq) end as seqs
  from (select type, organizations, subject, seq, data::jsonb as said from events
    where seq > $1 and seq <= $2 and type = any($3::text[]) offset 0) as e group by 1, 2, 3, 4, 5, 6, 7`

function sidesOf({ organizations: [sender, receiver = sender], hour, agreement, kind, mode, n }: Alike): Counted[] {
  const shared = {
    measure: 'documents',
    hour: new Date(hour * HOUR_MS),
    agreement,
    type: kind!,
    mode: mode!,
    bucket: 0,
    n,
  }
  const sent = { ...shared, organization: sender!, side: 'sent', partner: receiver! }
  return receiver === sender
    ? [sent]
    : [sent, { ...shared, organization: receiver!, side: 'received', partner: sender! }]
}

async function look({ pool }: Grid['database'], what: keyof typeof OTHERS, of: Alike[]): Promise<Counted[]> {
  if (of.length === 0) return []
  const seqs = of.flatMap(({ seqs }) => seqs!)
  return (await pool.query({ name: `count ${what}`, text: OTHERS[what], values: [seqs] })).rows
}

const HOUR = (moment: string) => `date_bin('1 hour', ${moment}, 'epoch')`

const ARRIVED = `to_timestamp(${MS_OF('d.id')} / 1000.0)`

/** Who of those named sees it by this very event: asked of each by its key, never of all that there are. */
const DOCUMENTS = `select o as organization, 'documents' as measure, ${HOUR(ARRIVED)} as hour,
    case when o = d.sender then 'sent' else 'received' end as side,
    case when o = d.sender then d.receiver else d.sender end as partner, d.agreement, d.type, d.mode, 0 as bucket, count(distinct d.id)::int as n
  from events e join documents d on d.id = e.subject cross join unnest(e.organizations) as o
    cross join lateral (select from document_sides v where v.organization = o and v.document = e.subject and v.at = e.at offset 0) v
  where e.seq = any($1::bigint[]) group by 1, 3, 4, 5, 6, 7, 8`

/** The receipt that this very transaction settled: what came beside it settles nothing. */
const ANSWERS = `select s.organization, 'answered' as measure, ${HOUR('e.at')} as hour, s.side, s.partner, d.agreement, coalesce(d.type, '') as type, v.mode,
    round(4 * log(2, greatest(extract(epoch from r.at - v.sent_at), 0.01)::numeric))::int as bucket, count(distinct r.id)::int as n
  from events e join deliveries v on v.interchange = e.subject and v.purpose = 'documents' and v.sent_at is not null
    join receipts r on r.delivery = v.id and r.level = 'technical' and r.settles and r.state in ('positive', 'negative') and r.at = e.at
    left join lateral (select type, agreement from documents where outgoing = v.interchange limit 1) d on true
    cross join lateral (values (v.sender, 'sent', v.receiver), (v.receiver, 'received', v.sender)) as s (organization, side, partner)
  where e.seq = any($1::bigint[]) group by 1, 3, 4, 5, 6, 7, 8, 9`

const OTHERS = { documents: DOCUMENTS, answers: ANSWERS }
