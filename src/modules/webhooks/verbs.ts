import { type Kysely, sql } from 'kysely'
import { type Act, note } from '../../platform/act.ts'
import { httpError } from '../../platform/http/errors.ts'
import { versionMismatch } from '../../platform/http/versions.ts'
import type { Tables } from '../../platform/tables.ts'
import { webhookError } from './errors.ts'
import type { WebhookChange, WebhookForm } from './form.ts'
import { mayManageWebhooksOf } from './policy.ts'
import { findWebhook, type Webhook } from './queries.ts'
import { newSigningSecret } from './signing.ts'

const FORMER_SECRET_HOURS = 24
const REDRIVE_MAX = 10_000

/** Makes a webhook: it is told of events from now on. */
export async function makeWebhook(act: Act, asked: WebhookForm): Promise<{ webhook: Webhook; secret: string }> {
  const organization = asked.organization === undefined ? act.actor.organization : asked.organization
  if (!mayManageWebhooksOf(act.actor, organization)) throw webhookError('webhook-elsewhere')
  if (organization !== null) await expectOrganization(act.tx, organization)
  const id = act.newId()
  const { name, url, types } = asked
  const made = await act.tx
    .insertInto('webhooks')
    .values({ id, organization, name, url, types, after_seq: await lastEvent(act.tx), created_at: act.at })
    .onConflict((conflict) => conflict.columns(['organization', 'name']).doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows !== 1n) throw webhookError('webhook-taken', { name })
  const secret = newSigningSecret()
  await act.secrets.put(act.tx, secretName(id), secret)
  return { webhook: await noted(act, 'webhook.made', id, { name, url, types }), secret }
}

/** Changes address or types, pauses it, or lets it go on: what was not told meanwhile waits and is told then. */
export async function changeWebhook(act: Act, id: string, asked: WebhookChange, version: number): Promise<Webhook> {
  const found = await expectWebhook(act, id)
  if (found.ended_at !== null) throw webhookError('webhook-ended', { id, endedAt: found.ended_at.toISOString() })
  if (found.version !== version) throw versionMismatch(found.version, version)
  const { url = found.url, types = found.types, paused = found.paused_at !== null } = asked
  const pause = {
    paused_at: paused ? (found.paused_at ?? act.at) : null,
    pause_reason: paused ? found.pause_reason : null,
  }
  await update(act.tx, found, { url, types, ...pause })
  if (!paused && found.paused_at !== null) await sendAgain(act, id, ['waiting'], {})
  return noted(act, 'webhook.changed', id, { url, types, paused })
}

/** A new secret; the former one signs beside it for a day, so that whoever checks can change over. */
export async function changeSigningSecret(act: Act, id: string): Promise<{ webhook: Webhook; secret: string }> {
  const found = await expectWebhook(act, id)
  const former = await act.secrets.of(act.tx, secretName(id))
  if (former) await act.secrets.put(act.tx, formerSecretName(id), former.reveal())
  const secret = newSigningSecret()
  await act.secrets.put(act.tx, secretName(id), secret)
  await update(act.tx, found, { former_secret_until: new Date(act.at.getTime() + FORMER_SECRET_HOURS * 3_600_000) })
  return { webhook: await noted(act, 'webhook.secret-changed', id, {}), secret }
}

/** Tells nothing more. Ending an ended one changes nothing. */
export async function endWebhook(act: Act, id: string): Promise<Webhook> {
  const found = await expectWebhook(act, id)
  if (found.ended_at !== null) return found
  await update(act.tx, found, { ended_at: act.at })
  return noted(act, 'webhook.ended', id, {})
}

/** Sends failed messages of a time window again, up to ten thousand at once; returns how many. */
export async function redrive(
  act: Act,
  id: string,
  window: { since?: Date | undefined; until?: Date | undefined },
): Promise<number> {
  await expectWebhook(act, id)
  const count = await sendAgain(act, id, ['failed'], window)
  await noted(act, 'webhook.redriven', id, { count })
  return count
}

async function sendAgain(
  act: Act,
  webhook: string,
  statuses: string[],
  { since, until }: { since?: Date | undefined; until?: Date | undefined },
): Promise<number> {
  const lane = laneOf(webhook)
  const { rows } = await sql<{ n: number }>`with m as (
      select id from webhook_messages where webhook = ${webhook} and status = any(${statuses})
        and at >= ${since ?? new Date(0)} and at < ${until ?? act.at} order by id limit ${REDRIVE_MAX}),
    u as (update webhook_messages set status = 'waiting', attempt = 0, problem = null where id in (select id from m) returning id),
    known as (select subject from jobs where lane = ${lane}),
    j as (insert into jobs (kind, subject, lane) select 'tell', id, ${lane}::text from u where id not in (select subject from known) order by id returning 1),
    l as (insert into lanes (name, due_at, added) select ${lane}::text, now(), 1 where exists (select from j)
      on conflict (name) do update set due_at = now(), rests_until = null, added = lanes.added + 1)
    select count(*)::int as n from u`.execute(act.tx)
  return rows[0]!.n
}

/** One that the actor may not see does not exist for it. */
async function expectWebhook(act: Act, id: string): Promise<Webhook> {
  const found = await act.tx.selectFrom('webhooks').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!found || !mayManageWebhooksOf(act.actor, found.organization))
    throw httpError('not-found', { kind: 'webhook', id })
  return found
}

async function lastEvent(tx: Kysely<Tables>): Promise<number> {
  return (await tx.selectFrom('event_head').select('n').executeTakeFirstOrThrow()).n
}

async function expectOrganization(tx: Kysely<Tables>, organization: string): Promise<void> {
  const found = await tx.selectFrom('organizations').select('id').where('id', '=', organization).executeTakeFirst()
  if (!found) throw webhookError('webhook-organization-unknown', { organization })
}

async function update(tx: Kysely<Tables>, { id, version }: Webhook, columns: Partial<Webhook>): Promise<void> {
  await tx
    .updateTable('webhooks')
    .set({ ...columns, version: version + 1 })
    .where('id', '=', id)
    .execute()
}

async function noted(act: Act, type: string, id: string, data: Record<string, unknown>): Promise<Webhook> {
  const webhook = (await findWebhook(act.tx, id))!
  const organizations = webhook.organization === null ? [] : [webhook.organization]
  note(act, { type, subjectKind: 'webhook', subject: id, organizations, data })
  return webhook
}

export const laneOf = (webhook: string) => `any:${webhook}`
export const secretName = (webhook: string) => `webhook:${webhook}`
export const formerSecretName = (webhook: string) => `webhook:${webhook}:former`
