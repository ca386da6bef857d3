import { askFor, UsageError } from '../connection.ts'
import type { Command, Options } from '../main.ts'

interface Item {
  id: string
  kind: string
  class: string
  state: string
  organization: string | null
  owner: string | null
  openedAt: string
  problem: { code: string; sentence: string }
}
interface Shown extends Item {
  subject: { kind: string; id: string }
  about: Record<string, unknown> | null
  next: { act: string; method: string; path: string; cli: string; about: string }[]
  history: { at: string; type: string; actor: string; data: Record<string, unknown> }[]
}
interface Counts {
  open: number
  ignored: number
  oldest: string | null
  kinds: { kind: string; class: string; open: number; ignored: number }[]
}

const FILTERS = ['kind', 'class', 'organization', 'owner', 'state', 'text'] as const

export const work: Command = {
  usage: 'work [ACT] [ID]',
  summary: 'what needs a person, and who sees to it',
  help: `
  work list [--kind K] [--class C] [--organization O] [--owner NAME|nobody] [--state open|ignored|closed|all] [--text T] [--older 2d]
  work counts
  work show ID
  work assign ID [OWNER]                         without OWNER: back to the usual one of its class
  work ignore ID --until 2026-12-24 --reason R   comes back then
  work close ID --reason R
  work reopen ID --reason R
  work settle ID delivered|resend --reason R     for an unknown outcome`,
  options: {
    ...Object.fromEntries(FILTERS.map((name) => [name, { type: 'string' as const }])),
    older: { type: 'string' },
    until: { type: 'string' },
    reason: { type: 'string' },
  },
  async run([act = 'list', id, more], options) {
    if (act === 'list') return list(options)
    if (act === 'counts') return counts(options)
    if (!(act in HANDLING) && act !== 'show') throw new UsageError(`There is no "work ${act}".`)
    if (!id) throw new UsageError(`Which item? entrepot work ${act} ID`)
    return act === 'show' ? show(id, options) : handle(act, id, more, options)
  },
}

async function list({ json, given }: Options): Promise<string> {
  const query = new URLSearchParams({ limit: '100' })
  for (const name of FILTERS) if (typeof given[name] === 'string') query.set(name, given[name])
  if (typeof given['older'] === 'string') query.set('openedBefore', ago(given['older']))
  const { body } = await askFor<{ items: Item[]; next: string | null }>(`GET /api/v1/work-items?${query}`)
  if (json) return JSON.stringify(body.items, null, 2)
  if (body.items.length === 0) return 'Nothing needs a person.'
  const lines = body.items.map(
    (item) =>
      `${item.id}  ${item.openedAt.slice(0, 16).replace('T', ' ')}  ${item.kind.padEnd(15)} ${item.class.padEnd(13)} ${(item.organization ?? '').padEnd(12)} ${item.owner ?? '-'}\n    ${item.problem.sentence}`,
  )
  return [...lines, ...(body.next ? ['… and more: narrow the list, or ask the API for the next page.'] : [])].join('\n')
}

async function counts({ json }: Options): Promise<string> {
  const { body } = await askFor<Counts>('GET /api/v1/work-items/counts')
  if (json) return JSON.stringify(body, null, 2)
  const lines = body.kinds.map(
    (row) =>
      `${row.kind.padEnd(16)} ${row.class.padEnd(16)} ${String(row.open).padStart(6)} open ${String(row.ignored).padStart(6)} ignored`,
  )
  return [
    ...lines,
    `${body.open} open, ${body.ignored} ignored${body.oldest ? `, the oldest since ${body.oldest}` : ''}`,
  ].join('\n')
}

async function show(id: string, { json }: Options): Promise<string> {
  const { body } = await askFor<Shown>(`GET /api/v1/work-items/${encodeURIComponent(id)}`)
  if (json) return JSON.stringify(body, null, 2)
  const about = Object.entries(body.about ?? {}).filter(([, value]) => value !== null)
  return [
    `${body.kind}, ${body.class}, ${body.state}${body.owner ? `, ${body.owner} sees to it` : ''}`,
    `  ${body.problem.sentence}`,
    `About the ${body.subject.kind} ${body.subject.id}`,
    ...about.map(([name, value]) => `  ${name}: ${String(value)}`),
    ...(body.next.length > 0 ? ['What can be done'] : []),
    ...body.next.flatMap((next) => [`  ${next.about}`, `    ${next.cli}`, `    ${next.method} ${next.path}`]),
    ...(body.history.length > 0 ? ['What was done'] : []),
    ...body.history.map((event) => `  ${event.at.slice(0, 19)} ${event.type} by ${event.actor}`),
  ].join('\n')
}

interface Handling {
  line: (id: string) => string
  body: (more: string | undefined, reason: string) => object
}

const HANDLING: Record<string, Handling & { reason: boolean }> = {
  assign: {
    line: (id) => `PUT /api/v1/work-items/${id}/assignment`,
    body: (owner) => ({ owner: owner ?? null }),
    reason: false,
  },
  ignore: {
    line: (id) => `PUT /api/v1/work-items/${id}/ignoring`,
    body: (until, reason) => ({ reason, until }),
    reason: true,
  },
  close: { line: (id) => `PUT /api/v1/work-items/${id}/closure`, body: (_, reason) => ({ reason }), reason: true },
  reopen: { line: (id) => `PUT /api/v1/work-items/${id}/reopening`, body: (_, reason) => ({ reason }), reason: true },
  settle: {
    line: (id) => `POST /api/v1/work-items/${id}/outcome`,
    body: (outcome, reason) => ({ outcome, reason }),
    reason: true,
  },
}

/** Reads the item first: the change is made to the version that is there now. */
async function handle(act: string, id: string, more: string | undefined, { json, given }: Options): Promise<string> {
  const { line, body, reason } = HANDLING[act]!
  if (reason && typeof given['reason'] !== 'string') throw new UsageError('Say why: --reason "…"')
  if (act === 'settle' && more !== 'delivered' && more !== 'resend') throw new UsageError('Say delivered or resend.')
  if (act === 'ignore' && typeof given['until'] !== 'string') throw new UsageError('Say until when: --until 2026-12-24')
  const second = act === 'ignore' ? momentOf(String(given['until'])) : more
  const path = encodeURIComponent(id)
  const { etag } = await askFor(`GET /api/v1/work-items/${path}`)
  const answer = await askFor<Item>(line(path), body(second, String(given['reason'] ?? '')), { 'if-match': etag! })
  return json ? JSON.stringify(answer.body, null, 2) : `Done: ${act} ${id}.`
}

function momentOf(text: string): string {
  const moment = new Date(text)
  if (Number.isNaN(moment.getTime()))
    throw new UsageError(`"${text}" is no moment such as 2026-12-24 or 2026-12-24T08:00Z.`)
  return moment.toISOString()
}

/** `30m`, `6h` or `2d` before now. */
function ago(text: string): string {
  const [, count, unit] = /^(\d+)([mhd])$/.exec(text) ?? []
  if (!unit) throw new UsageError(`"${text}" is no age such as 30m, 6h or 2d.`)
  return new Date(
    Date.now() - Number(count) * { m: 60_000, h: 3_600_000, d: 86_400_000 }[unit as 'm' | 'h' | 'd'],
  ).toISOString()
}
