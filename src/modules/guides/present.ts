import { z } from 'zod'
import type { GuideChange } from '../../edi/guides/compare.ts'
import type { ActorTold } from '../access/told.ts'
import type { DictionaryHead, GuideHead } from './queries.ts'

const moment = z.iso.datetime()
const standard = z.enum(['x12', 'edifact'])
const usage = z.enum(['required', 'optional', 'not-used'])

/** What is wrong in a guide or dictionary, at a JSON pointer (RFC 6901). */
export const definitionProblem = z.object({
  severity: z.enum(['error', 'warning']),
  path: z.string().meta({ description: 'A JSON pointer into what was sent; empty: the whole' }),
  found: z.string(),
  expected: z.string(),
  sentence: z.string(),
})

const guideHead = z.object({
  name: z.string(),
  version: z.string(),
  title: z.string(),
  standard,
  release: z.string(),
  document: z.string(),
  dictionary: z
    .string()
    .nullable()
    .meta({ description: 'The version of a dictionary that it narrows, such as acme@2' }),
  actor: z.string(),
  createdAt: moment,
})

export const guideListed = guideHead.extend({
  versions: z.int(),
  may: z.object({ add: z.boolean() }),
})

export const guideAnswer = guideHead.extend({
  versions: z.array(guideHead.pick({ version: true, title: true, actor: true, createdAt: true })),
  agreements: z
    .array(
      z.object({
        id: z.uuid(),
        sender: z.string(),
        receiver: z.string(),
        type: z.string(),
        mode: z.string(),
        guide: z.string(),
      }),
    )
    .meta({ description: 'Those that name it themselves' }),
  may: z.object({ add: z.boolean() }),
})

export const guideVersionAnswer = guideHead.extend({ guide: z.record(z.string(), z.unknown()) })

const pageElement = z.object({
  at: z.string(),
  reference: z.string(),
  name: z.string().nullable(),
  usage,
  type: z.string(),
  min: z.int(),
  max: z.int(),
  codes: z.array(z.string()),
  note: z.string().nullable(),
})

const pageSegment = z.object({
  at: z.string(),
  tag: z.string(),
  name: z.string().nullable(),
  depth: z.int(),
  loop: z.boolean(),
  usage,
  min: z.int(),
  max: z.int().meta({ description: '0: any number' }),
  mentioned: z.boolean().meta({ description: 'False: the guide says nothing of it' }),
  elements: z.array(pageElement),
  note: z.string().nullable(),
})

export const pageOfGuide = z.object({
  name: z.string(),
  version: z.string(),
  title: z.string(),
  note: z.string().nullable(),
  standard,
  release: z.string(),
  document: z.string(),
  sections: z.array(z.object({ name: z.enum(['header', 'lines', 'summary']), segments: z.array(pageSegment) })),
  rules: z.array(z.object({ id: z.string(), severity: z.string(), text: z.string(), note: z.string().nullable() })),
})

export const samplesAnswer = z.object({
  good: z.string().meta({ description: 'A set or message that guide and standard take, ST to SE or UNH to UNT' }),
  broken: z.array(z.object({ code: z.string(), place: z.string(), text: z.string() })),
})

export const changeAnswer = z.object({
  at: z.string().meta({ description: 'Such as "BEG 2" or "rule total"; empty: the guide itself' }),
  what: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  kind: z.enum(['tightened', 'loosened', 'other']) satisfies z.ZodType<GuideChange['kind']>,
})

export const addedAnswer = z.object({
  name: z.string(),
  version: z.string().nullable().meta({ description: 'Null: nothing was kept' }),
  problems: z.array(definitionProblem),
  changes: z
    .array(changeAnswer)
    .optional()
    .meta({ description: 'Of a dry run: what it says otherwise than the newest' }),
})

const dictionaryHead = z.object({
  name: z.string(),
  version: z.int(),
  standard,
  release: z.string(),
  actor: z.string(),
  createdAt: moment,
})

export const dictionaryListed = dictionaryHead.extend({ versions: z.int() })
export const dictionaryAnswer = dictionaryHead.extend({
  versions: z.array(dictionaryHead.pick({ version: true, actor: true, createdAt: true })),
})
const placesAnswer = z.array(
  z.object({
    tag: z.string(),
    places: z.array(
      z.object({
        at: z.int(),
        reference: z.string(),
        usage: z.enum(['required', 'optional', 'conditional']),
        times: z.int(),
        form: z.string().nullable().meta({ description: 'Null: as it is everywhere' }),
        codes: z.array(z.string()),
      }),
    ),
    relations: z.array(z.string()),
  }),
)

/** What it holds, out of its notation. */
export const dictionaryPageAnswer = z.object({
  release: z.string(),
  like: z.string().nullable(),
  documents: z.array(
    z.object({
      id: z.string(),
      functionalId: z.string().nullable(),
      uses: z.array(
        z.object({
          at: z.string(),
          tag: z.string(),
          depth: z.int(),
          loop: z.boolean(),
          required: z.boolean(),
          max: z.int().nullable().meta({ description: 'Null: any number' }),
        }),
      ),
    }),
  ),
  segments: placesAnswer,
  composites: placesAnswer,
  elements: z.array(z.object({ id: z.string(), form: z.string(), codes: z.array(z.string()) })),
})

const dictionaryChange = z.object({
  at: z.string().meta({ description: '850 PO1/PID, ZA 1 or 9001; empty: the dictionary itself' }),
  what: z.enum(['release', 'like', 'functionalId', 'use', 'place', 'relations', 'form', 'codes']),
  from: z.string().nullable(),
  to: z.string().nullable(),
})
export const dictionaryChanges = z.object({ changes: z.array(dictionaryChange) })
export const dictionaryAdded = addedAnswer.omit({ changes: true }).extend({
  changes: z
    .array(dictionaryChange)
    .optional()
    .meta({ description: 'Of a dry run: what it says otherwise than the newest' }),
})

export const dictionaryVersionAnswer = dictionaryHead.extend({ dictionary: z.record(z.string(), z.unknown()) })

export function presentGuide(row: GuideHead, actorOf: ActorTold): z.infer<typeof guideHead> {
  const { name, version, title, release, document, dictionary_name, dictionary_number } = row
  return {
    ...{ name, version, title, release, document, standard: row.standard as 'x12' | 'edifact' },
    dictionary: dictionary_name === null ? null : `${dictionary_name}@${dictionary_number}`,
    actor: actorOf(row.actor),
    createdAt: row.created_at.toISOString(),
  }
}

export function presentDictionary(row: DictionaryHead, actorOf: ActorTold): z.infer<typeof dictionaryHead> {
  const { name, number, release } = row
  return {
    ...{ name, version: number, release, standard: row.standard as 'x12' | 'edifact' },
    actor: actorOf(row.actor),
    createdAt: row.created_at.toISOString(),
  }
}
