import { z } from 'zod'
import type { Problem } from '../../platform/change.ts'
import { sentence } from '../exchange/sentences.ts'
import type { Looks, Pickup } from './queries.ts'

const problemAnswer = z.object({
  code: z.string(),
  sentence: z.string(),
  parameters: z.record(z.string(), z.unknown()),
})
const moment = z.iso.datetime().nullable()

export const pickupAnswer = z.object({
  identity: z.string(),
  key: z.string(),
  version: z.string(),
  name: z.string(),
  sizeBytes: z.number(),
  changedAt: moment.meta({ description: 'As the source says' }),
  seenAt: z.iso.datetime(),
  state: z.enum(['waiting', 'taken', 'refused']),
  decidedAt: moment,
  interchange: z.uuid().nullable(),
  problem: problemAnswer.nullable(),
  settledAt: moment.meta({ description: 'The source knows what became of it' }),
  remains: z.boolean().nullable().meta({ description: 'Settled, and lies there still' }),
})

export const lookAnswer = z.object({
  lookedAt: moment.meta({ description: 'The last look that went through' }),
  nextAt: moment,
  failures: z.int().meta({ description: 'Since then' }),
  problem: problemAnswer.nullable(),
  problemAt: moment,
})

export const notificationAnswer = z.object({
  looks: z.boolean().meta({ description: 'Something came that the channel takes; false: none of its business' }),
})

export function presentPickup(row: Pickup): z.infer<typeof pickupAnswer> {
  const { identity, key, version, name, interchange, remains, times, problem } = row
  return {
    ...{ identity, key, version, name, interchange, remains },
    sizeBytes: row.size_bytes,
    changedAt: iso(row.changed_at),
    seenAt: row.seen_at,
    state: times === 0 ? 'waiting' : problem ? 'refused' : 'taken',
    decidedAt: iso(row.decided_at),
    problem: problem && presentProblem(problem),
    settledAt: iso(row.settled_at),
  }
}

export function presentLook({ looked_at, next_at, failures, problem, problem_at }: Looks): z.infer<typeof lookAnswer> {
  return {
    lookedAt: iso(looked_at),
    nextAt: iso(next_at),
    failures,
    problem: problem && presentProblem(problem),
    problemAt: iso(problem_at),
  }
}

function presentProblem(problem: Problem) {
  const { code, ...parameters } = problem
  return { code, sentence: sentence(problem), parameters }
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null
}
