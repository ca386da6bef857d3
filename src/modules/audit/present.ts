import { z } from 'zod'
import { maskAnswer } from '../../edi/sensitive/masking.ts'
import type { Audited } from './queries.ts'

export const auditAnswer = z.object({
  seq: z.int(),
  at: z.iso.datetime(),
  actor: z.object({
    kind: z.string().meta({ description: 'member, api-key, sftp' }),
    id: z.string(),
    name: z.string().nullable(),
  }),
  type: z.string(),
  subjectKind: z.string(),
  subject: z.uuid(),
  data: z.record(z.string(), z.unknown()),
})

export function presentAudit(row: Audited): z.infer<typeof auditAnswer> {
  const [kind = '', id = ''] = row.actor.split(/:(.*)/, 2)
  return {
    seq: row.seq,
    at: row.at.toISOString(),
    actor: { kind, id, name: row.name },
    type: row.type,
    subjectKind: row.subject_kind,
    subject: row.subject,
    data: row.data,
  }
}

export const CSV_HEAD = 'seq,at,actor_kind,actor,name,type,subject_kind,subject,data\r\n'

/** RFC 4180. A field that a spreadsheet would take for a formula begins with an apostrophe. */
export function csvLine(row: Audited, hides: readonly string[]): string {
  const { seq, at, actor, type, subjectKind, subject, data } = maskAnswer(presentAudit(row), hides) as ReturnType<
    typeof presentAudit
  >
  const fields = [seq, at, actor.kind, actor.id, actor.name ?? '', type, subjectKind, subject, JSON.stringify(data)]
  return `${fields.map((field) => quoted(String(field))).join(',')}\r\n`
}

function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
