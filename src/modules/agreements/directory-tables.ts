import type { Watch } from '../../edi/x12/watching.ts'
import type { Database } from '../../platform/database.ts'
import type { OpeningHours } from '../../platform/opening-hours.ts'
import { type PlannedGuides, planGuides } from '../guides/planning.ts'
import { routingOf, watchOf } from './directory-rules.ts'
import type { Channel, Organization } from './lookup.ts'
import {
  type AgreementRow,
  type Dated,
  type DatedAgreement,
  type DefaultsRow,
  mergedAgreements,
  type Span,
  span,
} from './merging.ts'
import { openingHours, PLACES, type PlaceRow } from './opening-hours.ts'
import type { Rule } from './rules.ts'

/** What the directory answers from. */
export interface DirectoryTables {
  identifiers: Map<string, (Dated & { owner: string })[]>
  agreements: Map<string, DatedAgreement[]>
  /** Keys with an agreement that this program cannot read: nothing stands in for it. */
  unreadable: Set<string>
  /** As it is now; where it does not hold now, as it was or will be. */
  agreementById: Map<string, DatedAgreement>
  /** In pieces, where what they lie upon changes. */
  pieces: Map<string, DatedAgreement[]>
  /** The grid's rules, by mode. */
  routing: Map<string, Rule[]>
  /** Where readers have to look for all rules and approvals there are; null: nowhere. */
  watch: Watch | null
  /** What an organization is called, by scheme and mode. */
  called: Map<string, (Dated & { qualifier: string; value: string })[]>
  /** By who speaks, for whom, and mode. */
  speaking: Map<string, Dated[]>
  channels: Map<string, Channel>
  /** Open ones by owner and name. */
  named: Map<string, Channel>
  /** The way in or out of an organization by kind. */
  ways: Map<string, Channel>
  /** What agreements hold documents against, by how they name it. */
  guides: PlannedGuides
  organizations: Map<string, Organization>
  slugs: Map<string, Organization>
  openingHours: Map<string, OpeningHours>
}

export const key = (...parts: string[]) => parts.join('\u0000')

/** Reads everything, as of one moment. Agreements that did not change since `before` stay the same objects. */
export async function readTables(
  database: Database,
  before: DirectoryTables | undefined,
  failed: (error: unknown) => void,
): Promise<DirectoryTables> {
  const found = await readRows(database)
  const organizations = new Map(found.organizations.map((row) => [row.id, row]))
  const active = (id: string) => organizations.get(id)?.status === 'active'
  const tables: DirectoryTables = {
    identifiers: new Map(),
    agreements: new Map(),
    unreadable: new Set(),
    agreementById: new Map(),
    pieces: new Map(),
    routing: routingOf(found.defaults, failed),
    watch: null,
    called: new Map(),
    speaking: new Map(),
    named: new Map(),
    channels: new Map(found.channels.map(({ ended: _, ...channel }) => [channel.id, channel])),
    ways: new Map(),
    guides: new Map(),
    organizations,
    slugs: new Map(found.organizations.map((row) => [row.slug, row])),
    openingHours: openingHours(found.places),
  }
  for (const { speaker, organization, mode, ...dates } of found.speaking) {
    if (active(speaker)) add(tables.speaking, key(speaker, organization, mode), span(dates))
  }
  for (const { organization, scheme, qualifier, value, mode, ...dates } of found.identifiers) {
    if (!active(organization)) continue
    add(tables.identifiers, key(scheme, qualifier, value, mode), { ...span(dates), owner: organization })
    add(tables.called, key(organization, scheme, mode), { ...span(dates), qualifier, value })
  }
  const merged = mergedAgreements(found.agreements, found.defaults, before?.pieces, failed)
  const named = merged.flatMap(({ pieces }) => pieces.flatMap(({ settings: { guide } }) => guide ?? []))
  tables.guides = await planGuides(database.pool, new Set(named), before?.guides, failed)
  for (const { row, pieces } of merged) {
    if (pieces.length === 0 || !pieces.every((piece) => hasGuide(tables.guides, piece))) {
      tables.unreadable.add(key(row.sender, row.receiver, row.type, row.mode))
      continue
    }
    tables.pieces.set(row.id, pieces)
    for (const piece of pieces) {
      const { sender, receiver, type, mode } = piece
      const known = tables.agreementById.get(row.id)
      if (!known || (piece.from <= found.at && known.until <= found.at)) tables.agreementById.set(row.id, piece)
      if (active(sender) && active(receiver)) add(tables.agreements, key(sender, receiver, type, mode), piece)
    }
  }
  for (const { id, organization, direction, kind, ended } of found.channels) {
    const way = key(organization, direction, kind)
    if (!ended && active(organization))
      tables.named.set(key(organization, tables.channels.get(id)!.name), tables.channels.get(id)!)
    if (!ended && active(organization) && !tables.ways.has(way)) tables.ways.set(way, tables.channels.get(id)!)
  }
  const ofAgreements = [...tables.pieces.values()].flatMap((pieces) => pieces.map((piece) => piece.settings))
  tables.watch = watchOf([...tables.routing.values()].flat(), ofAgreements)
  return tables
}

/** Nothing goes on unjudged: an agreement whose guide this program cannot read is as one that it cannot read itself. */
const hasGuide = (guides: PlannedGuides, { settings: { guide } }: DatedAgreement) => guide === null || guides.has(guide)

interface Rows {
  /** Milliseconds since 1970, by the database. */
  at: number
  defaults: DefaultsRow[]
  identifiers: (Span & { organization: string; scheme: string; qualifier: string; value: string; mode: string })[]
  agreements: AgreementRow[]
  speaking: (Span & { speaker: string; organization: string; mode: string })[]
  channels: (Channel & { ended: boolean })[]
  organizations: Organization[]
  places: PlaceRow[]
}

const SPAN = `extract(epoch from nullif(valid_from, '-infinity')) * 1000 as "from",
  extract(epoch from nullif(valid_until, 'infinity')) * 1000 as until`

/** One statement, hence one snapshot: an agreement never comes without its channel. What ended a day ago is left out. */
async function readRows({ pool }: Database): Promise<Rows> {
  const all = (query: string) => `(select coalesce(json_agg(r), '[]') from (${query}) r)`
  const { rows } = await pool.query(`select extract(epoch from now()) * 1000 as at,
    ${all('select organization, scope, mode, content, version from agreement_defaults')} as defaults,
    ${all(`select speaker, organization, mode, ${SPAN} from speaks_for where valid_until > now() - interval '1 day'`)} as speaking,
    ${all(`select organization, scheme, qualifier, value, mode, ${SPAN} from identifiers where valid_until > now() - interval '1 day'`)} as identifiers,
    ${all(`select id, sender, receiver, document_type as type, mode, channel, settings, version, ${SPAN} from agreements`)} as agreements,
    ${all('select id, organization, name, direction, kind, mode, connection, settings, ended_at is not null as ended from channels order by id')} as channels,
    ${all('select id, slug, name, status from organizations')} as organizations,
    ${all(PLACES)} as places`)
  return rows[0]
}

function add<T>(map: Map<string, T[]>, name: string, row: T): void {
  const rows = map.get(name)
  if (rows) rows.push(row)
  else map.set(name, [row])
}
