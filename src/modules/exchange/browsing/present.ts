import { z } from 'zod'
import { documentAnswer, type presentProblems, problem } from '../present.ts'
import type { Content, Form } from './content.ts'

const moment = z.iso.datetime().nullable()

export const contentAnswer = z.object({
  form: z.enum(['received', 'sent']),
  forms: z.array(z.enum(['received', 'sent'])).meta({ description: 'Those that you may see' }),
  segments: z.array(
    z.object({
      position: z.int().meta({ description: 'Within the set, ST = 1' }),
      tag: z.string(),
      name: z.string().nullable(),
      level: z.int().meta({ description: 'How many segments it stands below' }),
      elements: z.array(
        z.object({
          position: z.int(),
          component: z.int().optional().meta({ description: 'From 1, in a composite of EDIFACT' }),
          name: z.string().nullable(),
          value: z.string(),
        }),
      ),
      problems: z.array(problem.extend({ element: z.int().nullable() })),
    }),
  ),
  count: z.int().meta({ description: 'Segments in all' }),
  cut: z.boolean().meta({ description: 'There is more than is given here' }),
  text: z.string().meta({ description: 'Each byte as one character' }),
})

export const relatedAnswer = z.object({
  files: z.array(
    z.object({
      id: z.uuid(),
      part: z.enum(['incoming', 'answer', 'outgoing']),
      name: z.string(),
      status: z.string(),
      sizeBytes: z.number(),
      controlNumber: z.string().nullable(),
      at: z.iso.datetime(),
    }),
  ),
  deliveries: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      status: z.string(),
      attempts: z.int(),
      sentAt: moment,
      collectedAt: moment,
      receipts: z.array(z.object({ level: z.string(), state: z.string(), dueAt: moment, at: z.iso.datetime() })),
    }),
  ),
  documents: z.array(documentAnswer),
})

/** With each problem at the segment that it speaks of. */
export function presentContent(
  content: Content,
  of: { form: Form; forms: Form[]; problems: ReturnType<typeof presentProblems> },
): z.infer<typeof contentAnswer> {
  const { segments, count, cut, text } = content
  const at = Map.groupBy(
    of.problems,
    ({ parameters }) => parameters['segmentPosition'] ?? elementOf(parameters, segments),
  )
  return {
    form: of.form,
    forms: of.forms,
    segments: segments.map(({ position, tag, name, level, elements }) => ({
      ...{ position, tag, name, level, elements },
      problems: (at.get(position) ?? []).map((one) => ({
        ...one,
        element: typeof one.parameters['element'] === 'number' ? one.parameters['element'] : null,
      })),
    })),
    count,
    cut,
    text,
  }
}

/** The element that a problem of XML speaks of, or the one that it lies in, or that something is missing in. */
function elementOf({ at, line }: Record<string, unknown>, segments: Content['segments']): number | undefined {
  const around = segments.filter(({ place }) => place && place.line === line && isIn(String(at), place.path))
  return around.toSorted((one, other) => one.place!.path.length - other.place!.path.length).at(-1)?.position
}

const isIn = (path: string, around: string) => path === around || path.startsWith(`${around}/`)

// biome-ignore lint/suspicious/noExplicitAny: rows of the database, written out field by field below
type Row = any

export function presentFile({ id, part, name, status, size_bytes, control_number, at }: Row) {
  return { id, part, name, status, sizeBytes: size_bytes, controlNumber: control_number, at: at.toISOString() }
}

export function presentDelivery({ id, name, status, attempt, sent_at, collected_at, receipts }: Row) {
  return {
    ...{ id, name, status, attempts: attempt },
    sentAt: sent_at?.toISOString() ?? null,
    collectedAt: collected_at?.toISOString() ?? null,
    receipts: receipts.map((one: Row) => ({
      level: one.level,
      state: one.state,
      dueAt: one.due_at === null ? null : new Date(one.due_at).toISOString(),
      at: new Date(one.at).toISOString(),
    })),
  }
}
