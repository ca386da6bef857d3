import { ask, CliError, UsageError } from '../connection.ts'
import type { Command } from '../main.ts'

interface Batch {
  agreement: { id: string; type: string; sender: string; receiver: string; mode: string }
  files: number
  documents: number
  leavesAt: string
  why: string
}

interface Entry {
  name: string
  documents: { type: string; key: string | null }[]
  since: string
  leavesAt: string
}

export const batches: Command = {
  usage: 'batches [show AGREEMENT|send AGREEMENT]',
  summary: 'what waits to leave together, why and until when; lets it leave now',
  async run([act, agreement], { json }) {
    if (act !== undefined && act !== 'show' && act !== 'send') throw new UsageError(`batches does not "${act}".`)
    if (act !== undefined && !agreement) throw new CliError(`Under which agreement? entrepot batches ${act} 0197…`)
    if (act === 'send') return send(agreement!, json)
    const path = act === 'show' ? `/api/v1/agreements/${agreement}/batch?limit=500` : '/api/v1/batches'
    const { items } = (await (await ask(path)).json()) as { items: (Batch & Entry)[] }
    if (json) return JSON.stringify(items, null, 2)
    if (items.length === 0) return 'Nothing waits.'
    return items.map(act === 'show' ? entryText : batchText).join('\n')
  },
}

async function send(agreement: string, json: boolean): Promise<string> {
  const response = await ask(`/api/v1/agreements/${agreement}/batch/closing`, { method: 'POST' })
  const left = (await response.json()) as { files: number; documents: number }
  if (json) return JSON.stringify(left)
  return left.files === 0 ? 'Nothing waits.' : `${left.documents} documents of ${left.files} files leave now.`
}

function batchText({ agreement, files, documents, leavesAt, why }: Batch): string {
  const { id, type, sender, receiver, mode } = agreement
  const pair = `${sender} → ${receiver}${mode === 'test' ? '   (test)' : ''}`
  return `${id} ${type} ${pair}: ${documents} documents of ${files} files, leaving by ${leavesAt}\n  ${why}`
}

function entryText({ name, documents, since, leavesAt }: Entry): string {
  const keys = documents.map(({ type, key }) => `${type} ${key ?? '?'}`).join(', ')
  return `${name}: ${keys}\n  since ${since}, leaving by ${leavesAt}`
}
