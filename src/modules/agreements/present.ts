import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { isoOf } from '../../platform/span.ts'
import { maySeeWayOut } from './policy.ts'
import type { AgreementRow } from './queries.ts'

const party = z.object({ id: z.uuid(), slug: z.string() })

export const agreementAnswer = z.object({
  id: z.uuid(),
  sender: party,
  receiver: party,
  type: z.string(),
  mode: z.string(),
  channel: z
    .object({ id: z.uuid(), name: z.string() })
    .nullable()
    .meta({ description: 'The way out to the receiver; null for the sender, whom it does not concern' }),
  settings: z.record(z.string(), z.unknown()),
  from: z.iso.datetime().nullable().meta({ description: 'Null: from the beginning' }),
  until: z.iso.datetime().nullable().meta({ description: 'Null: without end' }),
  version: z.int(),
  createdAt: z.iso.datetime(),
})

export function presentAgreement(actor: Actor, row: AgreementRow): z.infer<typeof agreementAnswer> {
  const { id, mode, settings, version } = row
  return {
    id,
    sender: { id: row.sender, slug: row.sender_slug },
    receiver: { id: row.receiver, slug: row.receiver_slug },
    type: row.document_type,
    mode,
    channel: maySeeWayOut(actor, row) ? { id: row.channel, name: row.channel_name } : null,
    settings,
    from: isoOf(row.valid_from),
    until: isoOf(row.valid_until),
    version,
    createdAt: row.created_at.toISOString(),
  }
}
