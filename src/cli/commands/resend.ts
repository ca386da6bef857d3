import { setTimeout as sleep } from 'node:timers/promises'
import { askFor, UsageError } from '../connection.ts'
import type { Command, Options, Outcome } from '../main.ts'

interface Bulk {
  id: string
  status: 'running' | 'cancelled' | 'done' | 'failed'
  total: number
  sent: number
  refused: number
}
interface Refusal {
  document: string
  code: string
  message: string
}
interface Resent {
  id: string
  as: string
  child: string
}
interface Difference {
  what: string
  before: unknown
  after: unknown
}

const CONDITIONS: Record<string, string> = {
  partner: 'partner',
  sender: 'sender',
  receiver: 'receiver',
  type: 'type',
  mode: 'mode',
  status: 'status',
  delivery: 'delivery',
  key: 'key',
  from: 'sentFrom',
  until: 'sentUntil',
}
const NOUNS: Record<string, string> = {
  document: 'documents',
  interchange: 'interchanges',
  delivery: 'deliveries',
  receipt: 'receipts',
  correction: 'corrections',
}

export const resend: Command = {
  usage: 'resend [KIND ID]',
  summary: 'sends again: one thing, or with conditions all documents that fit',
  help: `
  resend document ID [--as same|new] [--on original|current] --reason R [--dry-run]
  resend correction ID --reason R
  resend --partner P --type T --from 2026-11-20 --until 2026-11-21 … --reason R [--per-minute N] [--no-wait] [--dry-run]
  resend status [ID] [--limit N] [--cursor C] the newest bulk resends, or how far one is, and why it did not send some
  resend cancel ID --reason R                 stops a bulk resend
Conditions: --partner --sender --receiver --type --mode --status --delivery --key --from --until (when it was sent).
same: identical bytes, number, key and name. new: a new envelope with the next number, by the original or current agreement.`,
  options: {
    ...Object.fromEntries(Object.keys(CONDITIONS).map((name) => [name, { type: 'string' as const }])),
    as: { type: 'string' },
    on: { type: 'string' },
    reason: { type: 'string' },
    'per-minute': { type: 'string' },
    'no-wait': { type: 'boolean' },
    limit: { type: 'string' },
    cursor: { type: 'string' },
  },
  async run([noun, id], options) {
    const { given } = options
    if (noun === 'status') return id === undefined ? listed(options) : status(id, options)
    if (typeof given['reason'] !== 'string' && !options.dryRun) throw new UsageError('Say why: --reason "…"')
    if (noun === undefined) return bulk(options)
    if (!id) throw new UsageError(`Which ${noun}? entrepot resend ${noun} ID`)
    if (noun === 'cancel') return cancel(id, options)
    if (!NOUNS[noun]) throw new UsageError(`"${noun}" cannot be sent again.`)
    return single(noun, id, options)
  },
}

const reasonOf = ({ given }: Options) => String(given['reason'] ?? 'dry run')

function wanted({ given }: Options): object {
  const { as, on } = given
  return { ...(as === undefined ? {} : { as }), ...(on === undefined ? {} : { on }) }
}

async function single(noun: string, id: string, options: Options): Promise<string> {
  const { json, dryRun } = options
  const line = `POST /api/v1/${NOUNS[noun]}/${encodeURIComponent(id)}/resend`
  if (noun === 'correction') {
    const { body } = await askFor<Resent>(line, { reason: reasonOf(options) })
    return json ? JSON.stringify(body, null, 2) : `Sent: it came in as interchange ${body.child}.`
  }
  const asked = { ...wanted(options), reason: reasonOf(options) }
  if (!dryRun) {
    const { body } = await askFor<Resent>(line, asked)
    return json ? JSON.stringify(body, null, 2) : `Sent again (${body.as}) in interchange ${body.child}.`
  }
  const { body } = await askFor<{ name: string; differences: Difference[] }>(`${line}?dryRun=true`, asked)
  return json
    ? JSON.stringify(body, null, 2)
    : [`${body.name} would be sent again.`, ...told(body.differences)].join('\n')
}

function told(differences: Difference[]): string[] {
  return differences.map(({ what, before, after }) => `  ${what}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`)
}

async function bulk(options: Options): Promise<string | Outcome> {
  const { json, dryRun, given } = options
  const filter: Record<string, string> = {}
  for (const [name, field] of Object.entries(CONDITIONS)) {
    const value = given[name]
    if (typeof value === 'string') filter[field] = field.startsWith('sent') ? momentOf(value) : value
  }
  if (Object.keys(filter).length === 0) throw new UsageError('Which? Name one thing, or at least one condition.')
  const perMinute = given['per-minute'] === undefined ? null : Number(given['per-minute'])
  const asked = { ...wanted(options), reason: reasonOf(options), filter, perMinute }
  if (dryRun) return previewed(asked, json)
  const { body } = await askFor<Bulk>('POST /api/v1/bulk-resends', asked)
  const ended = given['no-wait'] === true ? body : await followed(body)
  const code = ended.status === 'failed' || ended.refused > 0 ? 1 : 0
  if (json) return { text: JSON.stringify(ended, null, 2), code }
  const page = ended.refused > 0 ? await refusalsOf(ended.id, options) : { items: [], next: null }
  return { text: [summary(ended), ...why(ended, page)].join('\n'), code }
}

function summary({ id, status, sent, total, refused }: Bulk): string {
  return `Bulk resend ${id}: ${status}, ${sent} of ${total} sent again, ${refused} refused.`
}

interface Page<T> {
  items: T[]
  next: string | null
}

async function refusalsOf(id: string, options: Options): Promise<Page<Refusal>> {
  const path = `/api/v1/bulk-resends/${encodeURIComponent(id)}/refusals?${pageOf(options)}`
  return (await askFor<Page<Refusal>>(`GET ${path}`)).body
}

function pageOf({ given }: Options): URLSearchParams {
  const { limit, cursor } = given
  const page = new URLSearchParams({ limit: typeof limit === 'string' ? limit : '50' })
  if (typeof cursor === 'string') page.set('cursor', cursor)
  return page
}

/** Of the address of the next page. */
function cursorOf(next: string): string {
  return new URL(next, 'http://grid').searchParams.get('cursor')!
}

function why({ id }: Bulk, { items, next }: Page<Refusal>): string[] {
  const more = next === null ? [] : [`… and more: entrepot resend status ${id} --cursor ${cursorOf(next)}`]
  return [...items.map(({ document, message }) => `  ${document}  ${message}`), ...more]
}

async function status(id: string, options: Options): Promise<string> {
  const { body } = await askFor<Bulk>(`GET /api/v1/bulk-resends/${encodeURIComponent(id)}`)
  const page = await refusalsOf(id, options)
  if (options.json) return JSON.stringify({ ...body, refusals: page.items, next: page.next }, null, 2)
  return [summary(body), ...why(body, page)].join('\n')
}

async function listed(options: Options): Promise<string> {
  const { body } = await askFor<Page<Bulk>>(`GET /api/v1/bulk-resends?${pageOf(options)}`)
  if (options.json) return JSON.stringify(body, null, 2)
  if (body.items.length === 0) return 'There is no bulk resend.'
  const more = body.next === null ? [] : [`… and more: entrepot resend status --cursor ${cursorOf(body.next)}`]
  return [...body.items.map(summary), ...more].join('\n')
}

async function previewed(asked: object, json: boolean): Promise<string> {
  const { body } = await askFor<{
    total: number
    sample: { document: string; name: string | null; differences: Difference[]; refused: string | null }[]
  }>('POST /api/v1/bulk-resends?dryRun=true', asked)
  if (json) return JSON.stringify(body, null, 2)
  const sample = body.sample.flatMap((one) => [`${one.document}  ${one.name ?? one.refused}`, ...told(one.differences)])
  return [`${body.total} documents would be sent again.`, ...sample].join('\n')
}

/** Shows how far it is until it ends. Ending this command does not end it. */
async function followed(begun: Bulk): Promise<Bulk> {
  let now = begun
  while (now.status === 'running') {
    if (process.stderr.isTTY) process.stderr.write(`\r${now.sent + now.refused} of ${now.total}`)
    await sleep(500)
    now = (await askFor<Bulk>(`GET /api/v1/bulk-resends/${begun.id}`)).body
  }
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
  return now
}

async function cancel(id: string, options: Options): Promise<string> {
  const line = `PUT /api/v1/bulk-resends/${encodeURIComponent(id)}/cancellation`
  const { body } = await askFor<Bulk>(line, { reason: reasonOf(options) })
  return options.json ? JSON.stringify(body, null, 2) : `${body.status}: ${body.sent} of ${body.total} were sent again.`
}

function momentOf(text: string): string {
  const moment = new Date(text)
  if (Number.isNaN(moment.getTime()))
    throw new UsageError(`"${text}" is no moment such as 2026-11-20 or 2026-11-20T08:00Z.`)
  return moment.toISOString()
}
