import type { Grid } from '../../grid.ts'
import type { RowWrite } from '../../platform/change.ts'
import type { Event, EventReader } from '../../platform/readers.ts'
import { insertRows, updateRows } from '../../platform/rows.ts'
import { readAnswered } from '../exchange/approving/rows.ts'
import { type Matter, type Member, mattersIn, peopleOf } from './facts.ts'
import { isTold, KIND_OF_EVENT, type Person, partnerFor } from './policy.ts'

const insertNotification = insertRows('notifications', {
  id: 'uuid',
  member: 'uuid',
  organization: 'uuid',
  kind: 'text',
  document_type: 'text',
  partner: 'uuid',
  count: 'int',
  subject_kind: 'text',
  subject: 'uuid',
  called: 'text',
  first_at: 'timestamptz',
  at: 'timestamptz',
})
/** One that was read meanwhile counts no further: the reader tries again and begins another. */
const countOn = updateRows(
  'notifications',
  { id: 'uuid', seen: 'int', count: 'int', subject_kind: 'text', subject: 'uuid', called: 'text', at: 'timestamptz' },
  {
    key: ['id'],
    guard: { count: 'seen' },
    set: ['count', 'subject_kind', 'subject', 'called', 'at'],
    where: 't.read_at is null',
  },
)

/** What is of one kind, type and partner within this time is one notification with a count. */
const FOLD_MS = 3_600_000

/** Tells people of what happened, behind the exchange: what waits in the events is read once a second. */
export function notificationReader({ database, newId }: Pick<Grid, 'database' | 'newId'>): EventReader {
  const types = [...Object.keys(KIND_OF_EVENT), ...ANSWERED]
  return {
    name: 'notifications',
    everyMs: 1_000,
    async types() {
      const { rows } = await database.pool.query('select from members where ended_at is null limit 1')
      return rows.length === 0 ? [] : types
    },
    async read(events) {
      const answered = events.filter(({ type }) => ANSWERED.includes(type))
      const [matters, people] = await Promise.all([
        mattersIn(database, stillAsked(events, answered)),
        peopleOf(database),
      ])
      // The answer marks them itself; this is for what was told a moment after it.
      const rows = answered.map(({ subject }) => readAnswered({ document: subject }))
      const told = folded(matters, people)
      if (told.length === 0) return { rows }
      const open = await openOf(database, told)
      return { rows: [...told.map((one) => written(one, open, newId())), ...rows] }
    },
  }
}

/** What ends a request for an approval. */
const ANSWERED = ['approval.given', 'approval.refused', 'approval.void']

/** Without requests that were answered before anybody could be told. */
function stillAsked(events: Event[], answered: Event[]): Event[] {
  const over = new Set(answered.map(({ data }) => data['approval']))
  return events.filter(({ type, data }) => type !== 'approval.requested' || !over.has(data['approval']))
}

interface Telling {
  person: Person
  partner: string | null
  /** The last one. */
  matter: Matter
  firstAt: Date
  count: number
}

interface Open {
  id: string
  member: string
  kind: string
  document_type: string | null
  partner: string | null
  count: number
  first_at: Date
}

/** Each person with what they are told: what is alike is one, however much it is. */
function folded(matters: Matter[], people: Member[]): Telling[] {
  const told = new Map<string, Telling>()
  for (const matter of matters) {
    for (const person of people) {
      if (matter.at < person.since || !isTold(person, matter)) continue
      const partner = partnerFor(person, matter)
      const alike = keyOf(person.id, matter.kind, matter.documentType, partner)
      const { count, firstAt } = told.get(alike) ?? { count: 0, firstAt: matter.at }
      told.set(alike, { person, partner, matter, firstAt, count: count + matter.count })
    }
  }
  return [...told.values()]
}

const keyOf = (...parts: (string | null)[]) => parts.join('\n')

/** What these people were told within the time and have not read, by what it is alike to. */
async function openOf({ pool }: Pick<Grid['database'], 'pool'>, told: Telling[]): Promise<Map<string, Open>> {
  const since = new Date(Math.min(...told.map(({ matter }) => matter.at.getTime())) - FOLD_MS)
  const { rows } = await pool.query<Open>({
    name: 'open notifications',
    text: `select id, member, kind, document_type, partner, count, first_at from notifications
      where member = any($1) and read_at is null and at > $2 and first_at > $2 order by id`,
    values: [[...new Set(told.map(({ person }) => person.id))], since],
  })
  return new Map(rows.map((row) => [keyOf(row.member, row.kind, row.document_type, row.partner), row]))
}

function written({ person, partner, matter, firstAt, count }: Telling, open: Map<string, Open>, id: string): RowWrite {
  const { kind, documentType, subject, called, at } = matter
  const last = { subject_kind: subject.kind, subject: subject.id, called, at }
  const found = open.get(keyOf(person.id, kind, documentType, partner))
  if (found && found.first_at.getTime() > at.getTime() - FOLD_MS)
    return countOn({ id: found.id, seen: found.count, count: found.count + count, ...last })
  const { id: member, organization } = person
  const of = { id, member, organization, kind, document_type: documentType, partner }
  return insertNotification({ ...of, count, first_at: firstAt, ...last })
}
