import { hash } from 'node:crypto'
import type { Pool } from 'pg'
import { grouped } from '../../platform/grouped.ts'

/** What came under this identity before. */
export interface KnownIdentity {
  subject: string
  payload: Buffer
  at: Date
}

export interface IdentityKey {
  kind:
    | 'x12-interchange'
    | 'edifact-interchange'
    | 'ubl-document'
    | 'cxml-payload'
    | 'request'
    | 'original'
    | 'correction'
    | 'chain'
  /** Within what the value is unique: a pair and environment, or a channel. */
  scope: string
  value: string
}

/** The scope in which the number of an interchange names one interchange. */
export function numberScope(parties: { sender: string; receiver: string; mode: string }): string {
  return `${parties.sender}:${parties.receiver}:${parties.mode}`
}

const NUMBER_MAX = 200

/** The number as it is kept: no index holds a very long one. */
export const indexed = (number: string) => (number.length > NUMBER_MAX ? hash('sha256', number) : number)

/** Looks up source identities: has this number been here before, and with which bytes? */
export class Identities {
  readonly known: (key: IdentityKey) => Promise<KnownIdentity | undefined>

  constructor(pool: Pool) {
    this.known = grouped(async (keys) => {
      const { rows } = await pool.query({
        name: 'known identities',
        text: `select w.o::int as o, s.subject, s.payload, s.at
          from unnest($1::text[], $2::text[], $3::text[]) with ordinality as w(kind, scope, value, o)
          join source_identities s on s.kind = w.kind and s.scope = w.scope and s.value = w.value`,
        values: [keys.map((key) => key.kind), keys.map((key) => key.scope), keys.map((key) => key.value)],
      })
      const found = new Map(rows.map((row) => [row.o as number, row as KnownIdentity]))
      return keys.map((_, at) => found.get(at + 1))
    })
  }
}
