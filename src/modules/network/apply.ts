import { type Kysely, sql } from 'kysely'
import { LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Grid } from '../../grid.ts'
import { type Actor, actorName } from '../../platform/actor.ts'
import { recordEvents } from '../../platform/events.ts'
import type { Tables } from '../../platform/tables.ts'
import { networkError } from './errors.ts'
import { type Network, networkForm } from './form.ts'

export interface NetworkReport {
  created: string[]
  changed: string[]
}

type Parts = Pick<Grid, 'database' | 'newId'>

/**
 * Brings organizations, identifiers, channels, keys and agreements to what the text says, in one transaction; what the text
 * does not name stays. Applied twice, the second time changes nothing. Every problem of the text is reported at once.
 */
export async function applyNetwork(
  grid: Parts,
  text: string,
  actor: Actor,
  options: { dryRun?: boolean } = {},
): Promise<NetworkReport> {
  const network = readNetwork(text)
  const report: NetworkReport = { created: [], changed: [] }
  try {
    await grid.database.transaction(async (tx) => {
      await sql`select pg_advisory_xact_lock(3, 0)`.execute(tx) // one text at a time
      const applying = new Applying(grid, tx, report)
      await applying.all(network)
      if (options.dryRun) throw new DryRun()
      if (report.created.length + report.changed.length === 0) return
      await recordEvents(tx, [
        {
          type: 'network.applied',
          subjectKind: 'network',
          subject: grid.newId(),
          organizations: [],
          actor: actorName(actor),
          data: { ...report },
        },
      ])
      await sql`select pg_notify('directory', '')`.execute(tx)
    })
  } catch (error) {
    if (!(error instanceof DryRun)) throw error
  }
  return report
}

class DryRun extends Error {}

/** Reads and checks the text. Throws `network-invalid` with every problem, each with its line. */
export function readNetwork(text: string): Network {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const problems = document.errors.map(
    (error) => `line ${error.linePos?.[0].line ?? '?'}: ${error.message.split('\n')[0]}`,
  )
  if (problems.length > 0) throw invalid(problems)
  const read = networkForm.safeParse(document.toJS() ?? {})
  const lineOf = (path: PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length) as string[], true) as
        | { range?: [number, number, number] }
        | undefined
      if (node?.range) return lines.linePos(node.range[0]).line
    }
    return 1
  }
  const issues: z.core.$ZodIssue[] = read.error?.issues ?? []
  for (const issue of issues)
    problems.push(`line ${lineOf(issue.path)}: ${issue.path.join('.') || 'the file'}: ${issue.message}`)
  if (read.data) problems.push(...unresolved(read.data))
  if (problems.length > 0) throw invalid(problems)
  return read.data!
}

function invalid(problems: string[]) {
  return networkError('network-invalid', { count: problems.length, problems: problems.slice(0, 50).join('; ') })
}

function unresolved({ organizations, agreements, regions, calendars }: Network): string[] {
  const problems: string[] = []
  const hosts = Object.entries(organizations).filter(([, one]) => one.role === 'host')
  if (hosts.length > 1)
    problems.push(`organizations: ${hosts.map(([slug]) => slug).join(' and ')} are both host, there is one`)
  for (const [slug, one] of Object.entries(organizations)) {
    if (one.region !== null && !regions.includes(one.region))
      problems.push(`organizations.${slug}.region: "${one.region}" is not among regions`)
    if (one.calendar !== null && !(one.calendar in calendars))
      problems.push(`organizations.${slug}.calendar: "${one.calendar}" is not among calendars`)
  }
  for (const [i, one] of agreements.entries()) {
    for (const side of ['sender', 'receiver'] as const) {
      if (!(one[side] in organizations))
        problems.push(`agreements.${i}.${side}: "${one[side]}" is not among organizations`)
    }
    const way = organizations[one.receiver]?.channels[one.channel]
    if (organizations[one.receiver] && way?.direction !== 'out')
      problems.push(`agreements.${i}.channel: ${one.receiver} has no channel "${one.channel}" that leads out`)
  }
  return problems
}

class Applying {
  readonly #grid: Parts
  readonly #tx: Kysely<Tables>
  readonly #report: NetworkReport
  constructor(grid: Parts, tx: Kysely<Tables>, report: NetworkReport) {
    this.#grid = grid
    this.#tx = tx
    this.#report = report
  }

  // long: one kind of row after the other, in the order in which they refer to each other
  async all(network: Network): Promise<void> {
    const regions = new Map<string, string>()
    const calendars = new Map<string, string>()
    for (const name of network.regions) regions.set(name, await this.#row('regions', { name }, {}, `region ${name}`))
    for (const [name, { hours, holidays }] of Object.entries(network.calendars)) {
      calendars.set(
        name,
        await this.#row('calendars', { name }, { hours: JSON.stringify(hours), holidays }, `calendar ${name}`),
      )
    }
    const channels = new Map<string, string>()
    const ids = new Map<string, string>()
    for (const [slug, one] of Object.entries(network.organizations)) {
      const { name, role, status, locale, timeZone: time_zone } = one
      const values = {
        name,
        role,
        status,
        locale,
        time_zone,
        region: regions.get(one.region ?? '') ?? null,
        calendar: calendars.get(one.calendar ?? '') ?? null,
      }
      const organization = await this.#row('organizations', { slug }, values, `organization ${slug}`)
      ids.set(slug, organization)
      for (const [unit, given] of Object.entries(one.units)) {
        await this.#row(
          'units',
          { organization, slug: unit },
          { name: given.name, time_zone: given.timeZone, region: regions.get(given.region ?? '') ?? null },
          `unit ${slug}/${unit}`,
        )
      }
      for (const called of one.identifiers)
        await this.#row(
          'identifiers',
          { organization, ...called },
          {},
          `identifier ${called.qualifier}/${called.value} of ${slug}`,
        )
      for (const [name, given] of Object.entries(one.channels)) {
        const { direction, kind, mode, settings } = given
        channels.set(
          `${slug}/${name}`,
          await this.#row(
            'channels',
            { organization, name },
            { direction, kind, mode, settings: JSON.stringify(settings) },
            `channel ${slug}/${name}`,
          ),
        )
      }
      for (const line of one.sftpKeys) {
        const [type, blob, ...label] = line.split(' ')
        await this.#row(
          'sftp_credentials',
          { organization, kind: 'key', public_key: `${type} ${blob}` },
          { label: label.join(' ') || 'key' },
          `SFTP key of ${slug}`,
        )
      }
    }
    for (const one of network.agreements) {
      const sides = {
        sender: ids.get(one.sender)!,
        receiver: ids.get(one.receiver)!,
        document_type: one.type,
        mode: one.mode,
      }
      const values = {
        channel: channels.get(`${one.receiver}/${one.channel}`)!,
        settings: JSON.stringify(one.settings),
      }
      await this.#row('agreements', sides, values, `agreement ${one.sender} → ${one.receiver} ${one.type} ${one.mode}`)
    }
  }

  /** Finds the row by its key; makes it, changes it, or leaves it as it is. Returns its id. */
  async #row(
    table: string,
    key: Record<string, unknown>,
    values: Record<string, unknown>,
    what: string,
  ): Promise<string> {
    const where = sql.join(
      Object.entries(key).map(([name, value]) => sql`${sql.ref(name)} = ${value}`),
      sql` and `,
    )
    const differs = Object.entries(values).map(
      ([name, value]) => sql`${sql.ref(name)} is distinct from ${typed(name, value)}`,
    )
    const differ = differs.length > 0 ? sql.join(differs, sql` or `) : sql`false`
    const { rows } = await sql<{
      id: string
      differs: boolean
    }>`select id, (${differ}) as differs from ${sql.table(table)} where ${where}`.execute(this.#tx)
    const found = rows[0]
    if (!found) {
      const id = this.#grid.newId()
      const all = Object.entries({ id, ...key, ...values })
      await sql`insert into ${sql.table(table)} (${sql.join(all.map(([name]) => sql.ref(name)))}) values (${sql.join(all.map(([name, value]) => typed(name, value)))})`.execute(
        this.#tx,
      )
      this.#report.created.push(what)
      return id
    }
    if (found.differs) {
      const sets = Object.entries(values).map(([name, value]) => sql`${sql.ref(name)} = ${typed(name, value)}`)
      if (table === 'organizations' || table === 'channels' || table === 'agreements')
        sets.push(sql`version = version + 1`)
      await sql`update ${sql.table(table)} set ${sql.join(sets)} where id = ${found.id}`.execute(this.#tx)
      this.#report.changed.push(what)
    }
    return found.id
  }
}

const JSON_COLUMNS = new Set(['settings', 'hours'])
const UUID_COLUMNS = new Set(['region', 'calendar', 'channel'])

function typed(name: string, value: unknown) {
  if (JSON_COLUMNS.has(name)) return sql`${value}::jsonb`
  if (UUID_COLUMNS.has(name)) return sql`${value}::uuid`
  if (name === 'holidays') return sql`${value}::date[]`
  return sql`${value}`
}
