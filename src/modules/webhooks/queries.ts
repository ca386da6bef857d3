import type { Kysely, Selectable } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Tables } from '../../platform/tables.ts'

export type Webhook = Selectable<Tables['webhooks']>
export type WebhookMessage = Selectable<Tables['webhook_messages']> & { type: string }

export function listWebhooks(database: Kysely<Tables>, actor: Actor): Promise<Webhook[]> {
  let query = database.selectFrom('webhooks').selectAll().where('ended_at', 'is', null).orderBy('name')
  if (actor.organization !== null) query = query.where('organization', '=', actor.organization)
  return query.execute()
}

export function findWebhook(database: Kysely<Tables>, id: string): Promise<Webhook | undefined> {
  return database.selectFrom('webhooks').selectAll().where('id', '=', id).executeTakeFirst()
}

/** What a webhook was told, the newest first. */
export function listMessages(
  database: Kysely<Tables>,
  webhook: string,
  page: { status?: string | undefined; before?: string | undefined; limit: number },
): Promise<WebhookMessage[]> {
  let query = database
    .selectFrom('webhook_messages')
    .innerJoin('events', 'events.seq', 'webhook_messages.seq')
    .selectAll('webhook_messages')
    .select('events.type')
    .where('webhook', '=', webhook)
    .orderBy('webhook_messages.id', 'desc')
    .limit(page.limit)
  if (page.status !== undefined) query = query.where('status', '=', page.status)
  if (page.before !== undefined) query = query.where('webhook_messages.id', '<', page.before)
  return query.execute()
}
