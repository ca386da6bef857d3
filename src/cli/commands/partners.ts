import { ask, CliError } from '../connection.ts'
import type { Command } from '../main.ts'

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

export const reprocess: Command = {
  usage: 'reprocess INTERCHANGE',
  summary: 'decides anew on an interchange that was set aside',
  async run([id], options) {
    if (!id) throw new CliError('Which one? entrepot reprocess 0197…')
    const response = await ask(`/api/v1/interchanges/${id}/reprocess`, { method: 'POST' })
    const answer = (await response.json()) as { interchange: string }
    return options.json ? JSON.stringify(answer) : `It is decided anew as interchange ${answer.interchange}.`
  },
}
