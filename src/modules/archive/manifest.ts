import type { Archivable, findParts, listEvents } from './queries.ts'
import type { PlannedFile } from './targets.ts'

/** What lies in the folder, and what happened until then. */
export function manifestOf(of: {
  sent: Archivable
  documents: Awaited<ReturnType<typeof findParts>>['documents']
  files: PlannedFile[]
  events: Awaited<ReturnType<typeof listEvents>>
}) {
  const { sent, documents, files, events } = of
  return {
    format: 'entrepot-archive-1',
    interchange: sent.id,
    controlNumber: sent.control_number,
    environment: sent.mode,
    sender: { id: sent.sender, slug: sent.sender_slug },
    receiver: { id: sent.receiver, slug: sent.receiver_slug },
    sentAt: sent.at.toISOString(),
    documentCount: sent.document_count,
    documents: documents.map((document) => ({
      id: document.id,
      type: document.type,
      version: document.version,
      controlNumber: document.control_number,
      // Files of a batch number their sets each from 1: then it left under another one, which its receipts name.
      sentNumber: document.sent_number ?? document.control_number,
      groupNumber: document.group_number,
      businessKey: document.business_key,
      status: document.status,
      original: { interchange: document.interchange, fromByte: document.from_offset, toByte: document.to_offset },
    })),
    files,
    events: events.map(({ at, ...event }) => ({ ...event, at: at.toISOString() })),
  }
}
