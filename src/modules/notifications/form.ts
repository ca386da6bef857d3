import { z } from 'zod'
import { kinds } from './policy.ts'

const whatever = 'null: whatever it is'

export const ruleForm = z.strictObject({
  kind: z.enum(kinds).nullable().meta({ description: whatever }),
  documentType: z
    .string()
    .trim()
    .regex(/^[\w.:-]{1,60}$/, 'expected a type of document such as 850')
    .nullable()
    .meta({ description: whatever }),
  partner: z
    .string()
    .max(64)
    .nullable()
    .meta({ description: `Its slug or id; ${whatever}` }),
  told: z.boolean(),
})

export const rulesForm = z.strictObject({ rules: z.array(ruleForm).max(100) })

export type RuleForm = z.output<typeof ruleForm>
