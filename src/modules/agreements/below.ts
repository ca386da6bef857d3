import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/tables.ts'
import type { Layer, Origin } from './layers.ts'
import type { AgreementRow } from './queries.ts'

type Database = Kysely<Tables>

/** What an agreement's own settings lie upon. */
interface Lying {
  sender: string
  receiver: string
  document_type: string
  mode: string
  settings: unknown
}

/** With the layers that it lies upon, its own as the last. */
export type LaidAgreement = AgreementRow & { layers: Layer[] }

/** Something that is about to be said: what it would lead to is looked at before it is written. */
export interface Instead {
  key: string
  content: unknown
}

export async function laid<A extends Lying>(
  database: Database,
  rows: A[],
  at: Date,
  instead?: Instead,
): Promise<(A & { layers: Layer[] })[]> {
  const layers = await layersOf(database, rows, at, instead)
  return rows.map((row, n) => ({ ...row, layers: layers[n]! }))
}

/** Of each agreement, in order, the layers that hold at this moment, its own as the last. */
async function layersOf(
  database: Database,
  agreements: readonly Lying[],
  at: Date,
  instead?: Instead,
): Promise<Layer[][]> {
  if (agreements.length === 0) return []
  const sides = [...new Set(agreements.flatMap(({ sender, receiver }) => [sender, receiver]))]
  const defaults = await database
    .selectFrom('agreement_defaults')
    .select(['organization', 'scope', 'mode', 'content'])
    .where((is) => is.or([is('organization', 'is', null), is('organization', 'in', sides)]))
    .execute()
  const pairs = await database
    .selectFrom('agreements')
    .select(['sender', 'receiver', 'mode', 'settings'])
    .where('document_type', '=', '*')
    .where('sender', 'in', sides)
    .where('receiver', 'in', sides)
    .where('valid_from', '<=', at)
    .where('valid_until', '>', at)
    .execute()
  const found = new Map<string, unknown>([
    ...defaults.map((row) => [placeKey(row.scope, row.organization, row.mode), row.content] as const),
    ...pairs.map((row) => [pairKey(row), row.settings] as const),
    ...(instead ? [[instead.key, instead.content] as const] : []),
  ])
  return agreements.map(({ sender, receiver, document_type, mode, settings }) => {
    const below: [Origin, string][] = [
      ['grid', placeKey('grid', null, mode)],
      ['sender', placeKey('sending', sender, mode)],
      ['receiver', placeKey('receiving', receiver, mode)],
    ]
    if (document_type !== '*') below.push(['pair', pairKey({ sender, receiver, mode })])
    const said = below.map(([origin, key]): Layer => ({ origin, said: found.get(key) ?? {} }))
    return [...said, { origin: 'agreement', said: settings }]
  })
}

export function placeKey(scope: string, organization: string | null, mode: string): string {
  return [scope, organization ?? '', mode].join()
}

export function pairKey({ sender, receiver, mode }: { sender: string; receiver: string; mode: string }): string {
  return ['pair', sender, receiver, mode].join()
}
