import type { Grid } from '../../grid.ts'
import type { EventReader } from '../../platform/readers.ts'
import { addToRows } from '../../platform/rows.ts'
import { type Directory, unitIn } from '../agreements/lookup.ts'

/** What a document is at first; each is told by the transaction that made it visible to a side. */
const SEEN = ['released', 'recognised', 'invalid', 'suspended', 'held', 'unapproved', 'quarantined', 'declined']
const ANSWERED = ['receipt.positive', 'receipt.negative']
const TYPES = [...SEEN.map((status) => `document.${status}`), ...ANSWERED]

/** How late a dashboard may be, besides the time that reading takes. */
const EVERY_MS = 1_500
const BATCH_MAX = 2_000

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
}: Pick<Grid, 'database'> & { directory: Pick<Directory, 'agreement'> }): EventReader {
  return {
    name: 'figures',
    types: async () => TYPES,
    everyMs: EVERY_MS,
    batchMax: BATCH_MAX,
    async read(events) {
      const answers = events.filter(({ type }) => ANSWERED.includes(type)).map(({ seq }) => seq)
      const others = events.filter(({ type }) => !ANSWERED.includes(type)).map(({ seq }) => seq)
      const [documents, answered] = await Promise.all([
        others.length === 0
          ? NONE
          : database.pool.query({ name: 'count documents', text: DOCUMENTS, values: [others] }),
        answers.length === 0 ? NONE : database.pool.query({ name: 'count answers', text: ANSWERS, values: [answers] }),
      ])
      const unit = (id: string | null) => {
        const agreement = id === null ? undefined : directory.agreement(id)
        return agreement === undefined ? '' : unitIn(agreement.settings)
      }
      const counted = [...documents.rows, ...answered.rows] as Counted[]
      return { rows: counted.map(({ agreement, ...row }) => addFigures({ ...row, unit: unit(agreement) })) }
    },
  }
}

const NONE = { rows: [] }

const HOUR = (moment: string) => `date_bin('1 hour', ${moment}, 'epoch')`

/** Ids begin with their milliseconds. */
const ARRIVED = `to_timestamp(('x' || translate(left(d.id::text, 13), '-', ''))::bit(48)::bigint / 1000.0)`

const DOCUMENTS = `select v.organization, 'documents' as measure, ${HOUR(ARRIVED)} as hour,
    case when v.organization = d.sender then 'sent' else 'received' end as side,
    case when v.organization = d.sender then d.receiver else d.sender end as partner, d.agreement, d.type, d.mode, 0 as bucket, count(distinct d.id)::int as n
  from events e join documents d on d.id = e.subject
    join document_sides v on v.organization = any(e.organizations) and v.at = e.at and v.document = e.subject
  where e.seq = any($1::bigint[]) group by 1, 3, 4, 5, 6, 7, 8`

/** The receipt that this very transaction settled: what came beside it settles nothing. */
const ANSWERS = `select s.organization, 'answered' as measure, ${HOUR('e.at')} as hour, s.side, s.partner, d.agreement, coalesce(d.type, '') as type, v.mode,
    round(4 * log(2, greatest(extract(epoch from r.at - v.sent_at), 0.01)::numeric))::int as bucket, count(distinct r.id)::int as n
  from events e join deliveries v on v.interchange = e.subject and v.purpose = 'documents' and v.sent_at is not null
    join receipts r on r.delivery = v.id and r.level = 'technical' and r.settles and r.state in ('positive', 'negative') and r.at = e.at
    left join lateral (select type, agreement from documents where outgoing = v.interchange limit 1) d on true
    cross join lateral (values (v.sender, 'sent', v.receiver), (v.receiver, 'received', v.sender)) as s (organization, side, partner)
  where e.seq = any($1::bigint[]) group by 1, 3, 4, 5, 6, 7, 8, 9`
