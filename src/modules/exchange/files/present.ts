import { z } from 'zod'
import { documentAnswer } from '../present.ts'
import type { Attachment, DocumentFile } from './queries.ts'

export const fileAnswer = z.object({
  id: z.uuid(),
  name: z.string(),
  relation: z.string().meta({ description: 'What it is to the document' }),
  version: z.int(),
  sizeBytes: z.int(),
  sha256: z.string(),
  contentType: z.string(),
  organization: z.string().meta({ description: 'Who gave it' }),
  at: z.iso.datetime(),
  supersededBy: z.uuid().nullable().meta({ description: 'The file that took its place; it stays readable' }),
})

export const attachmentAnswer = z.object({
  kind: z.string(),
  value: z.string(),
  type: z.string().nullable(),
  state: z.enum(['waiting', 'undecided', 'attached', 'apart']),
})

export const documentShown = documentAnswer.extend({
  files: z.array(fileAnswer),
  attachesTo: attachmentAnswer
    .nullable()
    .meta({ description: 'What the document belongs to as a file, where it says so' }),
})

export function presentFile(row: DocumentFile): z.infer<typeof fileAnswer> {
  return {
    id: row.id,
    name: row.name,
    relation: row.relation,
    version: row.version,
    sizeBytes: Number(row.size_bytes),
    sha256: row.payload.toString('hex'),
    contentType: row.content_type,
    organization: row.organization_slug,
    at: row.at.toISOString(),
    supersededBy: row.superseded_by,
  }
}

export function presentAttachment({ kind, value, type, status }: Attachment): z.infer<typeof attachmentAnswer> {
  return { kind, value, type, state: status }
}
