import { z } from 'zod'
import { mode, moment } from './form.ts'

interface Scheme {
  qualifier: RegExp
  value: RegExp
  expected: string
  /** What the pattern cannot say. */
  holds?: (value: string) => boolean
}

/** What each scheme allows. Blanks at the ends are padding on the wire (X12.5 ISA06) and no part of an identifier. */
const schemes = {
  'x12-isa': {
    qualifier: /^[A-Z0-9]{2}$/,
    value: /^(?! )[\x20-\x7e]{1,15}(?<! )$/,
    expected: 'a qualifier of 2 characters (ISA05) and 1 to 15 characters (ISA06)',
  },
  'x12-gs': {
    qualifier: /^$/,
    value: /^(?! )[\x20-\x7e]{2,15}(?<! )$/,
    expected: 'no qualifier and 2 to 15 characters (GS02)',
  },
  'edifact-unb': {
    qualifier: /^[A-Z0-9]{0,4}$/,
    value: /^(?! ).{1,35}(?<! )$/,
    expected: 'a qualifier of up to 4 characters (S002 0007) and 1 to 35 characters (0004)',
  },
  gln: {
    qualifier: /^$/,
    value: /^\d{13}$/,
    expected: 'no qualifier and 13 digits, the last of them the check digit',
    holds: isGln,
  },
  duns: { qualifier: /^$/, value: /^\d{9}(\d{4})?$/, expected: 'no qualifier and 9 digits, or 13 with a suffix' },
  xml: {
    qualifier: /^[!-~]{0,40}$/,
    value: /^(?! ).{1,100}(?<! )$/,
    expected: 'a scheme id of UBL or a domain of cXML (none where none is said) and 1 to 100 characters',
  },
  as2: {
    qualifier: /^$/,
    value: /^(?! )[\x20-\x21\x23-\x5b\x5d-\x7e]{1,128}(?<! )$/,
    expected: 'no qualifier and 1 to 128 characters without " and \\ (RFC 4130 §6.2)',
  },
} satisfies Record<string, Scheme>

type SchemeName = keyof typeof schemes

export const identifierForm = z
  .strictObject({
    scheme: z.enum(Object.keys(schemes) as [SchemeName, ...SchemeName[]]),
    qualifier: z.string().default(''),
    value: z.string(),
    mode,
    /** Null: from the beginning, or from now where somebody was called so before. */
    from: moment.nullable().default(null),
    until: moment.nullable().default(null),
  })
  .superRefine(({ scheme, qualifier, value, from, until }, context) => {
    const { qualifier: qualifiers, value: values, expected, holds }: Scheme = schemes[scheme]
    const fits = qualifiers.test(qualifier) && values.test(value) && (holds?.(value) ?? true)
    if (!fits) context.addIssue({ code: 'custom', path: ['value'], message: `${scheme} has ${expected}` })
    if (from && until && from >= until) {
      context.addIssue({ code: 'custom', path: ['until'], message: 'expected a moment after `from`' })
    }
  })

export type IdentifierForm = z.output<typeof identifierForm>

/** GS1 General Specifications §7.9: weights 1 and 3 from the left, the sum a multiple of ten. */
function isGln(value: string): boolean {
  const sum = [...value].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0)
  return sum % 10 === 0
}
