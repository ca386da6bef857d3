import { z } from 'zod'
import type { Archived, ArchiveRule } from './queries.ts'

const moment = z.iso.datetime()

export const ruleAnswer = z.object({
  id: z.uuid(),
  name: z.string(),
  parties: z.array(z.uuid()),
  types: z.array(z.string()),
  mode: z.string().nullable(),
  path: z.string(),
  createdAt: moment,
  endedAt: moment.nullable(),
})

export const archivedAnswer = z.object({
  rule: z.string(),
  interchange: z.uuid(),
  path: z.string(),
  files: z.array(z.object({ name: z.string(), sha256: z.string(), sizeBytes: z.int() })),
  at: moment,
})

export function presentRule(row: ArchiveRule): z.infer<typeof ruleAnswer> {
  const { id, name, parties, types, mode, path } = row
  const dates = { createdAt: row.created_at.toISOString(), endedAt: row.ended_at?.toISOString() ?? null }
  return { id, name, parties, types, mode, path, ...dates }
}

export function presentArchived(row: Archived): z.infer<typeof archivedAnswer> {
  const { rule_name: rule, interchange, path } = row
  return {
    rule,
    interchange,
    path,
    files: row.files as z.infer<typeof archivedAnswer>['files'],
    at: row.at.toISOString(),
  }
}
