import { ask, UsageError } from '../connection.ts'
import type { Command } from '../main.ts'

interface Listed {
  type: string
  key: string | null
  sender: string | null
  receiver: string | null
  status: string
}

const STATUSES = [
  'recognised',
  'released',
  'completed',
  'unapproved',
  'held',
  'suspended',
  'invalid',
  'quarantined',
  'declined',
]

export const documents: Command = {
  usage: 'documents [STATUS]',
  summary: 'the newest documents, all or those with this status',
  async run([status], { json }) {
    if (status && !STATUSES.includes(status)) {
      throw new UsageError(`No document is "${status}". A status is one of ${STATUSES.join(', ')}.`)
    }
    const query = status ? `&status=${encodeURIComponent(status)}` : ''
    const { items } = (await (await ask(`/api/v1/documents?limit=50${query}`)).json()) as { items: Listed[] }
    if (json) return JSON.stringify(items, null, 2)
    if (items.length === 0) return 'No documents.'
    return items
      .map((one) =>
        [one.status.padEnd(12), one.type.padEnd(4), (one.key ?? '').padEnd(24), `${one.sender} → ${one.receiver}`].join(
          ' ',
        ),
      )
      .join('\n')
  },
}
