import { z } from 'zod'
import type { Webhook, WebhookMessage } from './queries.ts'

const moment = z.iso.datetime()

export const webhookAnswer = z.object({
  id: z.uuid(),
  organization: z.uuid().nullable().meta({ description: 'Null: told of all events of the grid' }),
  name: z.string(),
  url: z.string(),
  types: z.array(z.string()),
  pausedAt: moment.nullable(),
  pauseReason: z.string().nullable(),
  version: z.int(),
  createdAt: moment,
  endedAt: moment.nullable(),
})

/** Only the answer to its making, and to a change of its secret, has the secret. */
export const madeWebhookAnswer = webhookAnswer.extend({
  secret: z.string().meta({ description: 'Signs each message (Standard Webhooks); shown this once: keep it now' }),
})

export const messageAnswer = z.object({
  id: z.uuid().meta({ description: 'The `webhook-id` of every attempt' }),
  event: z.int(),
  type: z.string(),
  status: z.enum(['waiting', 'sent', 'failed']),
  attempts: z.int(),
  problem: z.record(z.string(), z.unknown()).nullable(),
  at: moment,
  sentAt: moment.nullable(),
})

export function presentWebhook(row: Webhook): z.infer<typeof webhookAnswer> {
  const { id, organization, name, url, types, version } = row
  return {
    ...{ id, organization, name, url, types, version },
    pausedAt: row.paused_at?.toISOString() ?? null,
    pauseReason: row.pause_reason,
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}

export function presentMessage(row: WebhookMessage): z.infer<typeof messageAnswer> {
  return {
    id: row.id,
    event: Number(row.seq),
    type: row.type,
    status: row.status as 'waiting',
    attempts: row.attempt,
    problem: row.problem,
    at: row.at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
  }
}
