import { z } from 'zod'
import { parseDecimal } from '../../edi/decimal.ts'
import { isElementPath } from '../../edi/x12/watching.ts'

const pattern = z.string().min(1, 'expected a text, in which * stands for anything and ? for one character').max(200)
const patterns = z.union([pattern, z.array(pattern).min(1).max(100)], 'expected a text such as 850, or a list of them')
const path = z.string().refine(isElementPath, 'expected the place of an element such as BEG02, N1[ST].N104 or SVC01-2')
const decimal = z
  .string()
  .refine((text) => parseDecimal(text) !== null, 'expected an amount in quotes, such as "1000.00"')
const reason = z.string().trim().min(1).max(300)

/** All that is said must hold. A text may use * and ?; of a list one must fit. */
const when = z.strictObject({
  sender: patterns.optional(),
  receiver: patterns.optional(),
  type: patterns.optional(),
  version: patterns.optional(),
  /** The name of the channel that it came by. */
  channel: patterns.optional(),
  file: patterns.optional(),
  key: patterns.optional(),
  /** One of the values at this place must fit. */
  elements: z.record(path, patterns).optional(),
  amount: z
    .strictObject({ atLeast: decimal.optional(), below: decimal.optional() })
    .refine(({ atLeast, below }) => (atLeast ?? below) !== undefined, 'expected atLeast, below, or both')
    .optional(),
})

const ACTS = 'expected exactly one of receiver, agreement, channel, hold and quarantine'
const OWN_ACTS = 'expected exactly one of channel, hold and quarantine: an agreement leads to its own receiver'

/** What becomes of a document that a rule fits. */
const act = z
  .strictObject({
    /** Another receiver, by slug. */
    receiver: z.string().min(1).max(63).optional(),
    /** By what the two agreed for this type. */
    agreement: z.string().min(1).max(40).optional(),
    /** Another way out of the receiver, by name. */
    channel: z.string().min(1).max(63).optional(),
    /** Why a person should look before it goes on. */
    hold: reason.optional(),
    /** Why it is set aside. */
    quarantine: reason.optional(),
  })
  .refine((said) => Object.keys(said).length === 1, ACTS)

export const rule = z.strictObject({ name: z.string().trim().min(1).max(100), when, act })

export type Rule = z.output<typeof rule>

const RULES_MAX = 500

/** In order: the first that fits counts. */
export const rules = named(z.array(rule).max(RULES_MAX))

/** Those of an agreement, which has its receiver already. */
export const agreementRules = named(
  z
    .array(rule)
    .max(RULES_MAX)
    .superRefine((all, context) => {
      for (const [at, { act }] of all.entries()) {
        if (act.receiver === undefined && act.agreement === undefined) continue
        context.addIssue({ code: 'custom', path: [at, 'act'], message: OWN_ACTS })
      }
    }),
)

/** A name names one rule: it is what people are told of. */
function named<T extends z.ZodType<Rule[], Rule[]>>(list: T) {
  return list.superRefine((all, context) => {
    for (const [at, { name }] of all.entries()) {
      if (all.findIndex((one) => one.name === name) === at) continue
      context.addIssue({ code: 'custom', path: [at, 'name'], message: `"${name}" is the name of another rule above` })
    }
  })
}
