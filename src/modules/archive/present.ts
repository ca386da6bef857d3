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
  when: z.string(),
  target: z.object({ connection: z.uuid(), settings: z.record(z.string(), z.unknown()) }).nullable(),
  version: z.int(),
  createdAt: moment,
  pausedAt: moment.nullable(),
  endedAt: moment.nullable(),
})

export const archivedAnswer = z.object({
  rule: z.string(),
  interchange: z.uuid(),
  path: z.string(),
  files: z.array(
    z.object({
      name: z.string(),
      sha256: z.string(),
      sizeBytes: z.int(),
      key: z.string(),
      version: z.string().optional(),
    }),
  ),
  at: moment,
})

export function presentRule(row: ArchiveRule): z.infer<typeof ruleAnswer> {
  const { id, name, parties, types, mode, path, moment: when, connection, settings } = row
  const target = connection === null ? null : { connection, settings }
  return {
    ...{ id, name, parties, types, mode, path, when, target, version: row.version },
    createdAt: row.created_at.toISOString(),
    pausedAt: row.paused_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}

export function presentArchived(row: Archived): z.infer<typeof archivedAnswer> {
  const { rule_name: rule, interchange, path } = row
  // What was archived before there were other targets lies below the data folder.
  const files = (row.files as z.infer<typeof archivedAnswer>['files']).map((file) => ({
    ...file,
    key: file.key ?? `${path}/${file.name}`,
  }))
  return { rule, interchange, path, files, at: row.at.toISOString() }
}
