import { isOvertaken } from '../../platform/commit.ts'
import type { Exchange } from './exchange.ts'
import { completedEvent } from './receipting.ts'
import { markCollected, moveOutgoing } from './rows.ts'

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
  const { delivery, interchange: id, sender, receiver, document_count: count } = file
  const rows = [markCollected({ id: delivery, seen: 'sent', status: 'collected' })]
  const event = {
    type: 'delivery.collected',
    subjectKind: 'interchange',
    subject: id,
    organizations: file.purpose === 'documents' ? [sender, receiver] : [receiver],
    actor: `sftp:${receiver}`,
    cause: id,
    data: { delivery, name: file.name, how },
  }
  const events = [event]
  if (file.purpose === 'documents' && file.awaits === null) {
    rows.push(moveOutgoing({ outgoing: id, seen: 'released', status: 'completed' }))
    events.push({ ...completedEvent({ id, sender, receiver, count }), cause: id } as never)
  }
  try {
    await x.commit({ rows, events })
  } catch (error) {
    if (!isOvertaken(error)) throw error
  }
}
