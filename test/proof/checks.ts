import type { Pool } from 'pg'
import { ENDING } from './left.ts'
import { partnerChecks } from './partner-checks.ts'
import type { Partner } from './partners.ts'
import type { Round } from './plan.ts'
import type { Progress } from './progress.ts'
import { gridKills } from './rounds.ts'
import { filesOf, RECEIVERS, SENDERS, type Sending } from './senders.ts'
import type { Sink } from './sink.ts'

/** What was counted outside the grid. */
export interface Counted {
  pool: Pool
  progress: Progress
  sink: Sink
  accepted: Sending['accepted']
  plan: Round[]
  partners: Partner[]
}

export interface Row {
  what: string
  found: number
  /** Empty: only told. */
  wanted: string
  fits: boolean
}

export interface Check {
  what: string
  /** A number, or the statement that counts it. */
  found(of: Counted): number | string | Promise<number>
  equals?(of: Counted): number
  atMost?(of: Counted): number
}

const RESUMES_WITHIN_MS = 2_000
const kills = ({ progress }: Counted) => progress.gridKills + progress.postgresKillsDone + progress.interruptions
const repeated = ({ sink }: Counted) => [...sink.posts.values()].reduce((sum, times) => sum + times.length - 1, 0)
const repeatedMost = ({ sink }: Counted) => Math.max(0, ...[...sink.posts.values()].map((times) => times.length - 1))
/** So late may the receiver see a post that was on its way at the end of its sender. */
const ON_ITS_WAY_MS = 1_000
/** Each post but the first must follow an end of the grid or its Postgres that came after the post before it. */
const unexplained = ({ sink, progress }: Counted) =>
  [...sink.posts.values()]
    .flatMap((times) => times.slice(1).map((at, index) => ({ before: times[index]!, at })))
    .filter(({ before, at }) => !progress.ends.some(([from, to]) => before < to + ON_ITS_WAY_MS && from < at)).length
const outgoing = ({ accepted }: Counted) => accepted.interchanges
const posted = ({ accepted }: Counted) => filesOf(accepted, ({ receiver }) => RECEIVERS[receiver] === 'https')
const toFern = ({ accepted }: Counted) => filesOf(accepted, ({ receiver }) => receiver === 'FERN')
/** By the number in their BGM. */
const translated = ({ sink }: Counted) =>
  new Set([...sink.posts.keys()].flatMap((post) => /^\/fern .* (T\d-\d+)$/.exec(post)?.[1] ?? [])).size
const none = () => 0

const CHECKS: Check[] = [
  {
    what: 'kill points hit',
    found: ({ progress }) => progress.pointsHit.length,
    equals: ({ plan }) => plan.filter(({ point }) => point !== undefined).length,
  },
  {
    what: 'kills of the grid',
    found: ({ progress }) => progress.gridKills,
    equals: ({ plan }) => plan.reduce((sum, round) => sum + gridKills(round), 0),
  },
  {
    what: 'kills of Postgres',
    found: ({ progress }) => progress.postgresKillsDone,
    equals: ({ progress }) => progress.postgresKills,
  },
  {
    what: 'seconds that Postgres was away in one go',
    found: ({ progress }) => Math.round(progress.awayForMs / 1_000),
    equals: ({ progress }) => Math.round(progress.awayMs / 1_000),
  },
  { what: 'files accepted', found: ({ accepted }) => accepted.interchanges },
  { what: 'files sent again after a cut or a refusal', found: ({ accepted }) => accepted.repeats },
  { what: 'files not answered within 10 s', found: ({ accepted }) => accepted.hung, equals: none },
  {
    what: 'files known as repeats by their number',
    found: () => `select count(*) as n from interchanges where direction = 'in' and status = 'duplicate'`,
    atMost: ({ accepted, progress }) => accepted.repeats + progress.interruptions * SENDERS.length,
  },
  {
    what: 'files processed',
    found: () => `select count(*) as n from interchanges where direction = 'in' and status = 'processed'`,
    equals: outgoing,
  },
  {
    what: 'files in another state',
    found: () =>
      `select count(*) as n from interchanges where direction = 'in' and status not in ('processed', 'duplicate')`,
    equals: none,
  },
  {
    what: 'documents in all',
    found: () => 'select count(*) as n from documents',
    equals: ({ accepted }) => accepted.documents,
  },
  {
    what: 'documents completed',
    found: () => `select count(*) as n from documents where status = 'completed'`,
    equals: ({ accepted }) => accepted.documents,
  },
  {
    what: 'different order numbers among them',
    found: () => 'select count(distinct business_key) as n from documents',
    equals: ({ accepted }) => accepted.documents,
  },
  { what: 'keys at the receivers', found: ({ sink }) => sink.posts.size, equals: posted },
  {
    what: 'file names at the receivers',
    found: ({ sink }) =>
      new Set([...sink.posts.keys()].map((line) => /^(\S+) \S+ (\S+)/.exec(line)!.slice(1).join())).size,
    equals: posted,
  },
  { what: 'orders as EDIFACT at their receiver, all different', found: translated, equals: toFern },
  {
    what: 'translations kept, of one document each',
    found: () =>
      'select case when count(*) = count(distinct document) then count(*) else -1 end as n from document_translations',
    equals: toFern,
  },
  { what: 'posts repeated under the same key', found: repeated },
  { what: 'of one key, at most', found: repeatedMost, atMost: kills },
  { what: 'repeats that no kill explains', found: unexplained, equals: none },
  { what: 'posts with other bytes than announced', found: ({ sink }) => sink.damaged, equals: none },
  {
    what: '997s in the outbox',
    found: () => `select count(*) as n from deliveries where purpose = 'acknowledgement' and status = 'sent'`,
    equals: outgoing,
  },
  {
    what: 'interchanges archived',
    found: () => 'select count(*) as n from archived where put_at is not null',
    equals: outgoing,
  },
  {
    what: 'control numbers used twice',
    found: () =>
      'select count(*) as n from (select 1 from deliveries group by sender, receiver, mode, control_number having count(*) > 1) x',
    equals: none,
  },
  {
    // At our doors a sender waits for its answer before it sends the next file: within each, arrival and number keep that order.
    what: 'orders numbered out of the order of arrival',
    found: () =>
      `select count(*) as n from (select i.control_number,
        lag(i.control_number) over (partition by split_part(d.business_key, '-', 1) order by d.business_key) as before
        from documents d join interchanges i on i.id = d.outgoing
        join interchanges o on o.id = d.interchange join channels c on c.id = o.channel
        where c.kind in ('api', 'sftp-home')) x where before > control_number`,
    equals: none,
  },
  {
    what: 'strict posts out of the order of arrival',
    found: ({ sink }) =>
      [...Map.groupBy(sink.inOrder, (po) => po.slice(0, 2)).values()]
        .map((of) => of.filter((po, at) => at > 0 && po < of[at - 1]!).length)
        .reduce((sum, one) => sum + one, 0),
    equals: none,
  },
  { what: 'jobs left', found: () => `select count(*) as n from jobs where ${ENDING}`, equals: none },
  {
    what: 'work items',
    found: () => `select count(*) as n from work_items where close_reason is distinct from 'a look went through again'`,
    equals: none,
  },
  {
    what: 'gaps in event numbers',
    found: () => 'select coalesce(max(seq), 0) - count(*) as n from events',
    equals: none,
  },
  {
    what: 'sides of documents that dashboards miss or count twice',
    found: () => `select coalesce(sum(abs(coalesce(s.n, 0) - coalesce(f.n, 0))), 0)::int as n
      from (select organization, count(*) as n from document_sides group by 1) s
      full join (select organization, sum(n) as n from figures where measure = 'documents' group by 1) f using (organization)`,
    equals: none,
  },
  { what: 'interruptions of the proof itself', found: ({ progress }) => progress.interruptions },
  { what: 'kills that left claimed work', found: ({ progress }) => progress.resumedMs.length },
  {
    what: 'ms from ready until it is taken up, at most',
    found: ({ progress }) => Math.max(0, ...progress.resumedMs),
    atMost: () => RESUMES_WITHIN_MS,
  },
  {
    what: 'the same after Postgres is back',
    found: ({ progress }) => Math.max(0, ...progress.postgresResumedMs),
    atMost: () => RESUMES_WITHIN_MS,
  },
]

export async function countAll(of: Counted): Promise<Row[]> {
  const rows: Row[] = []
  for (const check of [...CHECKS, ...partnerChecks(of)]) {
    const given = await check.found(of)
    const found = typeof given === 'number' ? given : Number((await of.pool.query(given)).rows[0].n)
    if (check.equals) rows.push({ what: check.what, found, ...compared('=', found, check.equals(of)) })
    else if (check.atMost) rows.push({ what: check.what, found, ...compared('<=', found, check.atMost(of)) })
    else rows.push({ what: check.what, found, wanted: '', fits: true })
  }
  return rows
}

function compared(sign: '=' | '<=', found: number, limit: number): Pick<Row, 'wanted' | 'fits'> {
  return { wanted: `${sign} ${limit}`, fits: sign === '=' ? found === limit : found <= limit }
}

export function tableOf(title: string, rows: Row[]): string {
  const lines = rows.map(
    ({ what, found, wanted, fits }) =>
      `  ${fits ? 'ok  ' : 'FAIL'} ${what.padEnd(48)} ${String(found).padStart(8)} ${wanted}`,
  )
  return [title, ...lines].join('\n')
}
