import { z } from 'zod'
import { type DefinitionProblem, readDefinition } from '../definitions.ts'
import type { Dictionary } from '../dictionaries/dictionary.ts'
import { checkGuide } from './grammar-check.ts'

const PATH = /^[A-Z][A-Z0-9]{1,2}(\[[^\]/]{1,80}\])?(\/[A-Z][A-Z0-9]{1,2}(\[[^\]/]{1,80}\])?)*$/
const PLACE = /^\d{1,2}(-\d{1,2})?$/
const ELEMENT = /^[A-Z][A-Z0-9]{1,2}(\[[^\]/]{1,80}\])?\d{2}(-\d{1,2})?$/

const usage = z.enum(['required', 'optional', 'not-used'])
const severity = z.enum(['error', 'warning'])
const note = z.string().max(2_000)
const path = z
  .string()
  .max(200)
  .regex(PATH, 'segments such as "N1[ST]/N3": loops from the outside in, first values in brackets')
const places = z.string().regex(PLACE, 'an element such as "3", or its component such as "1-2"')
const value = z.string().max(100).regex(ELEMENT, 'a segment and the number of an element, such as "MOA[79]01-2"')
const count = z.int().min(0).max(10_000_000)

/** What a guide says of an element or component of a segment. */
const elementForm = z.strictObject({
  at: places,
  usage: usage.optional(),
  codes: z.array(z.string().min(1).max(100)).min(1).max(5_000).optional(),
  min: count.optional(),
  max: count.optional(),
  severity: severity.default('error'),
  name: z.string().max(200).optional(),
  note: note.optional(),
})

/** What it says of a segment or loop at its place. */
const segmentForm = z.strictObject({
  at: path,
  usage: usage.optional(),
  /** How often it stands in its loop, or in the document. */
  min: count.optional(),
  max: count.optional(),
  elements: z.array(elementForm).max(100).default([]),
  severity: severity.default('error'),
  name: z.string().max(200).optional(),
  note: note.optional(),
})

const rule = {
  id: z.string().regex(/^[a-z0-9-]{1,60}$/, 'a name such as "total-fits"'),
  severity: severity.default('error'),
  note: note.optional(),
}

const ruleForm = z.discriminatedUnion('check', [
  /** As many of the lines as an element says. */
  z.strictObject({ ...rule, check: z.literal('line-count'), lines: path, equals: value }),
  /** The sum, over all segments that are so named, of the product of these elements is what an element says. */
  z.strictObject({
    ...rule,
    check: z.literal('line-total'),
    value: z.array(value).min(1).max(3),
    plus: z.array(value).max(10).default([]),
    minus: z.array(value).max(10).default([]),
    equals: value,
    /** How far apart both may lie, by rounding. */
    tolerance: z
      .string()
      .regex(/^\d{1,9}(\.\d{1,6})?$/, 'an amount such as "0.05"')
      .default('0'),
  }),
  /** At least one of the elements is in each such segment. */
  z.strictObject({ ...rule, check: z.literal('one-of-elements'), at: path, elements: z.array(places).min(2).max(40) }),
  /** At least one of the segments is in the document. */
  z.strictObject({ ...rule, check: z.literal('one-of-segments'), segments: z.array(path).min(2).max(40) }),
  /** True, where all is well, for the document as JSON. */
  z.strictObject({
    ...rule,
    check: z.literal('expression'),
    expression: z.string().min(1).max(4_000),
    sentence: z.string().min(1).max(500),
  }),
])

const guideForm = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,79}$/, 'a name such as "bolt-850"'),
  version: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, 'a version such as "2" or "2026-11"'),
  title: z.string().min(1).max(200),
  note: note.optional(),
  standard: z.enum(['x12', 'edifact']),
  /** `004010`, or `D.96A`. */
  release: z.string().max(12),
  /** `850`, or `ORDERS`. */
  document: z.string().max(6),
  /** What the guide does not mention and the standard does not require. */
  others: z.enum(['allowed', 'not-used']).default('allowed'),
  segments: z.array(segmentForm).max(2_000).default([]),
  rules: z.array(ruleForm).max(200).default([]),
})

/** A narrowing of one set or message of a standard, as somebody wrote it. */
export type Guide = z.infer<typeof guideForm>
export type SegmentGuide = z.infer<typeof segmentForm>
export type ElementGuide = z.infer<typeof elementForm>
export type GuideRule = z.infer<typeof ruleForm>

/**
 * Reads a guide and checks it against the grammar that it narrows, which may be that of a dictionary; without one where a problem is
 * an error.
 */
export function readGuide(text: string, own?: Dictionary): { guide: Guide | null; problems: DefinitionProblem[] } {
  const { value: guide, problems } = readDefinition<Guide>(text, guideForm as z.ZodType<Guide>)
  if (!guide) return { guide: null, problems }
  const found = checkGuide(guide, own)
  return { guide: found.every((one) => one.severity === 'warning') ? guide : null, problems: found }
}
