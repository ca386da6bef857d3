import { insertRows, updateRows } from '../../platform/rows.ts'

/** The plan: what will lie where. Another one for the same rule and interchange, or for a folder that is taken, fails. */
export const insertPlan = insertRows('archived', {
  rule: 'uuid',
  interchange: 'uuid',
  path: 'text',
  files: 'jsonb',
  manifest: 'hash',
})

/** All of it lies there now. */
export const markPut = updateRows(
  'archived',
  { rule: 'uuid', interchange: 'uuid', files: 'jsonb' },
  { key: ['rule', 'interchange'], set: ['files'], also: 'put_at = now()', where: 't.put_at is null' },
)

/** One about a target, however many wait for it, and one about each interchange whose own bytes are the matter. */
export const openItem = insertRows(
  'work_items',
  {
    id: 'uuid',
    kind: 'text',
    class: 'text',
    subject_kind: 'text',
    subject: 'uuid',
    problem: 'jsonb',
  },
  { conflict: 'keep' },
)

/** What a person was told is over: the target takes again, and this interchange lies there. */
export const closeItems = updateRows(
  'work_items',
  { subject: 'uuid', interchange: 'text' },
  {
    key: ['subject'],
    set: [],
    also: `closed_at = now(), closed_by = 'system', close_reason = 'It was archived after all.', version = t.version + 1, changed_at = now()`,
    where: (value) =>
      `t.subject_kind = 'archive-rule' and t.closed_at is null
        and coalesce(t.problem->>'interchange', ${value('interchange')}) = ${value('interchange')}`,
    many: true,
  },
)
