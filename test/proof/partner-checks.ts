import { createHash } from 'node:crypto'
import type { Check, Counted } from './checks.ts'
import type { PartnerKind } from './partners.ts'
import { filesOf, RECEIVERS, type Sender } from './senders.ts'

/** Looks and deliveries come later and later while a server is away; then what has gathered is taken one by one. */
const catchesUpWithinS = (awayMs: number) => 60 + (1.5 * awayMs) / 1_000

const DOORS: { called: string; kind: string; doors: Sender['door'][] }[] = [
  { called: 'by HTTPS', kind: 'api', doors: ['http'] },
  { called: 'by our SFTP server', kind: 'sftp-home', doors: ['put', 'rename'] },
  { called: 'from an SFTP server', kind: 'sftp', doors: ['sftp'] },
  { called: 'from a bucket', kind: 's3', doors: ['s3'] },
]

const ORDER = /BEG\*00\*SA\*([^*]+)/
const ORDERS = new RegExp(ORDER, 'g')

const PLACES = { sftp: 'SFTP server', s3: 'bucket' }

/** What holds at the doors, and at the servers of partners that are there. */
export function partnerChecks({ accepted, partners }: Counted): Check[] {
  const doors = DOORS.filter(({ doors }) => filesOf(accepted, ({ door }) => doors.includes(door)) > 0)
  const long = partners.length > 0 ? LONG : []
  return [
    ...doors.map(throughDoor),
    ...partners.flatMap(({ kind }) => [...pickedUp(kind), ...dropped(kind), ...(kind === 'sftp' ? WRITTEN : [])]),
    ...long,
  ]
}

function throughDoor({ called, kind, doors }: (typeof DOORS)[number]): Check {
  return {
    what: `files processed, ${called}`,
    found: () =>
      `select count(*) as n from interchanges i join channels c on c.id = i.channel
        where i.direction = 'in' and i.status = 'processed' and c.kind = '${kind}'`,
    equals: ({ accepted }) => filesOf(accepted, ({ door }) => doors.includes(door)),
  }
}

const peerOf = ({ partners }: Counted, kind: PartnerKind) => partners.find((one) => one.kind === kind)!.peer

function pickedUp(kind: PartnerKind): Check[] {
  const at = `at the ${PLACES[kind]}`
  const sent = ({ accepted }: Counted) => filesOf(accepted, ({ door }) => door === kind)
  const ledger = `from pickups p join channels c on c.id = p.channel where c.kind = '${kind}'`
  return [
    {
      what: `kills of the ${PLACES[kind]}`,
      found: ({ progress }) => progress.partnerKillsDone[kind],
      equals: ({ plan }) => plan.filter(({ what }) => what === kind).length,
    },
    { what: `files left ${at}`, found: async (of) => (await peerOf(of, kind).lying()).length, equals: () => 0 },
    { what: `files moved away ${at}`, found: async (of) => (await peerOf(of, kind).taken()).length, equals: sent },
    { what: 'versions of them in the ledger', found: () => `select count(*) as n ${ledger}`, equals: sent },
    {
      what: 'of them refused, not settled or there still',
      found: () =>
        `select count(*) as n ${ledger} and (p.settled_at is null or p.interchange is null or p.remains is not false)`,
      equals: () => 0,
    },
    {
      // A put that was cut off and repeated may come again after the first was taken: its number tells.
      what: 'taken again since they were put again',
      found: () => `select coalesce(sum(times - 1), 0) as n ${ledger}`,
      atMost: ({ accepted, progress }) => (kind === 's3' ? accepted.repeats + progress.interruptions : 0),
    },
    {
      what: 'of them numbered out of the order of arrival',
      found: () =>
        `select count(*) as n from (select i.receiver, i.control_number,
          lag(i.control_number) over (partition by o.channel, i.receiver order by e.seq, i.control_number) as before
          from (select distinct interchange, outgoing from documents) d
          join interchanges i on i.id = d.outgoing join interchanges o on o.id = d.interchange
          join events e on e.subject = o.id and e.type = 'interchange.received' join channels c on c.id = o.channel
          where c.kind = '${kind}') x where before > control_number`,
      equals: () => 0,
    },
  ]
}

function dropped(kind: PartnerKind): Check[] {
  const at = `dropped at the ${PLACES[kind]}`
  const wanted = (sender: Sender) => RECEIVERS[sender.receiver] === kind
  const sent = ({ accepted }: Counted) => filesOf(accepted, wanted)
  const recorded = `from deliveries d join interchanges i on i.id = d.interchange
    join channels c on c.id = d.channel where c.kind = '${kind}'`
  return [
    { what: `files ${at}`, found: async (of) => (await peerOf(of, kind).dropped()).size, equals: sent },
    {
      what: 'of them with the bytes that were recorded',
      async found(of) {
        const { rows } = await of.pool.query(`select d.name, encode(i.payload, 'hex') as sha256 ${recorded}`)
        const digests = new Map<string, string>(rows.map(({ name, sha256 }) => [name, sha256]))
        const files = [...(await peerOf(of, kind).dropped())]
        return files.filter(([name, bytes]) => createHash('sha256').update(bytes).digest('hex') === digests.get(name))
          .length
      },
      equals: sent,
    },
    {
      what: 'different order numbers in them',
      async found(of) {
        const numbers = new Set<string>()
        for (const bytes of (await peerOf(of, kind).dropped()).values()) {
          for (const [, number] of bytes.toString('latin1').matchAll(ORDERS)) numbers.add(number!)
        }
        return numbers.size
      },
      equals: ({ accepted }) =>
        [...accepted.files].reduce((sum, [one, files]) => sum + (wanted(one) ? files * one.documents : 0), 0),
    },
  ]
}

/** They are named as they were numbered, and go there in strict order, as at the other receiver within each sender. */
const WRITTEN: Check[] = [
  {
    what: 'of them written out of the order of their numbers',
    async found(of) {
      const bytes = await peerOf(of, 'sftp').dropped()
      const names = await of.partners.find(({ kind }) => kind === 'sftp')!.written!()
      const bySender = Map.groupBy(names, (name) =>
        ORDER.exec(bytes.get(name)?.toString('latin1') ?? '')?.[1]?.slice(0, 2),
      )
      return [...bySender.values()].flatMap((names) => names.filter((name, at) => at > 0 && name < names[at - 1]!))
        .length
    },
    equals: () => 0,
  },
  {
    what: 'unfinished files there',
    async found({ partners }) {
      const names = await partners.find(({ kind }) => kind === 'sftp')!.written!()
      return names.filter((name) => name.startsWith('.')).length
    },
    equals: () => 0,
  },
]

const LONG: Check[] = [
  {
    what: 'seconds that both were away in one go, at least',
    found: ({ progress }) => Math.floor(Math.min(progress.partnersAwayForMs, progress.awayMs) / 1_000),
    equals: ({ progress }) => Math.floor(progress.awayMs / 1_000),
  },
  {
    what: 'seconds until all was through that had waited',
    found: ({ progress }) => Math.ceil(progress.caughtUpMs / 1_000),
    atMost: ({ progress }) => catchesUpWithinS(progress.awayMs),
  },
  {
    what: 'work items about it that closed by themselves',
    found: () =>
      `select count(*) as n from work_items where closed_by = 'system' and close_reason = 'a look went through again'`,
    // One for each time that a server was away.
    atMost: ({ partners, progress }) =>
      partners.reduce((sum, { kind }) => sum + progress.partnerKillsDone[kind], partners.length),
  },
]
