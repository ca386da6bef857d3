import { ConnectorError, Disconnected, TryLater } from '../../connectors/errors.ts'
import { post } from '../../connectors/http/post.ts'
import type { Grid } from '../../grid.ts'
import type { Change, Job, Problem } from '../../platform/change.ts'
import { anywhere, publicAnd, type Reach } from '../../platform/outbound.ts'
import type { EventReader } from '../../platform/readers.ts'
import { insertRows, updateRows } from '../../platform/rows.ts'
import type { JobKind } from '../../platform/work.ts'
import { actorsToldTo, dataToldTo } from '../access/told.ts'
import { pattern, wants } from './form.ts'
import { isToldTo } from './policy.ts'
import { signed } from './signing.ts'
import { formerSecretName, laneOf, secretName } from './verbs.ts'

const insertMessage = insertRows(
  'webhook_messages',
  { id: 'uuid', webhook: 'uuid', seq: 'bigint', status: 'text' },
  { conflict: 'keep' },
)
const settleMessage = updateRows(
  'webhook_messages',
  { id: 'uuid', seen: 'text', status: 'text', attempt: 'int', problem: 'jsonb', sent_at: 'timestamptz' },
  { key: ['id'], guard: { status: 'seen' }, set: ['status', 'attempt', 'problem', 'sent_at'] },
)

const TIMEOUT_MS = 15_000
/** Waits before each further attempt, as the Standard Webhooks specification advises: a little over two days in all. */
const WAITS_MS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000].map((seconds) => seconds * 1000)

/** Turns events into messages, one for each webhook that asked. Reads nothing while there is no webhook. */
export function webhookReader({ database, newId }: Pick<Grid, 'database' | 'newId'>): EventReader {
  const open = async () =>
    (await database.pool.query('select id, organization, types, after_seq from webhooks where ended_at is null'))
      .rows as {
      id: string
      organization: string | null
      types: string[]
      after_seq: number
    }[]
  return {
    name: 'webhooks',
    types: async () => [...new Set((await open()).flatMap(({ types }) => types.map(pattern)))],
    async read(events) {
      const webhooks = await open()
      const told = events.flatMap((event) =>
        webhooks
          .filter((one) => event.seq > one.after_seq && wants(one.types, event.type))
          .filter(({ organization }) => isToldTo(organization, event.organizations))
          .map(({ id }) => ({ id: newId(), webhook: id, seq: event.seq, status: 'waiting' })),
      )
      return {
        rows: told.map(insertMessage),
        jobs: told.map(({ id, webhook }) => ({ kind: 'tell', subject: id, lane: laneOf(webhook) })),
      }
    },
  }
}

interface Message {
  id: string
  webhook: string
  /** Whose webhook it is; null: the grid's. */
  organization: string | null
  status: string
  url: string
  paused_at: Date | null
  ended_at: Date | null
  former_secret_until: Date | null
  seq: number
  at: Date
  type: string
  subject_kind: string
  subject: string
  actor: string
  data: Record<string, unknown>
}

/** The job that sends one message. */
export function tellKind(grid: Grid): JobKind {
  const partners = publicAnd(grid.config.partnerNetworks)
  return {
    pure: false,
    run: (job, signal) => tell({ ...grid, partners }, job, signal),
    retry: (_error, attempt) => WAITS_MS[attempt - 1] ?? null,
    away: (error) => (error instanceof Disconnected ? 0 : error instanceof TryLater ? error.afterMs : null),
    gaveUp: async (job, error) => {
      const row = { id: job.subject, seen: 'waiting', status: 'failed', attempt: job.attempt + 1, sent_at: null }
      return { rows: [settleMessage({ ...row, problem: problemOf(error) })] }
    },
  }
}

async function tell(grid: Grid & { partners: Reach }, job: Job, signal: AbortSignal): Promise<Omit<Change, 'done'>> {
  const message = await find(grid, job.subject)
  // Paused: it waits as a row, and is given a job again when the webhook goes on.
  if (message?.status !== 'waiting' || message.ended_at !== null || message.paused_at !== null) return { rows: [] }
  const actorOf = await actorsToldTo(grid.database.pool, message.organization, [message.actor])
  const body = cloudEvent(message, actorOf(message.actor))
  const headers = signed({ id: message.id, atMs: grid.now(), body, secrets: await secretsOf(grid, message) })
  const bytes = Buffer.from(body)
  await post({
    ...{ url: message.url, body: bytes, sizeBytes: bytes.length, timeoutMs: TIMEOUT_MS, signal },
    reach: message.organization === null ? anywhere : grid.partners,
    headers: { ...headers, 'content-type': 'application/cloudevents+json' },
  })
  const sent = { seen: 'waiting', status: 'sent', problem: null, sent_at: new Date(grid.now()) }
  return { rows: [settleMessage({ id: message.id, ...sent, attempt: job.attempt + 1 })] }
}

async function find({ database }: Grid, id: string): Promise<Message | undefined> {
  const { rows } = await database.pool.query({
    name: 'webhook message',
    text: `select m.id, m.webhook, w.organization, m.status, w.url, w.paused_at, w.ended_at, w.former_secret_until,
        e.seq, e.at, e.type, e.subject_kind, e.subject, e.actor, e.data
      from webhook_messages m join webhooks w on w.id = m.webhook join events e on e.seq = m.seq where m.id = $1`,
    values: [id],
  })
  return rows[0]
}

/** CloudEvents 1.0, structured: the number of the event is its id, so whoever gets it twice can tell. */
function cloudEvent(of: Message, actor: string): string {
  return JSON.stringify({
    specversion: '1.0',
    id: String(of.seq),
    source: '/entrepot',
    type: of.type,
    subject: `${of.subject_kind}/${of.subject}`,
    time: of.at.toISOString(),
    datacontenttype: 'application/json',
    data: { actor, ...dataToldTo(of.organization, of) },
  })
}

async function secretsOf({ database, secrets, now }: Grid, message: Message): Promise<string[]> {
  const names = [secretName(message.webhook)]
  if (message.former_secret_until && message.former_secret_until.getTime() > now()) {
    names.push(formerSecretName(message.webhook))
  }
  const found = await Promise.all(names.map((name) => secrets.of(database.kysely, name)))
  return found.flatMap((secret) => (secret ? [secret.reveal()] : []))
}

function problemOf(error: unknown): Problem {
  return error instanceof ConnectorError ? { ...error.parameters, code: error.code } : { code: 'delivery-bug' }
}
