import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { isoOf } from '../../platform/span.ts'
import { type ActorTold, settingsToldTo } from '../access/told.ts'
import type { LaidAgreement } from './below.ts'
import { effectiveSettings, ORIGINS } from './layers.ts'
import { maySeeWayOut } from './policy.ts'

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
  settings: z.record(z.string(), z.unknown()).meta({ description: 'What holds now, every setting' }),
  said: z.record(z.string(), z.unknown()).meta({ description: 'What this agreement says itself' }),
  origins: z
    .record(z.string(), z.enum([...ORIGINS, 'default']))
    .meta({ description: 'Where each setting comes from, by path' }),
  from: z.iso.datetime().nullable().meta({ description: 'Null: from the beginning' }),
  until: z.iso.datetime().nullable().meta({ description: 'Null: without end' }),
  version: z.int(),
  createdAt: z.iso.datetime(),
})

export function presentAgreement(actor: Actor, row: LaidAgreement): z.infer<typeof agreementAnswer> {
  const { id, mode, settings: said, version } = row
  const merged = effectiveSettings(row.layers)
  const { settings, origins } = 'problem' in merged ? { settings: {}, origins: {} } : merged
  const told = (of: unknown) => settingsToldTo(actor.organization, of)
  return {
    id,
    sender: { id: row.sender, slug: row.sender_slug },
    receiver: { id: row.receiver, slug: row.receiver_slug },
    type: row.document_type,
    mode,
    channel: maySeeWayOut(actor, row) ? { id: row.channel, name: row.channel_name } : null,
    settings: told(settings),
    said: told(said),
    origins: told(origins) as typeof origins,
    from: isoOf(row.valid_from),
    until: isoOf(row.valid_until),
    version,
    createdAt: row.created_at.toISOString(),
  }
}

export const versionsAnswer = z.object({
  items: z.array(z.object({ version: z.int(), content: z.unknown(), actor: z.string(), at: z.iso.datetime() })),
})

/** What each version said; by which way the receiver gets it only to who may see that. */
export function presentVersions(
  rows: { version: number; content: unknown; actor: string; at: Date }[],
  to: { organization: string | null; withWay: boolean; actorOf: ActorTold },
): z.infer<typeof versionsAnswer> {
  const items = rows.map(({ version, content, actor, at }) => ({
    version,
    content: contentToldTo(to, content as Record<string, unknown>),
    actor: to.actorOf(actor),
    at: at.toISOString(),
  }))
  return { items }
}

function contentToldTo(
  { organization, withWay }: { organization: string | null; withWay: boolean },
  content: Record<string, unknown>,
): Record<string, unknown> {
  const settings = settingsToldTo(organization, content['settings'])
  return { ...content, settings, ...(withWay ? {} : { channel: null }) }
}
