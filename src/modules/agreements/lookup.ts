import type { Watch } from '../../edi/x12/watching.ts'
import type { Database } from '../../platform/database.ts'
import type { OpeningHours } from '../../platform/opening-hours.ts'
import { type DirectoryTables, key, readTables } from './directory-tables.ts'
import type { Dated } from './merging.ts'
import type { Rule } from './rules.ts'
import type { AgreementSettings } from './settings.ts'

export interface Channel {
  id: string
  organization: string
  name: string
  direction: 'in' | 'out'
  kind: 'sftp-home' | 'api' | 'https' | 'sftp' | 's3'
  mode: 'test' | 'production' | null
  /** For kinds that need one. */
  connection: string | null
  settings: Record<string, unknown>
}

export interface Agreement {
  id: string
  sender: string
  receiver: string
  type: string
  mode: string
  channel: string
  version: number
  /** The versions of what it lies upon: with its own they say by what exactly a document was decided. */
  upon: Record<string, number>
  /** What holds: its own word over those below it. */
  settings: AgreementSettings
}

export interface Organization {
  id: string
  slug: string
  name: string
  status: string
}

/** What somebody is called on the wire. */
export interface Called {
  scheme: string
  qualifier: string
  value: string
  mode: string
}

/**
 * The read side of partners and agreements, whole in memory: every question is answered at once. An organization that is not
 * active is nobody here: it has no identifiers, agreements and ways, only its name.
 */
export interface Directory {
  ownerOf(called: Called, at: Date): string | undefined
  /**
   * Those of exactly this type, else those for any type. More than one is for a person to settle. As long as an agreement is
   * not changed it is the same object, however often the directory is read again.
   */
  agreementsFor(parties: { sender: string; receiver: string; mode: string }, type: string, at: Date): Agreement[]
  agreement(id: string): Agreement | undefined
  /** Those whose documents are of units of this name, also where they do not hold now. */
  agreementsOf(unit: string): Agreement[]
  /** The grid's rules of routing, in order. */
  routing(mode: string): readonly Rule[]
  /** Where readers have to look for the sake of rules. */
  watch(): Watch | null
  /** What an organization is called now by this scheme, where it is. */
  calledAs(
    organization: string,
    scheme: string,
    mode: string,
    at: Date,
  ): { qualifier: string; value: string } | undefined
  /** Whether the channels of one may carry envelopes of the other. */
  maySpeak(speaker: string, organization: string, mode: string, at: Date): boolean
  /** An open one by its name. */
  channelNamed(organization: string, name: string): Channel | undefined
  /** Closed ones too: what is on its way by them goes on. */
  channel(id: string): Channel | undefined
  /** The oldest open one of this kind. */
  channelOf(organization: string, direction: 'in' | 'out', kind: Channel['kind']): Channel | undefined
  organization(id: string): Organization | undefined
  organizationBySlug(slug: string): Organization | undefined
  /** Of a unit, where it is known, else of the organization; undefined: always open. */
  openingHours(organization: string, unit?: string): OpeningHours | undefined
}

export interface OpenDirectory extends Directory {
  /** Resolves when everything committed before the call is seen. */
  reload(): Promise<void>
  close(): Promise<void>
}

const RELOAD_EVERY_MS = 30_000

/** Loads the directory and keeps it fresh: at the notification `directory`, and at least each 30 s. */
export async function openDirectory(database: Database, failed: (error: unknown) => void): Promise<OpenDirectory> {
  let tables: DirectoryTables | undefined
  let reading: Promise<void> = Promise.resolve()
  // One after the other: an older answer must not overtake a newer one.
  const reload = (): Promise<void> => {
    const next = reading.then(async () => {
      tables = await readTables(database, tables, failed)
    })
    reading = next.catch(() => {})
    return next
  }
  const refresh = () => void reload().catch(failed)
  // Listens before it reads, so that no change falls between the two.
  const listening = await database.listen('directory', refresh)
  await reload()
  const timer = setInterval(refresh, RELOAD_EVERY_MS)
  const answers = asking(() => tables!)
  return {
    ...answers,
    reload,
    async close() {
      clearInterval(timer)
      await listening.stop()
      await reading
    },
  }
}

function asking(now: () => DirectoryTables): Directory {
  return {
    ownerOf: ({ scheme, qualifier, value, mode }, at) =>
      current(now().identifiers.get(key(scheme, qualifier, value, mode)), at)[0]?.owner,
    agreementsFor({ sender, receiver, mode }, type, at) {
      const exactly = key(sender, receiver, type, mode)
      if (now().unreadable.has(exactly)) return NONE
      const exact = current(now().agreements.get(exactly), at)
      return exact.length > 0 ? exact : current(now().agreements.get(key(sender, receiver, '*', mode)), at)
    },
    routing: (mode) => now().routing.get(mode) ?? NONE,
    watch: () => now().watch,
    calledAs: (organization, scheme, mode, at) => current(now().called.get(key(organization, scheme, mode)), at)[0],
    maySpeak: (speaker, organization, mode, at) =>
      current(now().speaking.get(key(speaker, organization, mode)), at).length > 0,
    channelNamed: (organization, name) => now().named.get(key(organization, name)),
    agreement: (id) => now().agreementById.get(id),
    agreementsOf: (unit) => [...now().agreementById.values()].filter(({ settings }) => unitIn(settings) === unit),
    channel: (id) => now().channels.get(id),
    channelOf: (organization, direction, kind) => now().ways.get(key(organization, direction, kind)),
    organization: (id) => now().organizations.get(id),
    organizationBySlug: (slug) => now().slugs.get(slug),
    openingHours: (organization, unit = '') =>
      now().openingHours.get(`${organization} ${unit}`) ?? now().openingHours.get(`${organization} `),
  }
}

const NONE: never[] = []

/** `receiver/north`: the receipts are due by that unit's opening hours, so its documents. Empty: of no unit. */
export function unitIn({ expect }: AgreementSettings): string {
  return expect.calendar.split('/')[1] ?? ''
}

function current<T extends Dated>(rows: T[] | undefined, at: Date): T[] {
  if (!rows) return NONE
  const now = at.getTime()
  return rows.length === 1 && rows[0]!.from <= now && now < rows[0]!.until
    ? rows
    : rows.filter((row) => row.from <= now && now < row.until)
}
