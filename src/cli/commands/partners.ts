import { ask, askFor, CliError, UsageError } from '../connection.ts'
import type { Command, Options, Outcome } from '../main.ts'

interface Organization {
  slug: string
  status: string
}

const json = { 'content-type': 'application/json' }

export const organization: Command = {
  usage: 'organization INTERCHANGE [SLUG]',
  summary: 'makes the unknown partner of an interchange that was set aside an organization, to be confirmed',
  async run([id, slug], options) {
    if (!id) throw new CliError('Of which interchange? entrepot organization 0197…')
    const body = JSON.stringify(slug ? { slug } : {})
    const response = await ask(`/api/v1/interchanges/${id}/organization`, { method: 'POST', body, headers: json })
    const made = (await response.json()) as Organization
    return options.json
      ? JSON.stringify(made)
      : `${made.slug} is ${made.status}. When you know who it is: entrepot confirm ${made.slug}`
  },
}

export const confirm: Command = {
  usage: 'confirm ORGANIZATION',
  summary: 'confirms an organization that was made from an envelope, and names what waits for it',
  async run([slug], options) {
    if (!slug) throw new CliError('Which organization? entrepot confirm acme')
    const path = `/api/v1/organizations/${encodeURIComponent(slug)}`
    const response = await ask(`${path}/confirmation`, { method: 'PUT', body: '{}', headers: json })
    const confirmed = (await response.json()) as Organization
    const waiting = (await (await ask(`${path}/waiting-interchanges`)).json()) as { interchanges: string[] }
    if (options.json) return JSON.stringify({ ...confirmed, ...waiting })
    const lines = waiting.interchanges.map((id) => `  entrepot reprocess ${id}`)
    return [
      `${confirmed.slug} is ${confirmed.status}.`,
      ...(lines.length > 0 ? ['What waits for it:', ...lines] : []),
    ].join('\n')
  },
}

interface Anew {
  total: number
  items: { item: string; subject: { kind: string; id: string }; refused: string | null }[]
  next: string | null
}

const CONDITIONS = ['problem', 'class', 'organization', 'type'] as const

export const reprocess: Command = {
  usage: 'reprocess [INTERCHANGE]',
  summary: 'decides anew on an interchange that was set aside, or on all that fits',
  help: `
  reprocess INTERCHANGE
  reprocess --problem agreement-missing [--class C] [--organization O] [--type T] --reason R [--dry-run]
Interchanges and documents that were set aside, by the partners, agreements and rules of now.`,
  options: {
    ...Object.fromEntries(CONDITIONS.map((name) => [name, { type: 'string' as const }])),
    reason: { type: 'string' },
  },
  async run([id], options) {
    const filter = Object.fromEntries(
      CONDITIONS.flatMap((name) => (typeof options.given[name] === 'string' ? [[name, options.given[name]]] : [])),
    )
    if (!id && Object.keys(filter).length > 0) return reprocessAll(filter, options)
    if (!id) throw new CliError('Which one? entrepot reprocess 0197…, or --problem agreement-missing --reason "…"')
    const response = await ask(`/api/v1/interchanges/${id}/reprocess`, { method: 'POST' })
    const answer = (await response.json()) as { interchange: string }
    return options.json ? JSON.stringify(answer) : `It is decided anew as interchange ${answer.interchange}.`
  },
}

async function reprocessAll(filter: Record<string, unknown>, { json, dryRun, given }: Options): Promise<Outcome> {
  if (typeof given['reason'] !== 'string' && !dryRun) throw new UsageError('Say why: --reason "…"')
  const asked = { filter, reason: String(given['reason'] ?? 'dry run') }
  const line = `POST /api/v1/reprocessings${dryRun ? '?dryRun=true' : ''}`
  const all: Anew['items'] = []
  let page = (await askFor<Anew>(line, asked)).body
  const { total } = page
  if (dryRun) return { text: json ? JSON.stringify({ total }) : `${total} would be decided anew.`, code: 0 }
  for (;;) {
    all.push(...page.items)
    if (page.next === null) break
    page = (await askFor<Anew>(line, { ...asked, after: page.next })).body
  }
  const refused = all.filter((one) => one.refused !== null)
  const lines = refused.map(({ subject, refused }) => `  ${subject.kind} ${subject.id}  ${refused}`)
  const told = `${all.length - refused.length} of ${all.length} decided anew, ${refused.length} stay set aside.`
  const text = json ? JSON.stringify({ total, items: all }, null, 2) : [told, ...lines].join('\n')
  return { text, code: refused.length > 0 ? 1 : 0 }
}
