import { askFor, CliError, UsageError } from '../connection.ts'
import type { Command } from '../main.ts'

interface Approval {
  status: string
  source: string
  outgoing: string
  form: string
  dueAt: string | null
  overdue: boolean
  agreement: { version: number }
}

const HASH = /^[0-9a-f]{12,64}$/i

export const approve: Command = {
  usage: 'approve ID [HASH]',
  summary: 'approves a document that waits for it; without HASH: says what would leave',
  help: `
  approve ID                      what would leave, and its outgoing hash
  approve ID HASH --reason R      it leaves, if that is still what would leave; HASH: its first twelve digits or more
ID is that of the document: "entrepot show KEY" and "entrepot work show ITEM" name it.`,
  options: { reason: { type: 'string' } },
  async run([id, hash], { json, given }) {
    if (!id) throw new UsageError('Which document? entrepot approve ID')
    const request = await requestOf(id)
    if (hash === undefined) return json ? JSON.stringify(request, null, 2) : described(id, request)
    return answer({ id, hash, decision: 'approve' }, request, { json, reason: given['reason'] })
  },
}

export const decline: Command = {
  usage: 'decline ID [HASH]',
  summary: 'declines a document that waits for an approval; its sender is told why',
  help: `
  decline ID --reason R           what waits at this moment
  decline ID HASH --reason R      only this form of it; HASH: its first twelve digits or more`,
  options: { reason: { type: 'string' } },
  async run([id, hash], { json, given }) {
    if (!id) throw new UsageError('Which document? entrepot decline ID --reason "…"')
    const request = await requestOf(id)
    const wanted = { id, hash: hash ?? request.outgoing, decision: 'decline' as const }
    return answer(wanted, request, { json, reason: given['reason'] })
  },
}

async function requestOf(id: string): Promise<Approval> {
  const { body } = await askFor<{ status: string; items: Approval[] }>(
    `GET /api/v1/documents/${encodeURIComponent(id)}/approval`,
  )
  const [newest] = body.items
  if (!newest) throw new CliError(`The document is ${body.status}: no approval was asked for it.`)
  return newest
}

async function answer(
  of: { id: string; hash: string; decision: 'approve' | 'decline' },
  { outgoing }: Approval,
  { json, reason }: { json: boolean; reason: string | boolean | undefined },
): Promise<string> {
  if (!HASH.test(of.hash)) throw new UsageError('HASH is the outgoing hash, its first twelve digits or more.')
  if (typeof reason !== 'string') throw new UsageError('Say why: --reason "…"')
  if (!outgoing.startsWith(of.hash.toLowerCase())) {
    throw new CliError(`What would leave now is ${outgoing}. Look at it again: entrepot approve ${of.id}`)
  }
  const { body } = await askFor<{ type: string; key: string | null }>(
    `PUT /api/v1/documents/${encodeURIComponent(of.id)}/approval`,
    { decision: of.decision, reason, outgoing },
  )
  return json ? JSON.stringify(body, null, 2) : `Done: ${of.decision} ${body.type} ${body.key ?? ''}.`
}

function described(id: string, { status, source, outgoing, form, dueAt, overdue, agreement }: Approval): string {
  return [
    `document ${id}   ${status}${overdue ? ', overdue' : ''}`,
    `  source    ${source}`,
    `  outgoing  ${outgoing}`,
    `  agreement version ${agreement.version}${dueAt ? `, due ${dueAt}` : ''}`,
    ...Object.entries(JSON.parse(form) as object).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`),
    ...(status === 'asked' ? [`entrepot approve ${id} ${outgoing.slice(0, 12)} --reason "…"`] : []),
  ].join('\n')
}
