import type { Form } from '../mapping/forms.ts'
import { type CodeTable, codeOf, nameOf } from './table.ts'

/**
 * UN/ECE Recommendation 20 ↔ X12 355, as far as it is sure. What is not here stands for itself: an X12 code is kept as
 * `x12:CA`, and passed on as `CA` with a note; a code of Recommendation 20 that X12 has no word for is not written.
 */
const UNITS = {
  EA: { x12: 'EA' },
  C62: { x12: 'EA' },
  LBR: { x12: 'LB' },
  KGM: { x12: 'KG' },
  CT: { x12: 'CT' },
  DZN: { x12: 'DZ' },
  PK: { x12: 'PK' },
  GRM: { x12: 'GR' },
  TNE: { x12: 'MP' },
  ONZ: { x12: 'OZ' },
  MTR: { x12: 'MR' },
  FOT: { x12: 'FT' },
  INH: { x12: 'IN' },
  LTR: { x12: 'LT' },
  GLL: { x12: 'GA' },
  SET: { x12: 'ST' },
  PR: { x12: 'PR' },
} satisfies CodeTable

export const x12Unit: Form = {
  read: ([found]) => {
    const known = found?.trim()
    return known ? (nameOf(UNITS, 'x12', known) ?? `x12:${known}`) : undefined
  },
  write: (value) => {
    const known = codeOf(UNITS, 'x12', value)
    if (known !== undefined) return [known]
    return value.startsWith('x12:') ? [value.slice(4)] : undefined
  },
  expected: 'a unit that X12 355 has',
}

/** EDIFACT 6411, UBL unitCode and cXML UnitOfMeasure take Recommendation 20. */
export const unit: Form = {
  read: ([found]) => found?.trim() || undefined,
  write: (value) => [value.replace(/^x12:/, '')],
  expected: 'a unit of UN/ECE Recommendation 20',
}
