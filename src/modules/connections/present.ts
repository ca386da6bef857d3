import { z } from 'zod'
import { connectorSentence } from '../../connectors/connectors.ts'
import type { Connection, ConnectionCheck } from './queries.ts'

const problemAnswer = z.object({
  code: z.string(),
  sentence: z.string(),
  parameters: z.record(z.string(), z.unknown()),
})

export const connectionAnswer = z.object({
  id: z.uuid(),
  organization: z.uuid(),
  name: z.string(),
  connector: z.string(),
  settings: z.record(z.string(), z.unknown()).meta({ description: 'Without credentials' }),
  credentials: z.array(z.string()).meta({ description: 'The names of the credentials that are kept' }),
  halted: problemAnswer.nullable().meta({ description: 'An alarm: nothing is sent until a person has acted' }),
  version: z.int(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
})

export const checkAnswer = z.object({
  id: z.uuid(),
  version: z.int().meta({ description: 'Of the connection, as tested' }),
  holds: z.boolean(),
  probes: z.array(z.object({ layer: z.string(), ms: z.number(), problem: problemAnswer.nullable() })),
  actor: z.string(),
  at: z.iso.datetime(),
})

export function presentConnection(row: Connection): z.infer<typeof connectionAnswer> {
  const { id, organization, name, connector, settings, credentials, version } = row
  return {
    ...{ id, organization, name, connector, settings, credentials, version },
    halted: row.halted && presentProblem(row.halted),
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}

export function presentCheck({ id, version, holds, probes, actor, at }: ConnectionCheck): z.infer<typeof checkAnswer> {
  const shown = probes.map(({ layer, ms, problem }) => ({
    layer,
    ms,
    problem: problem ? presentProblem(problem) : null,
  }))
  return { id, version, holds, probes: shown, actor, at: at.toISOString() }
}

function presentProblem({ code, ...parameters }: { code: string } & Record<string, unknown>) {
  return { code, sentence: connectorSentence(code, parameters) ?? code, parameters }
}
