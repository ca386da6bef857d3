import type { Form } from '../mapping/forms.ts'
import { type CodeTable, codeOf, nameOf } from './table.ts'

/**
 * UN/ECE Recommendation 20 ↔ X12 355, as far as it is sure. What is not here stands for itself: an X12 code is kept as
 * `x12:CA`, and passed on as `CA` with a note; a code of Recommendation 20 that X12 has no word for is not written.
 */
const UNITS = {
  // Pieces: PCE is what Recommendation 20 had before H87, and EDIFACT partners still send.
  EA: { x12: 'EA' },
  C62: { x12: 'EA' },
  PCE: { x12: 'EA' },
  NAR: { x12: 'EA' },
  H87: { x12: 'PC' },
  // Counts and packs.
  CT: { x12: 'CT' },
  DZN: { x12: 'DZ' },
  GRO: { x12: 'GS' },
  CEN: { x12: 'HU' },
  MIL: { x12: 'TH' },
  PK: { x12: 'PK' },
  PR: { x12: 'PR' },
  SET: { x12: 'ST' },
  KT: { x12: 'KT' },
  BX: { x12: 'BX' },
  BG: { x12: 'BG' },
  BE: { x12: 'BD' },
  RO: { x12: 'RL' },
  RM: { x12: 'RM' },
  // Mass.
  MGM: { x12: 'ME' },
  GRM: { x12: 'GR' },
  KGM: { x12: 'KG' },
  TNE: { x12: 'MP' },
  ONZ: { x12: 'OZ' },
  LBR: { x12: 'LB' },
  // Length and area.
  MMT: { x12: 'MM' },
  CMT: { x12: 'CM' },
  MTR: { x12: 'MR' },
  INH: { x12: 'IN' },
  FOT: { x12: 'FT' },
  YRD: { x12: 'YD' },
  MTK: { x12: 'SM' },
  FTK: { x12: 'SF' },
  YDK: { x12: 'SY' },
  // Volume.
  MLT: { x12: 'ML' },
  LTR: { x12: 'LT' },
  GLL: { x12: 'GA' },
  CMQ: { x12: 'CC' },
  MTQ: { x12: 'CR' },
  INQ: { x12: 'CI' },
  FTQ: { x12: 'CF' },
  YDQ: { x12: 'CY' },
  // Time and energy.
  HUR: { x12: 'HR' },
  DAY: { x12: 'DA' },
  MON: { x12: 'MO' },
  ANN: { x12: 'YR' },
  KWH: { x12: 'KH' },
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
