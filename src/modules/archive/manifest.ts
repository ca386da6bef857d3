import type { Archivable, BesideFile, findParts, listEvents } from './queries.ts'
import type { PlannedFile } from './targets.ts'

/** What lies in the folder, and what happened until then. */
export function manifestOf(of: {
  sent: Archivable
  documents: Awaited<ReturnType<typeof findParts>>['documents']
  /** With the name under which each lies in the folder. */
  beside: (BesideFile & { lies: string })[]
  files: PlannedFile[]
  events: Awaited<ReturnType<typeof listEvents>>
}) {
  const { sent, documents, beside, files, events } = of
  const besideOf = Map.groupBy(beside, ({ document }) => document)
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
      files: (besideOf.get(document.id) ?? []).map(filed),
    })),
    files,
    events: events.map(({ at, ...event }) => ({ ...event, at: at.toISOString() })),
  }
}

function filed(file: BesideFile & { lies: string }) {
  return {
    file: file.lies,
    name: file.name,
    type: file.content_type,
    relation: file.relation,
    organization: file.organization,
    version: file.version,
    supersededBy: file.superseded_by,
    sha256: file.payload.toString('hex'),
    sizeBytes: Number(file.size_bytes),
    at: file.at.toISOString(),
    id: file.id,
  }
}
