import { isOvertaken } from '../../platform/commit.ts'
import type { Exchange } from './exchange.ts'
import type { Written } from './outgoing.ts'
import { complete } from './receipting.ts'
import { markCollected } from './rows.ts'

/** A file of an organization's outbox. */
export interface OutboxFile {
  delivery: string
  interchange: string
  sender: string
  receiver: string
  purpose: string
  awaits: string | null
  document_count: number
  name: string
}

/**
 * The receiver has every byte, or removed the file: it leaves the outbox, and its transport receipt is in. Collecting twice
 * changes nothing.
 */
export async function collectDelivery(x: Exchange, file: OutboxFile, how: 'read' | 'removed'): Promise<void> {
  const { delivery, interchange: id, sender, receiver } = file
  const event = {
    type: 'delivery.collected',
    subjectKind: 'interchange',
    subject: id,
    organizations: file.purpose === 'documents' ? [sender, receiver] : [receiver],
    actor: `sftp:${receiver}`,
    cause: id,
    data: { delivery, name: file.name, how },
  }
  const written: Written = {
    rows: [markCollected({ id: delivery, seen: 'sent', status: 'collected' })],
    jobs: [],
    events: [event],
  }
  if (file.purpose === 'documents' && file.awaits === null) complete(file, id, written)
  try {
    await x.commit(written)
  } catch (error) {
    if (!isOvertaken(error)) throw error
  }
}
