import { z } from 'zod'
import { parseDecimal } from '../../edi/decimal.ts'
import { RULE_NAMES, SEVERITIES } from '../../formats/chain/rules.ts'
import { TARGET_NAMES } from '../../formats/targets.ts'
import { guideReference } from '../guides/form.ts'
import { timeZone } from '../organizations/form.ts'
import { agreementRules } from './rules.ts'

/** What is released waits, and leaves together in one interchange. */
const batch = z
  .strictObject({
    /** An interchange of one file that has more leaves by itself. */
    documentsMax: z.int().min(1).max(5_000).default(500),
    bytesMax: z.int().min(1_000).max(50_000_000).default(5_000_000),
    /** So long the first waits for others, also in parts of a minute. */
    afterMinutes: z.number().min(0.01).max(43_200).nullable().default(null),
    /** Each day at these times, by the clock of the zone. */
    cutOffs: z
      .array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'expected a time such as 16:00'))
      .max(48)
      .default([]),
    timeZone: timeZone.default('UTC'),
  })
  .refine(
    ({ afterMinutes, cutOffs }) => afterMinutes !== null || cutOffs.length > 0,
    'expected afterMinutes or cutOffs: else what waits could wait for ever',
  )

/** Whether a person says yes before a document leaves. */
const approval = z.strictObject({
  release: z.enum(['none', 'required']).default('none'),
  /** Only for this amount or more, in quotes; what tells no amount is asked for. Null: always. */
  from: z
    .string()
    .refine((text) => parseDecimal(text) !== null, 'expected an amount in quotes, such as "1000.00"')
    .nullable()
    .default(null),
  /** Then the request is overdue; null: never. */
  withinHours: z.number().min(0.01).max(8_760).nullable().default(null),
  /** Whose opening hours those are: nobody's, those of one of the two, or of a unit of theirs. */
  calendar: z
    .string()
    .regex(
      /^(always|(sender|receiver)(\/[a-z0-9][a-z0-9-]{0,62})?)$/,
      'expected always, sender, receiver, sender/<unit> or receiver/<unit>',
    )
    .default('always'),
  /** Who sent or corrected it may not approve it. */
  fourEyes: z.boolean().default(false),
})

const exact = z
  .string()
  .refine(
    (text) => (parseDecimal(text) ?? -1n) >= 0n,
    'expected a number in quotes that is not negative, such as "2.5"',
  )

/** What is agreed otherwise for a rule of comparing (docs/comparing.md). */
const ruleSaid = z.strictObject({
  severity: z.enum(SEVERITIES).optional(),
  percent: exact.optional(),
  absolute: exact.optional(),
  days: z.int().min(0).max(366).optional(),
})

/** The form that the receiver gets documents in (docs/translating.md). */
const deliverAs = z.strictObject({
  format: z.enum(TARGET_NAMES),
  /** What that form has no place for is left out, or a person is asked first. */
  losses: z.enum(['accept', 'ask']).default('ask'),
})

/** What an agreement may set, with every default: the one place that states them. */
export const agreementSettings = z.strictObject({
  /** What the sender gets from the grid. */
  acknowledge: z
    .strictObject({
      /** `auto`: 999 where GS08 or ST03 names an implementation guide of 005010 or later, else 997. EDIFACT has CONTRL for all of them. */
      technical: z.enum(['auto', '997', '999', 'none']).default('auto'),
      /** The TA1: where ISA14 asks for it, always, or only for what is wrong. A broken envelope is always answered. */
      envelope: z.enum(['asked', 'always', 'on-error', 'never']).default('asked'),
      /** `refusals`: a document that is declined here is refused to its sender by an 824 or APERAK. */
      business: z.enum(['none', 'refusals']).default('none'),
    })
    .prefault({}),
  /** What becomes of a set that is not valid, and how much of what came with it shares its fate. */
  invalid: z
    .strictObject({
      /** `accept`: it goes on, and the sender is told of its errors; `suspend`: the answer waits for a person. */
      action: z.enum(['reject', 'accept', 'suspend']).default('reject'),
      scope: z.enum(['set', 'group', 'interchange']).default('set'),
    })
    .prefault({}),
  /** What documents are held against besides their standard: a guide's newest version, or one of them (`bolt-850@2`). */
  guide: guideReference.nullable().default(null),
  /** Null: documents go on as they came. */
  deliverAs: deliverAs.nullable().default(null),
  /** What the receiver owes. */
  expect: z
    .strictObject({
      /** `997`: the technical receipt of its standard, of EDIFACT a CONTRL. */
      technical: z.enum(['997', 'none']).default('997'),
      withinMinutes: z.int().min(1).max(43_200).default(1_440),
      /** Whose opening hours those minutes are: nobody's, the receiver's, or a unit's of the receiver. */
      calendar: z
        .string()
        .regex(/^(always|receiver(\/[a-z0-9][a-z0-9-]{0,62})?)$/, 'expected always, receiver or receiver/<unit>')
        .default('always'),
    })
    .prefault({}),
  /** Whether a document is held against its order and what else has come of its chain. */
  compare: z
    .strictObject({
      /** What becomes of it where a rule of severity `error` finds something: nothing is looked at, it is shown, held or declined. */
      action: z.enum(['none', 'show', 'hold', 'refuse']).default('none'),
      rules: z.partialRecord(z.enum(RULE_NAMES), ruleSaid).default({}),
    })
    .prefault({}),
  duplicates: z
    .strictObject({
      /** How long a control number stands for one interchange, and a business key for one original. */
      windowDays: z.int().min(1).max(3_650).default(365),
      /** A second original with the same business key: a person decides, it goes on, or it is declined. */
      originals: z.enum(['hold', 'pass', 'refuse']).default('hold'),
    })
    .prefault({}),
  approval: approval.prefault({}),
  /** Of a file that belongs to a document. */
  files: z
    .strictObject({
      /** So long it waits for its document; then a person is asked. Null: for ever. */
      waitHours: z.number().min(0.01).max(8_760).nullable().default(null),
    })
    .prefault({}),
  /** What becomes of a document by what it says; the first that fits counts. */
  rules: agreementRules.default([]),
  /** Whether a second arrival does no harm; null: as the channel says. */
  repeatable: z.boolean().nullable().default(null),
  /** What a failure holds back: nothing, what shares its business key, or all that leaves by the same channel behind it. */
  order: z.enum(['none', 'business-key', 'strict']).default('none'),
  batch: batch.nullable().default(null),
  retry: z
    .strictObject({
      attemptsMax: z.int().min(1).max(100).default(12),
      firstDelayMs: z.int().min(50).max(3_600_000).default(1_000),
      delayMaxMs: z.int().min(50).max(86_400_000).default(600_000),
    })
    .refine(
      ({ firstDelayMs, delayMaxMs }) => firstDelayMs <= delayMaxMs,
      'expected delayMaxMs to be at least firstDelayMs',
    )
    .prefault({}),
})

export type AgreementSettings = z.output<typeof agreementSettings>
