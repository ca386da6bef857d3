import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { sentence } from '../exchange/sentences.ts'
import { nextActs } from './acts-policy.ts'
import type { WorkPolicy } from './policies.ts'
import { maySeeHandling, stateOf } from './policy.ts'
import type { WorkItem } from './queries.ts'

const moment = z.iso.datetime()
const handled = { description: 'Null for a partner: how it is handled is not shown to them' }

export const workItemAnswer = z.object({
  id: z.uuid(),
  kind: z.string(),
  class: z.string(),
  state: z.enum(['open', 'ignored', 'closed']),
  organization: z.string().nullable(),
  subject: z.object({ kind: z.string(), id: z.uuid() }),
  problem: z.object({ code: z.string(), sentence: z.string(), parameters: z.record(z.string(), z.unknown()) }),
  owner: z.string().nullable().meta({ description: 'Its own, else the usual one of its class' }),
  openedAt: moment,
  ignored: z.object({ until: moment, by: z.string(), reason: z.string() }).nullable().meta(handled),
  closed: z.object({ at: moment, by: z.string(), reason: z.string() }).nullable().meta(handled),
  version: z.int(),
})

export const workItemShown = workItemAnswer.extend({
  about: z.record(z.string(), z.unknown()).nullable().meta({ description: 'What it is about, as it is now' }),
  next: z
    .array(
      z.object({
        act: z.string(),
        method: z.string(),
        path: z.string(),
        body: z
          .record(z.string(), z.unknown())
          .nullable()
          .meta({ description: 'What the request carries beside a reason; null: it is for you to write' }),
        cli: z.string(),
        about: z.string(),
      }),
    )
    .meta({ description: 'What can be done now; the first is what usually helps' }),
  history: z.array(
    z.object({ at: moment, type: z.string(), actor: z.string(), data: z.record(z.string(), z.unknown()) }),
  ),
})

export const countsAnswer = z.object({
  open: z.int(),
  ignored: z.int(),
  oldest: moment.nullable(),
  kinds: z.array(
    z.object({ kind: z.string(), class: z.string(), open: z.int(), ignored: z.int(), oldest: moment.nullable() }),
  ),
})

export const policyAnswer = z.object({
  class: z.string(),
  owner: z.string().nullable(),
  retry: z.object({ afterMinutes: z.int(), timesMax: z.int() }).nullable().meta({
    description:
      'Failed deliveries of this class are sent again by the grid, unchanged; files that could not be decided are decided anew',
  }),
  version: z.int(),
})

export function presentWorkItem(actor: Actor, row: WorkItem): z.infer<typeof workItemAnswer> {
  const { code, ...parameters } = row.problem
  const inside = maySeeHandling(actor)
  return {
    id: row.id,
    kind: row.kind,
    class: row.class,
    state: stateOf(inside ? row : { ...row, ignored_until: null }),
    organization: row.organization_slug,
    subject: { kind: row.subject_kind, id: row.subject },
    problem: { code, sentence: sentence(row.problem), parameters },
    owner: inside ? row.owner : null,
    openedAt: row.opened_at.toISOString(),
    ignored:
      inside && row.ignored_until
        ? { until: row.ignored_until.toISOString(), by: row.ignored_by!, reason: row.ignore_reason! }
        : null,
    closed:
      inside && row.closed_at
        ? { at: row.closed_at.toISOString(), by: row.closed_by ?? 'system', reason: row.close_reason ?? '' }
        : null,
    version: row.version,
  }
}

export function presentShown(
  actor: Actor,
  row: WorkItem,
  more: {
    about: Record<string, unknown> | null
    history: { at: Date; type: string; actor: string; data: Record<string, unknown> }[]
  },
): z.infer<typeof workItemShown> {
  const inside = maySeeHandling(actor)
  return {
    ...presentWorkItem(actor, row),
    about: more.about,
    next: inside ? nextActs(row, more.about) : [],
    history: inside ? more.history.map((event) => ({ ...event, at: event.at.toISOString() })) : [],
  }
}

export function presentPolicy(row: WorkPolicy): z.infer<typeof policyAnswer> {
  const { retry_after_minutes: afterMinutes, retries_max: timesMax } = row
  const retry = afterMinutes === null ? null : { afterMinutes, timesMax }
  return { class: row.class, owner: row.owner, retry, version: row.version }
}
