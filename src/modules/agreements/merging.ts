import { effectiveSettings, type Layer } from './layers.ts'
import type { Agreement } from './lookup.ts'

export interface Dated {
  /** Milliseconds since 1970, or an infinity. */
  from: number
  until: number
}

/** As the database has it: null for an infinity. */
export interface Span {
  from: number | null
  until: number | null
}

export type DatedAgreement = Dated & Agreement
export type AgreementRow = Omit<Agreement, 'settings' | 'upon'> & Span & { settings: unknown }

export interface DefaultsRow {
  organization: string | null
  scope: string
  mode: string
  content: unknown
  version: number
}

interface Merged {
  row: AgreementRow
  /** None: this program does not understand its settings. */
  pieces: DatedAgreement[]
}

/**
 * Lays every agreement upon those below it: the pair's (for any type), the receiver's and the sender's defaults, the grid's.
 * An agreement is cut where the one of the pair begins or ends. A piece stays the same object as long as nothing in it changes.
 */
export function mergedAgreements(
  rows: readonly AgreementRow[],
  defaults: readonly DefaultsRow[],
  before: Map<string, DatedAgreement[]> | undefined,
  failed: (error: unknown) => void,
): Merged[] {
  const standing = new Map(defaults.map((one) => [keyOf(one.scope, one.organization ?? '', one.mode), one]))
  const ofPairs = Map.groupBy(
    rows.filter(({ type }) => type === '*'),
    pairOf,
  )
  return rows.map((row) => {
    const pairs = row.type === '*' ? [] : (ofPairs.get(pairOf(row)) ?? [])
    const known = before?.get(row.id) ?? []
    try {
      return { row, pieces: spansOf(row, pairs).map((dates) => pieceOf(row, dates, pairs, { standing, known })) }
    } catch (error) {
      failed(new Error(`the agreement ${row.id} is left out: its settings cannot be read`, { cause: error }))
      return { row, pieces: [] }
    }
  })
}

export function span({ from, until }: Span): Dated {
  return { from: from ?? Number.NEGATIVE_INFINITY, until: until ?? Number.POSITIVE_INFINITY }
}

function spansOf(row: AgreementRow, pairs: AgreementRow[]): Dated[] {
  const { from, until } = span(row)
  const inside = pairs.map(span).flatMap((pair) => [pair.from, pair.until])
  const cuts = [...new Set(inside.filter((at) => from < at && at < until))].sort((a, b) => a - b)
  const edges = [from, ...cuts, until]
  return edges.slice(1).map((end, at) => ({ from: edges[at]!, until: end }))
}

function pieceOf(
  row: AgreementRow,
  dates: Dated,
  pairs: AgreementRow[],
  from: { standing: Map<string, DefaultsRow>; known: DatedAgreement[] },
): DatedAgreement {
  const { sender, receiver, mode, version } = row
  const pair = pairs.find((one) => span(one).from <= dates.from && dates.from < span(one).until)
  const below = {
    grid: from.standing.get(keyOf('grid', '', mode)),
    sender: from.standing.get(keyOf('sending', sender, mode)),
    receiver: from.standing.get(keyOf('receiving', receiver, mode)),
  }
  const layers: Layer[] = []
  const upon: Record<string, number> = {}
  for (const [origin, one] of Object.entries(below)) {
    if (!one) continue
    upon[origin] = one.version
    layers.push({ origin: origin as keyof typeof below, said: one.content })
  }
  if (pair) {
    upon[pair.id] = pair.version
    layers.push({ origin: 'pair', said: pair.settings })
  }
  const same = from.known.find((one) => sameAs(one, { ...dates, version, upon }))
  if (same) return same
  const merged = effectiveSettings([...layers, { origin: 'agreement', said: row.settings }])
  if ('problem' in merged) throw new Error(merged.problem)
  return { ...row, ...dates, upon, settings: merged.settings }
}

function sameAs(one: DatedAgreement, wanted: Dated & Pick<Agreement, 'version' | 'upon'>): boolean {
  const { from, until, version, upon } = wanted
  if (one.version !== version || one.from !== from || one.until !== until) return false
  const names = Object.keys(upon)
  return names.length === Object.keys(one.upon).length && names.every((name) => one.upon[name] === upon[name])
}

const pairOf = ({ sender, receiver, mode }: AgreementRow) => keyOf(sender, receiver, mode)

const keyOf = (...parts: string[]) => parts.join('\u0000')
